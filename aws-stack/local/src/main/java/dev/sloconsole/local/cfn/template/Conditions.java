package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The Conditions block of a template. */
final class Conditions {

    private record Waiting(JsonNode expression, Set<String> needed) {}

    private Conditions() {}

    /**
     * The conditions in an order in which each comes after those that it is made of. So each is evaluated once, and a
     * chain of a thousand is no recursion.
     */
    static Map<String, JsonNode> ordered(Map<String, JsonNode> conditions) {
        var waiting = new LinkedHashMap<String, Waiting>();
        conditions.forEach((name, expression) -> {
            if (!Signatures.isCondition(expression)) {
                throw Template.format("Conditions can only be boolean operations on parameters and other conditions");
            }
            var needed = new LinkedHashSet<>(References.inCondition(expression).conditions());
            needed.retainAll(conditions.keySet());
            waiting.put(name, new Waiting(expression, needed));
        });
        var ordered = new LinkedHashMap<String, JsonNode>();
        while (!waiting.isEmpty()) {
            var ready = new LinkedHashMap<String, JsonNode>();
            waiting.forEach((name, one) -> {
                if (ordered.keySet().containsAll(one.needed)) {
                    ready.put(name, one.expression);
                }
            });
            if (ready.isEmpty()) {
                throw Template.format("Circular dependencies for conditions: " + waiting.keySet());
            }
            waiting.keySet().removeAll(ready.keySet());
            ordered.putAll(ready);
        }
        return ordered;
    }
}
