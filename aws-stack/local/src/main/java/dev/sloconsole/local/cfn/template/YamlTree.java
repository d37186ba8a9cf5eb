package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML template as a tree of JSON nodes. The short forms become the long ones ({@code !Ref X} is
 * {@code {"Ref": "X"}}), so everything behind this class knows one shape.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">What
 *     CloudFormation takes of YAML 1.1: no aliases, no merge keys, no binary, omap, pairs, set or timestamp</a>
 */
final class YamlTree {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setLabel("template").setSchema(new Yaml11()).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    static JsonNode read(String body) {
        try {
            refuseBombs(body);
            return new Compose(SETTINGS)
                    .composeString(body)
                    .map(root -> tree(root, ""))
                    .orElseGet(NODES::nullNode);
        } catch (MarkedYamlEngineException e) {
            throw TemplateReader.malformed("YAML not well-formed."
                    + e.getProblemMark().map(YamlTree::position).orElse(""));
        } catch (YamlEngineException e) {
            throw TemplateReader.malformed("YAML not well-formed. " + e.getMessage());
        }
    }

    /**
     * The composer recurses and the tree would hold what an alias points to many times over, so depth and aliases are
     * refused on the flat list of events before.
     */
    private static void refuseBombs(String body) {
        int depth = 0;
        for (var event : new Parse(SETTINGS).parseString(body)) {
            if (event.getEventId() == Event.ID.Alias) {
                throw TemplateReader.malformed("YAML aliases are not allowed in CloudFormation templates");
            }
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
            if (depth > TemplateReader.MAX_DEPTH) {
                throw TemplateReader.malformed(
                        "the template is nested more than " + TemplateReader.MAX_DEPTH + " levels deep."
                                + event.getStartMark().map(YamlTree::position).orElse(""));
            }
        }
    }

    private static JsonNode tree(Node node, String path) {
        var plain = switch (node) {
            case ScalarNode scalar -> Yaml11.value(scalar);
            case SequenceNode sequence -> {
                var array = NODES.arrayNode();
                for (var item : sequence.getValue()) {
                    array.add(tree(item, path + "/" + array.size()));
                }
                yield array;
            }
            case MappingNode mapping -> mapping(mapping, path);
            default -> throw TemplateReader.malformed("YAML not well-formed." + mark(node));
        };
        return longForm(node, plain);
    }

    private static ObjectNode mapping(MappingNode mapping, String path) {
        var object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            var key = key(entry.getKeyNode(), path);
            if (key.equals("<<")) {
                throw TemplateReader.malformed(
                        "YAML merge keys (<<) are not allowed in CloudFormation templates" + mark(entry.getKeyNode()));
            }
            if (object.has(key)) {
                throw TemplateReader.malformed("YAML not well-formed. duplicate key " + key + mark(entry.getKeyNode()));
            }
            object.set(key, tree(entry.getValueNode(), path + "/" + key));
        }
        return object;
    }

    private static String key(Node node, String path) {
        var received = switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> Optional.<String>empty();
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT) ->
                Optional.of("numeric [" + scalar.getValue() + "]");
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.BOOL) -> Optional.of("boolean [" + scalar.getValue() + "]");
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> Optional.of("null");
            case SequenceNode sequence -> Optional.of("a list");
            default -> Optional.of("a map");
        };
        received.ifPresent(what -> {
            throw TemplateReader.malformed(
                    "[" + (path.isEmpty() ? "/" : path) + "] map keys must be strings; received " + what + " instead");
        });
        return ((ScalarNode) node).getValue();
    }

    private static JsonNode longForm(Node node, JsonNode plain) {
        var tag = node.getTag().getValue();
        if (tag.startsWith(Tag.PREFIX)) {
            if (!Yaml11.isKnown(node.getTag())) {
                throw TemplateReader.malformed("YAML not well-formed. the tag !!" + tag.substring(Tag.PREFIX.length())
                        + " is not supported" + mark(node));
            }
            return plain;
        }
        var name = tag.startsWith("!") ? tag.substring(1) : tag;
        if (name.isEmpty()) {
            return plain;
        }
        var argument = name.equals("GetAtt") && plain.isTextual() ? attribute(plain.textValue()) : plain;
        if (name.equals("Ref") || name.equals("Condition")) {
            return NODES.objectNode().set(name, argument);
        }
        if (!Signatures.isFunction("Fn::" + name)) {
            throw TemplateReader.malformed("YAML not well-formed. unknown tag " + tag + mark(node));
        }
        return NODES.objectNode().set("Fn::" + name, argument);
    }

    /** {@code Resource.Attribute}; an attribute may hold further dots. */
    private static ArrayNode attribute(String text) {
        int dot = text.indexOf('.');
        var parts = NODES.arrayNode();
        return dot < 0 ? parts.add(text) : parts.add(text.substring(0, dot)).add(text.substring(dot + 1));
    }

    private static String mark(Node node) {
        return node.getStartMark().map(YamlTree::position).orElse("");
    }

    private static String position(Mark mark) {
        return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }
}
