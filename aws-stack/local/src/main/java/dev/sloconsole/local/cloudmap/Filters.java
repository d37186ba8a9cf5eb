package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code Filters} of a list request: a row must pass all of them. */
record Filters(List<Filter> filters) {

    /** One filter; a row passes if one of its values for the name fits. */
    private record Filter(String name, String condition, List<String> values) {
        boolean accepts(List<String> ofTheRow) {
            return switch (condition) {
                case "BEGINS_WITH" ->
                    ofTheRow.stream().anyMatch(value -> values.stream().anyMatch(value::startsWith));
                case "BETWEEN" ->
                    ofTheRow.stream()
                            .map(BigDecimal::new)
                            .anyMatch(value -> value.compareTo(new BigDecimal(values.get(0))) >= 0
                                    && value.compareTo(new BigDecimal(values.get(1))) <= 0);
                default -> ofTheRow.stream().anyMatch(values::contains);
            };
        }
    }

    /**
     * Reads the filters.
     *
     * @param known the names that may be filtered by, each with its conditions
     */
    static Filters of(JsonNode request, Map<String, Set<String>> known) {
        return new Filters(Json.items(request, "Filters").stream()
                .map(node -> {
                    var name = Input.oneOf(
                            Input.required(node, "Name"),
                            "Name",
                            known.keySet().stream().sorted().toList());
                    var conditions = known.getOrDefault(name, Set.of());
                    var condition = Input.text(node, "Condition").orElse("EQ");
                    if (!conditions.contains(condition)) {
                        throw Input.invalid("Filter " + name + " does not support condition " + condition + ".");
                    }
                    var values = Json.strings(node, "Values");
                    check(name, condition, values);
                    return new Filter(name, condition, values);
                })
                .toList());
    }

    private static void check(String name, String condition, List<String> values) {
        if (values.isEmpty()) {
            throw Input.invalid("Filter " + name + " needs at least one value.");
        }
        if (condition.equals("EQ") && values.size() != 1) {
            throw Input.invalid("Filter " + name + " with condition EQ takes exactly one value.");
        }
        if (condition.equals("BETWEEN")
                && (values.size() != 2
                        || !values.stream().allMatch(value -> value.matches("\\d{1,15}(\\.\\d{1,9})?")))) {
            throw Input.invalid("Filter " + name + " with condition BETWEEN takes two times in epoch seconds.");
        }
    }

    /** Whether a row with these values, by filter name, is wanted; a row without a value for a filter is not. */
    boolean accept(Map<String, List<String>> row) {
        return filters.stream().allMatch(filter -> filter.accepts(row.getOrDefault(filter.name(), List.of())));
    }
}
