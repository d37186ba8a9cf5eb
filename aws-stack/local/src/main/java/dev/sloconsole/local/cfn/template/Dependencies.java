package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which resource waits for which: by what it refers to, and by its DependsOn. */
final class Dependencies {

    private Dependencies() {}

    /** Of the resources whose condition holds, with only the branches that their Ifs choose. */
    static Map<String, Set<String>> of(Template template, Evaluation evaluation) {
        var active = new LinkedHashSet<String>();
        template.resources().values().stream()
                .filter(resource ->
                        resource.condition().map(evaluation::condition).orElse(true))
                .forEach(resource -> active.add(resource.logicalId()));
        var dependencies = new LinkedHashMap<String, Set<String>>();
        for (var id : active) {
            var resource = template.resource(id);
            var needed = resources(template, References.in(evaluation.pruned(resource.properties())));
            refuseInactive(needed, active, "Template format error: ", "Resources");
            resource.dependsOn().stream().filter(active::contains).forEach(needed::add);
            dependencies.put(id, needed);
        }
        evaluation.outputs().values().forEach(output -> {
            var value = evaluation.pruned(output.value());
            refuseInactive(resources(template, References.in(value)), active, "", "Outputs");
            refuseList(template, output.key(), value);
        });
        refuseCircle(dependencies);
        return dependencies;
    }

    /**
     * Circles that are there whatever the parameters say: without the branches of Ifs, and without the DependsOn of
     * resources that may take no part.
     */
    static void refuseCircle(Template template) {
        var dependencies = new LinkedHashMap<String, Set<String>>();
        template.resources().forEach((id, resource) -> {
            var needed = resources(template, References.always(resource.properties()));
            resource.dependsOn().stream()
                    .filter(other -> resource.condition().isEmpty()
                            && template.resource(other).condition().isEmpty())
                    .forEach(needed::add);
            dependencies.put(id, needed);
        });
        refuseCircle(dependencies);
    }

    private static Set<String> resources(Template template, References references) {
        var needed = references.all();
        needed.retainAll(template.resources().keySet());
        return needed;
    }

    /** AWS words it without its usual beginning where an output is at fault. */
    private static void refuseInactive(Set<String> needed, Set<String> active, String beginning, String block) {
        var inactive = needed.stream().filter(id -> !active.contains(id)).toList();
        if (!inactive.isEmpty()) {
            throw new AwsError(
                    "ValidationError",
                    beginning + "Unresolved resource dependencies " + inactive + " in the " + block
                            + " block of the template");
        }
    }

    /** A Ref to a list parameter is no text, and that is known before any resource exists. */
    private static void refuseList(Template template, String key, JsonNode value) {
        var parameter = template.parameters().get(value.path("Ref").asText());
        if (value.isArray() || (parameter != null && parameter.isList())) {
            throw Template.format("Output " + key
                    + " is malformed. The Value field of every Outputs member must evaluate to a String.");
        }
    }

    /** Takes away what has nothing left to wait for, until nothing moves; what remains waits for itself. */
    private static void refuseCircle(Map<String, Set<String>> dependencies) {
        var remaining = new LinkedHashMap<String, Set<String>>();
        dependencies.forEach((id, needed) -> remaining.put(id, new TreeSet<>(needed)));
        boolean moved = true;
        while (moved) {
            moved = remaining
                    .entrySet()
                    .removeIf(entry -> entry.getValue().stream().noneMatch(remaining::containsKey));
        }
        moved = true;
        while (moved) {
            moved = remaining
                    .keySet()
                    .removeIf(id -> remaining.values().stream().noneMatch(needed -> needed.contains(id)));
        }
        if (!remaining.isEmpty()) {
            throw new AwsError(
                    "ValidationError", "Circular dependency between resources: " + new TreeSet<>(remaining.keySet()));
        }
    }
}
