package dev.sloconsole.local.ec2;

import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.RequestId;
import dev.sloconsole.local.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One of EC2's Describe operations: by ids, by filters (with {@code *} and {@code ?}), in pages.
 *
 * @param set the element that holds the items
 * @param idParameter such as {@code VpcId}
 * @param notFound the refusal of an id that nothing has
 * @param tags of an item, for the filters {@code tag:Key} and {@code tag-key}
 * @param filters the values of an item by the name of the filter
 */
record Listing<T>(
        String set,
        String idParameter,
        Function<T, String> id,
        Function<String, AwsError> notFound,
        Function<T, Map<String, String>> tags,
        Supplier<List<T>> all,
        Map<String, Function<T, List<String>>> filters,
        BiConsumer<Xml, T> writer) {

    static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final int SMALLEST_PAGE = 5;
    private static final int LARGEST_PAGE = 1_000;

    String answer(String action, QueryForm form) {
        var found = found(form);
        var size = pageSize(form);
        int from = Math.min(
                found.size(), form.text("NextToken").map(Listing::position).orElse(0));
        int to = size.map(most -> Math.min(found.size(), from + most)).orElse(found.size());
        return Xml.document(action + "Response", NAMESPACE, xml -> {
            xml.text("requestId", RequestId.current()).list(set, "item", found.subList(from, to), writer);
            if (to < found.size()) {
                xml.text("nextToken", token(to));
            }
        });
    }

    private List<T> found(QueryForm form) {
        var items = all.get();
        var ids = form.list(idParameter);
        for (var wanted : ids) {
            if (items.stream().noneMatch(item -> id.apply(item).equals(wanted))) {
                throw notFound.apply(wanted);
            }
        }
        var asked = form.structures("Filter");
        return items.stream()
                .filter(item -> ids.isEmpty() || ids.contains(id.apply(item)))
                .filter(item -> asked.stream().allMatch(filter -> matches(item, filter)))
                .toList();
    }

    private boolean matches(T item, QueryForm filter) {
        var name = filter.text("Name")
                .orElseThrow(() -> new AwsError("InvalidParameterValue", "The filter 'null' is invalid"));
        var patterns = filter.list("Value").stream().map(Listing::pattern).toList();
        return values(item, name).stream()
                .anyMatch(value -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(value).matches()));
    }

    private List<String> values(T item, String filter) {
        if (filter.startsWith("tag:")) {
            return Optional.ofNullable(tags.apply(item).get(filter.substring("tag:".length()))).stream()
                    .toList();
        }
        if (filter.equals("tag-key")) {
            return List.copyOf(tags.apply(item).keySet());
        }
        return Optional.ofNullable(filters.get(filter))
                .orElseThrow(() -> new AwsError("InvalidParameterValue", "The filter '" + filter + "' is invalid"))
                .apply(item);
    }

    /** A filter's value, in which {@code *} and {@code ?} stand for any text and any character. */
    private static Pattern pattern(String value) {
        var regex = new StringBuilder();
        value.chars()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf((char) c));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private Optional<Integer> pageSize(QueryForm form) {
        return form.text("MaxResults").map(text -> {
            if (!form.list(idParameter).isEmpty()) {
                throw new AwsError(
                        "InvalidParameterCombination",
                        "The parameter " + idParameter + "s cannot be used with the parameter MaxResults");
            }
            int size = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
            if (size < SMALLEST_PAGE || size > LARGEST_PAGE) {
                throw new AwsError(
                        "InvalidParameterValue",
                        "Value ( " + text + " ) for parameter maxResults is"
                                + " invalid. Expecting a value "
                                + (size > LARGEST_PAGE
                                        ? "less than or equal to " + LARGEST_PAGE
                                        : "greater than or equal to " + SMALLEST_PAGE)
                                + ".");
            }
            return size;
        });
    }

    private static String token(int position) {
        return Base64.getEncoder().encodeToString(("from " + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("from \\d{1,6}")) {
                return Integer.parseInt(text.substring("from ".length()));
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours; refused below.
        }
        throw new AwsError("InvalidNextToken", "The provided NextToken is invalid.");
    }
}
