package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.StackOrder.OnFailure;
import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.References;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a client wants a stack to be; refuses in AWS's words what AWS refuses before it begins. */
final class StackOrders {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
    private static final int MAX_NAME = 128;

    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]{0,127}");

    private final ResourceTypes types;
    private final Lookups lookups;

    StackOrders(ResourceTypes types, Lookups lookups) {
        this.types = types;
        this.lookups = lookups;
    }

    /** A stack that is not there yet. */
    StackOrder first(QueryForm form) {
        var name = name(form.required("StackName"));
        if (form.flag("UsePreviousTemplate")) {
            throw new AwsError("ValidationError", "UsePreviousTemplate cannot be true when creating a stack.");
        }
        return order(name, form, template(form), Map.of());
    }

    /** A stack that is there, and that keeps what is not said anew. */
    StackOrder next(QueryForm form, StackOrder before) {
        var template = form.flag("UsePreviousTemplate") ? before.template() : template(form);
        var order = order(before.name(), form, template, before.parameters());
        boolean tagsGiven =
                form.fields().keySet().stream().anyMatch(key -> key.equals("Tags") || key.startsWith("Tags."));
        return new StackOrder(
                before.name(),
                template,
                order.parameters(),
                tagsGiven ? order.tags() : before.tags(),
                order.capabilities(),
                before.timeout(),
                before.onFailure(),
                before.terminationProtection(),
                order.token());
    }

    private StackOrder order(String name, QueryForm form, Template template, Map<String, String> previous) {
        var parameters = Parameter.values(
                template.parameters(),
                given(form, previous, template.parameters().keySet()));
        lookUp(template, parameters);
        checkToken(form);
        var capabilities = form.list("Capabilities.member");
        refuseMissingCapabilities(template, capabilities);
        return new StackOrder(
                name,
                template,
                parameters,
                tags(form),
                capabilities,
                form.text("TimeoutInMinutes").map(StackOrders::minutes),
                onFailure(form),
                form.flag("EnableTerminationProtection"),
                form.text("ClientRequestToken"));
    }

    /** Ids of the account's own things must be of such that there are. */
    private void lookUp(Template template, Map<String, String> values) {
        template.parameters()
                .values()
                .forEach(parameter -> parameter.elements(values.getOrDefault(parameter.name(), "")).stream()
                        .filter(value -> !lookups.has(parameter.elementType(), value))
                        .findFirst()
                        .ifPresent(value -> {
                            throw new AwsError(
                                    "ValidationError",
                                    "Parameter validation failed: parameter value " + value + " for parameter name "
                                            + parameter.name() + " does not exist");
                        }));
    }

    private static void checkToken(QueryForm form) {
        form.text("ClientRequestToken")
                .filter(token -> !TOKEN.matcher(token).matches())
                .ifPresent(token -> {
                    throw invalid(
                            token, "clientRequestToken", "Member must satisfy regular expression pattern: " + TOKEN);
                });
    }

    /** An update cannot make another type of thing of a resource. */
    static void refuseOtherTypes(Stack stack, Template template) {
        var other = new TreeSet<String>();
        template.resources()
                .forEach((id, declared) -> Optional.ofNullable(stack.resources().get(id))
                        .filter(resource -> !resource.type().equals(declared.type()))
                        .ifPresent(resource -> other.add(id)));
        if (!other.isEmpty()) {
            throw new AwsError(
                    "ValidationError",
                    "Update of resource type is not permitted. The new template modifies"
                            + " resource type of the following resources: " + other);
        }
    }

    /** The template in a form, of which the local cloud can do all that is asked for. */
    Template template(QueryForm form) {
        if (form.text("TemplateURL").isPresent()) {
            throw new AwsError("ValidationError", "The local cloud reads no TemplateURL; send a TemplateBody.");
        }
        var template = Template.read(form.text("TemplateBody")
                .orElseThrow(() ->
                        new AwsError("ValidationError", "Either Template URL or Template Body must be specified.")));
        refuseUnknownTypes(template);
        refuseElsewhere(template);
        DynamicReferences.check(template);
        return template;
    }

    /** Types and, of the types that are known, attributes. */
    private void refuseUnknownTypes(Template template) {
        var unknown = new TreeSet<String>();
        template.resources().values().forEach(resource -> {
            if (types.named(resource.type()).isEmpty()) {
                unknown.add(resource.type());
            }
        });
        var elsewhere = unknown.stream().filter(AwsTypes::has).toList();
        unknown.removeIf(AwsTypes::has);
        if (!unknown.isEmpty()) {
            throw new AwsError("ValidationError", "Template format error: Unrecognized resource types: " + unknown);
        }
        if (!elsewhere.isEmpty()) {
            throw notHere(String.join(", ", elsewhere));
        }
        template.attributes().forEach(attribute -> refuseUnknownAttribute(template, attribute));
    }

    /** Properties that AWS obeys and the local cloud does not. */
    private void refuseElsewhere(Template template) {
        template.resources()
                .values()
                .forEach(resource -> types.known(resource.type())
                        .schema()
                        .elsewhere(resource.properties())
                        .ifPresent(path -> {
                            throw notHere(path + " of " + resource.type() + " (" + resource.logicalId() + ")");
                        }));
    }

    private static AwsError notHere(String what) {
        return new AwsError("ValidationError", "The local cloud has no " + what + "; on AWS this template is valid.");
    }

    private void refuseUnknownAttribute(Template template, References.Attribute attribute) {
        var type = types.known(template.resource(attribute.logicalId()).type());
        if (!type.schema().attributes().contains(attribute.name())) {
            throw new AwsError(
                    "ValidationError",
                    "Template error: resource " + attribute.logicalId() + " does not support attribute type "
                            + attribute.name() + " in Fn::GetAtt");
        }
    }

    /** The capabilities that a template's resources ask for: IAM, or NAMED_IAM where a name is given. */
    static List<String> neededCapabilities(Template template) {
        var iam = template.resources().values().stream()
                .filter(resource -> resource.type().startsWith("AWS::IAM::"));
        var named = new ArrayList<Boolean>();
        iam.forEach(resource -> named.add(resource.properties().has("RoleName")));
        if (named.isEmpty()) {
            return List.of();
        }
        return List.of(named.contains(true) ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
    }

    private static void refuseMissingCapabilities(Template template, List<String> given) {
        var missing = neededCapabilities(template).stream()
                .filter(needed -> !given.contains(needed) && !given.contains("CAPABILITY_NAMED_IAM"))
                .toList();
        if (!missing.isEmpty()) {
            throw new AwsError("InsufficientCapabilitiesException", "Requires capabilities : " + missing);
        }
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(name, "stackName", "Member must satisfy regular expression pattern: " + NAME);
        }
        if (name.length() > MAX_NAME) {
            throw invalid(name, "stackName", "Member must have length less than or equal to " + MAX_NAME);
        }
        return name;
    }

    private static Map<String, String> given(QueryForm form, Map<String, String> previous, Set<String> declared) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : form.structures("Parameters.member")) {
            var key = parameter.required("ParameterKey");
            boolean keep = parameter.flag("UsePreviousValue");
            if (keep && parameter.text("ParameterValue").isPresent()) {
                throw new AwsError(
                        "ValidationError",
                        "Invalid input for parameter key " + key
                                + ". Cannot specify usePreviousValue as true and non empty value for a parameter");
            }
            if (keep && !previous.containsKey(key)) {
                throw new AwsError(
                        "ValidationError",
                        "Invalid input for parameter key " + key
                                + ". Cannot specify usePreviousValue as true for a parameter key not in the previous template");
            }
            if (parameters.containsKey(key)) {
                throw new AwsError("ValidationError", "Parameter key " + key + " is given more than once");
            }
            var value = keep ? previous.get(key) : parameter.fields().get("ParameterValue");
            // One that is declared, but given without a value, has none; of the others the name is told.
            if (value != null || !declared.contains(key)) {
                parameters.put(key, value == null ? "" : value);
            }
        }
        return parameters;
    }

    private static Map<String, String> tags(QueryForm form) {
        var tags = new LinkedHashMap<String, String>();
        form.structures("Tags.member")
                .forEach(tag -> tags.put(tag.required("Key"), tag.fields().getOrDefault("Value", "")));
        return tags;
    }

    private static Duration minutes(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1) {
            throw invalid(text, "timeoutInMinutes", "Member must have value greater than or equal to 1");
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }

    private static OnFailure onFailure(QueryForm form) {
        if (form.text("DisableRollback").isPresent() && form.text("OnFailure").isPresent()) {
            throw new AwsError("ValidationError", "You may not specify both OnFailure and DisableRollback.");
        }
        if (form.flag("DisableRollback")) {
            return OnFailure.DO_NOTHING;
        }
        var text = form.text("OnFailure").or(() -> form.text("OnStackFailure")).orElse("ROLLBACK");
        return Arrays.stream(OnFailure.values())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        text, "onFailure", "Member must satisfy enum value set: [ROLLBACK, DELETE, DO_NOTHING]"));
    }

    static AwsError invalid(String value, String member, String constraint) {
        return new AwsError(
                "ValidationError",
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint: "
                        + constraint);
    }
}
