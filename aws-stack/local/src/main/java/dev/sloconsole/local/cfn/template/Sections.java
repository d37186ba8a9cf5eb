package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.template.Template.OutputDeclaration;
import dev.sloconsole.local.cfn.template.Template.ResourceDeclaration;
import dev.sloconsole.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sections of a template, read from its tree; each with AWS's limits and AWS's words for what is wrong in it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">
 *     CloudFormation quotas</a>
 */
final class Sections {

    private static final Set<String> NAMES = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Transform",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_KEYS = Set.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "CreationPolicy",
            "UpdatePolicy");
    private static final Set<String> OUTPUT_KEYS = Set.of("Value", "Description", "Export", "Condition");
    private static final Set<String> POLICIES = Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");
    private static final Set<String> WITH_SNAPSHOTS = Set.of(
            "AWS::DocDB::DBCluster",
            "AWS::EC2::Volume",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::Neptune::DBCluster",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::Redshift::Cluster");
    private static final Pattern EXPORT = Pattern.compile("[A-Za-z0-9:-]{1,255}");
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern MAPPING_KEY = Pattern.compile("[A-Za-z0-9.-]+");
    private static final int MAX_RESOURCES = 500;
    private static final int MAX_OTHERS = 200;
    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION_BYTES = 1024;

    private final ObjectNode root;

    Sections(ObjectNode root) {
        this.root = root;
    }

    Template template(String body) {
        refuseUnknown();
        root.properties().forEach(entry -> refuseNull("/" + entry.getKey(), entry.getValue()));
        var parameters = section("Parameters", MAX_OTHERS, Parameter::read);
        var template = new Template(
                body,
                version(),
                description(),
                Optional.of(root.path("Metadata")).filter(node -> !node.isMissingNode()),
                parameters,
                section("Rules", MAX_OTHERS, (name, node) -> Rules.read(name, node, parameters.keySet())),
                mappings(),
                Conditions.ordered(conditions()),
                resources(),
                section("Outputs", MAX_OTHERS, Sections::output));
        refuseCommonNames(template);
        return template;
    }

    private void refuseUnknown() {
        var unknown = new ArrayList<String>();
        root.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw Template.format("Invalid template property or properties " + unknown);
        }
        if (root.has("Transform")) {
            throw Template.format("the local cloud runs no transforms, and this template asks for "
                    + transforms(root.path("Transform")) + ". Send the template as it is after the transform.");
        }
    }

    /** Names, or objects with a Name. */
    private static List<String> transforms(JsonNode given) {
        return (given.isArray() ? given.valueStream() : Stream.of(given))
                .map(one -> one.isObject() ? one.path("Name").asText() : one.asText())
                .toList();
    }

    private Optional<String> version() {
        var version = Template.text(root, "AWSTemplateFormatVersion");
        if (version.isPresent() && !version.get().equals("2010-09-09")) {
            throw Template.format("unsupported value for AWSTemplateFormatVersion.");
        }
        return version;
    }

    private Optional<String> description() {
        refuseUnlessText(root, "Description");
        var description = Template.text(root, "Description");
        if (description.isPresent()
                && description.get().getBytes(StandardCharsets.UTF_8).length > MAX_DESCRIPTION_BYTES) {
            throw Template.format("'Description' length is greater than " + MAX_DESCRIPTION_BYTES);
        }
        return description;
    }

    /** Map, key and attribute: two levels, then a text or a list of texts. */
    private JsonNode mappings() {
        section("Mappings", MAX_OTHERS, (name, map) -> {
            refuseTooMany("mapping attributes", map.size(), MAX_OTHERS);
            map.properties().forEach(key -> {
                if (!key.getValue().isObject()) {
                    throw Template.format("Every Mappings member " + key.getKey() + " must be a map");
                }
                key.getValue().properties().forEach(attribute -> {
                    if (!MAPPING_KEY.matcher(attribute.getKey()).matches()) {
                        throw Template.format("Mappings attribute name '" + attribute.getKey()
                                + "' must contain only alphanumeric characters.");
                    }
                    var value = attribute.getValue();
                    boolean texts = !value.isObject();
                    for (var item : value) {
                        texts &= item.isValueNode();
                    }
                    if (!texts) {
                        throw Template.format("Every Mappings attribute must be a String or a List.");
                    }
                });
            });
            return map;
        });
        return root.path("Mappings");
    }

    private Map<String, JsonNode> conditions() {
        var conditions = new LinkedHashMap<String, JsonNode>();
        object("Conditions").properties().forEach(entry -> {
            refuseName("Condition", entry.getKey());
            conditions.put(entry.getKey(), entry.getValue());
        });
        return conditions;
    }

    private Map<String, ResourceDeclaration> resources() {
        if (object("Resources").isEmpty()) {
            throw Template.format("At least one Resources member must be defined.");
        }
        return section("Resources", MAX_RESOURCES, Sections::resource);
    }

    /** A section of named objects. */
    private <T> Map<String, T> section(String name, int max, BiFunction<String, JsonNode, T> each) {
        var section = object(name);
        refuseTooMany(name.toLowerCase(Locale.ROOT), section.size(), max);
        var entries = new LinkedHashMap<String, T>();
        section.properties().forEach(entry -> {
            refuseName(name.substring(0, name.length() - 1), entry.getKey());
            if (!entry.getValue().isObject()) {
                throw Template.format("Any " + name + " member must be an object.");
            }
            entries.put(entry.getKey(), each.apply(entry.getKey(), entry.getValue()));
        });
        return entries;
    }

    private ObjectNode object(String name) {
        var section = root.path(name);
        if (section.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (section instanceof ObjectNode object) {
            return object;
        }
        throw Template.format(name + " must be an object.");
    }

    private static ResourceDeclaration resource(String logicalId, JsonNode declaration) {
        if (!declaration.path("Type").isTextual()) {
            throw Template.format("[/Resources/" + logicalId + "] Every Resources object must contain a Type member.");
        }
        refuseUnknownKeys("resource", declaration, RESOURCE_KEYS);
        refuseUnlessText(declaration, "Condition");
        var properties = declaration.path("Properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw Template.format("[/Resources/" + logicalId + "/Properties] Properties must be an object.");
        }
        return new ResourceDeclaration(
                logicalId,
                declaration.path("Type").textValue(),
                properties instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode(),
                dependsOn(logicalId, declaration.path("DependsOn")),
                Template.text(declaration, "Condition"),
                policy(logicalId, declaration, "DeletionPolicy").startsWith("Retain"),
                policy(logicalId, declaration, "UpdateReplacePolicy").startsWith("Retain"));
    }

    private static String policy(String logicalId, JsonNode declaration, String key) {
        refuseUnlessText(declaration, key);
        var policy = declaration.path(key).asText("Delete");
        if (!POLICIES.contains(policy)) {
            throw Template.format("Unrecognized " + key + " " + policy + " for resource " + logicalId);
        }
        var type = declaration.path("Type").asText();
        if (policy.equals("Snapshot") && !WITH_SNAPSHOTS.contains(type)) {
            throw Template.error("resource type " + type + " does not support "
                    + (key.startsWith("Del") ? "deletion" : "update replace") + " policy Snapshot");
        }
        return policy;
    }

    private static Set<String> dependsOn(String logicalId, JsonNode given) {
        boolean texts = given.isMissingNode() || given.isTextual() || given.isArray();
        for (var item : given) {
            texts &= item.isTextual();
        }
        if (!texts) {
            throw Template.format(
                    "[/Resources/" + logicalId + "/DependsOn] DependsOn must be a string or a list of strings.");
        }
        return new TreeSet<>(Template.texts(given));
    }

    private static OutputDeclaration output(String key, JsonNode node) {
        if (!node.has("Value")) {
            throw Template.format("Every Outputs member must contain a Value object");
        }
        refuseUnknownKeys("output", node, OUTPUT_KEYS);
        refuseUnlessText(node, "Description");
        refuseUnlessText(node, "Condition");
        var value = node.path("Value");
        if (!value.isValueNode() && (Signatures.function(value).isEmpty() || Signatures.isCondition(value))) {
            throw Template.format("The Value field of every Outputs member must evaluate to a String.");
        }
        var name = node.path("Export").path("Name");
        if (node.has("Export") && Signatures.function(name).isEmpty()) {
            if (!name.isValueNode()) {
                throw Template.format("Output " + key + " is malformed. The Export field must hold a Name, and that"
                        + " must evaluate to a String.");
            }
            refuseExportName(key, name.asText());
        }
        return new OutputDeclaration(
                key,
                value,
                Template.text(node, "Description"),
                Optional.of(name).filter(one -> !one.isMissingNode()),
                Template.text(node, "Condition"));
    }

    /** What others may import it by. */
    static void refuseExportName(String output, String name) {
        if (!EXPORT.matcher(name).matches()) {
            throw Template.format("Output " + output + " is malformed. The Name field of every Export member must be"
                    + " specified and consist only of alphanumeric characters, colons, or hyphens.");
        }
    }

    private static void refuseNull(String path, JsonNode value) {
        if (value.isNull()) {
            throw new AwsError("ValidationError", "[" + path + "] 'null' values are not allowed in templates");
        }
        value.properties().forEach(entry -> refuseNull(path + "/" + entry.getKey(), entry.getValue()));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                refuseNull(path + "/" + i, value.get(i));
            }
        }
    }

    private static void refuseName(String kind, String name) {
        if (!ALPHANUMERIC.matcher(name).matches()) {
            throw Template.format(kind + " name " + name + " is non alphanumeric.");
        }
        if (name.length() > MAX_NAME) {
            throw Template.format(
                    kind + " name " + name.substring(0, 20) + "... is longer than " + MAX_NAME + " characters.");
        }
    }

    private static void refuseTooMany(String what, int count, int max) {
        if (count > max) {
            throw Template.format("Number of " + what + ", " + count + ", is greater than maximum allowed, " + max);
        }
    }

    private static void refuseUnknownKeys(String kind, JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new AwsError("ValidationError", "Invalid template " + kind + " property '" + key + "'");
            }
        });
    }

    static void refuseUnlessText(JsonNode node, String key) {
        if (node.has(key) && !node.path(key).isValueNode()) {
            throw Template.format("Every " + key + " member must be a string.");
        }
    }

    private static void refuseCommonNames(Template template) {
        var common = new TreeSet<>(template.parameters().keySet());
        common.retainAll(template.resources().keySet());
        if (!common.isEmpty()) {
            throw Template.error("all resources and parameters must have unique names. Common name(s):" + common);
        }
    }
}
