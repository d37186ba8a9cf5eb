package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Every name that a template refers to must exist in it; AWS checks that before anything is created. */
final class ReferenceCheck {

    private final Template template;
    private final Set<String> known = new TreeSet<>(PseudoParameters.NAMES);

    private ReferenceCheck(Template template) {
        this.template = template;
        known.addAll(template.parameters().keySet());
    }

    static void of(Template template) {
        var check = new ReferenceCheck(template);
        check.conditions();
        check.known.addAll(template.resources().keySet());
        template.resources().values().forEach(check::resource);
        template.outputs().values().forEach(check::output);
    }

    private void conditions() {
        template.conditions().forEach((name, expression) -> {
            var references = References.inCondition(expression);
            refuse(
                    references.all(),
                    known::contains,
                    "Unresolved dependencies %s. Cannot reference resources in the Conditions block of the template");
            refuse(
                    references.conditions(),
                    template.conditions()::containsKey,
                    "Unresolved condition dependency %1 in the Conditions block of the template");
            lookups(references);
        });
    }

    private void resource(Template.ResourceDeclaration resource) {
        resource.condition().ifPresent(name -> condition(name, "Resources"));
        refuse(
                resource.dependsOn(),
                template.resources()::containsKey,
                "Unresolved resource dependencies %s in the Resources block of the template");
        value(resource.properties(), "Resources");
    }

    private void output(Template.OutputDeclaration output) {
        output.condition().ifPresent(name -> condition(name, "Outputs"));
        value(output.value(), "Outputs");
        output.exportName().ifPresent(name -> value(name, "Outputs"));
    }

    private void condition(String name, String block) {
        refuse(
                Set.of(name),
                template.conditions()::containsKey,
                "Unresolved condition dependency %1 in the " + block + " block of the template");
    }

    private void value(JsonNode value, String block) {
        var references = References.in(value);
        for (var attribute : references.attributes()) {
            if (!template.resources().containsKey(attribute.logicalId())) {
                throw Template.error(
                        references.attributesInSubs().contains(attribute)
                                ? "instance of Fn::Sub references invalid resource attribute " + attribute.logicalId()
                                        + "." + attribute.name()
                                : "instance of Fn::GetAtt references undefined resource " + attribute.logicalId());
            }
        }
        refuse(
                references.names(),
                known::contains,
                "Unresolved resource dependencies %s in the " + block + " block of the template");
        references.conditions().forEach(name -> {
            if (!template.conditions().containsKey(name)) {
                throw Template.error("unresolved condition dependency " + name + " in Fn::If");
            }
        });
        lookups(references);
        references.imports().forEach(this::imported);
    }

    /** What is imported must be known before any resource exists. */
    private void imported(JsonNode argument) {
        var references = References.in(argument);
        var names = new LinkedHashSet<>(references.names());
        names.retainAll(template.resources().keySet());
        if (!names.isEmpty()
                || !references.attributes().isEmpty()
                || !references.imports().isEmpty()) {
            throw Template.error("the attribute in Fn::ImportValue must not depend on any resources, imported values,"
                    + " or Fn::GetAZs");
        }
    }

    /** As far as the arguments are literal. */
    private void lookups(References references) {
        for (var lookup : references.lookups()) {
            var map = lookup.get(0);
            if (map.isValueNode() && !template.mappings().has(map.asText())) {
                throw Template.error(
                        "Mapping named '" + map.asText() + "' is not present in the 'Mappings' section of template.");
            }
            if (map.isValueNode()
                    && lookup.get(1).isValueNode()
                    && lookup.get(2).isValueNode()) {
                var _ = Intrinsics.mapped(
                        template.mappings(),
                        map.asText(),
                        lookup.get(1).asText(),
                        lookup.get(2).asText());
            }
        }
    }

    /** AWS names all missing resources ({@code %s} in the text), but of the conditions the first ({@code %1}). */
    private static void refuse(Iterable<String> names, Predicate<String> isKnown, String text) {
        var unknown = new ArrayList<String>();
        names.forEach(name -> {
            if (!isKnown.test(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw Template.format(text.replace("%s", unknown.toString()).replace("%1", unknown.getFirst()));
        }
    }
}
