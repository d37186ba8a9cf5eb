package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list. Pages go by key, and a token holds the last key given out, so that what comes or goes between two
 * pages makes no other row appear twice or never.
 *
 * @param next the token for the page after this one; empty on the last
 */
record Page<T>(List<T> items, Optional<String> next) {

    private static final int MOST = 100;
    private static final String MARK = "after:";

    /** The page that a request with {@code MaxResults} and {@code NextToken} asks for. */
    static <T> Page<T> of(JsonNode request, Collection<T> all, Function<T, String> key) {
        int size = Input.number(request, "MaxResults", 1, MOST).map(Math::toIntExact).orElse(MOST);
        var after = Input.text(request, "NextToken").map(Page::keyIn);
        var rest = all.stream()
                .filter(item -> after.isEmpty() || key.apply(item).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        var items = rest.subList(0, size);
        return new Page<>(items, Optional.of(token(key.apply(items.getLast()))));
    }

    /** Writes {@code NextToken}, if there is one. */
    ObjectNode mark(ObjectNode answer) {
        next.ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String keyIn(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw Input.invalid("Invalid NextToken: " + token);
        }
        throw Input.invalid("Invalid NextToken: " + token);
    }
}
