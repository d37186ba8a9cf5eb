package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the text of a template into a tree. YAML's short forms become the long ones ({@code !Ref X} is
 * {@code {"Ref": "X"}}), so everything behind this class knows one shape. A syntax error names line and column.
 */
final class TemplateReader {

    private static final int MAX_DEPTH = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LoadSettings settings = LoadSettings.builder().setLabel("template").build();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private TemplateReader() {}

    static ObjectNode read(String body) {
        var tree = body.stripLeading().startsWith("{") ? readJson(body) : new TemplateReader().readYaml(body);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw malformed("unsupported structure.");
    }

    private static JsonNode readJson(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            var at = Optional.ofNullable(e.getLocation())
                    .map(where -> " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")")
                    .orElse("");
            throw malformed("JSON not well-formed." + at);
        }
    }

    private JsonNode readYaml(String body) {
        try {
            refuseDepth(body);
            return new Compose(settings).composeString(body).map(this::tree).orElseGet(NODES::nullNode);
        } catch (MarkedYamlEngineException e) {
            throw malformed("YAML not well-formed." + e.getProblemMark().map(TemplateReader::position).orElse(""));
        } catch (YamlEngineException e) {
            throw malformed("YAML not well-formed. " + e.getMessage());
        }
    }

    /** The composer recurses, so a hostile depth is refused on the flat list of events before. */
    private void refuseDepth(String body) {
        int depth = 0;
        for (var event : new Parse(settings).parseString(body)) {
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
            if (depth > MAX_DEPTH) {
                throw malformed("the template is nested more than " + MAX_DEPTH + " levels deep."
                        + event.getStartMark().map(TemplateReader::position).orElse(""));
            }
        }
    }

    private JsonNode tree(Node node) {
        if (!seen.add(node)) {
            throw malformed("YAML aliases are not allowed in CloudFormation templates");
        }
        var plain = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                var array = NODES.arrayNode();
                sequence.getValue().forEach(item -> array.add(tree(item)));
                yield array;
            }
            case MappingNode mapping -> mapping(mapping);
            default -> throw malformed("YAML not well-formed." + mark(node));
        };
        return longForm(node, plain);
    }

    private ObjectNode mapping(MappingNode mapping) {
        var object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw malformed("YAML not well-formed." + mark(entry.getKeyNode()));
            }
            if (object.has(key.getValue())) {
                throw malformed("YAML not well-formed. duplicate key " + key.getValue() + mark(key));
            }
            object.set(key.getValue(), tree(entry.getValueNode()));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            try {
                return NODES.numberNode(new BigInteger(text));
            } catch (NumberFormatException e) {
                return NODES.textNode(text);
            }
        }
        if (tag.equals(Tag.FLOAT)) {
            try {
                return NODES.numberNode(new BigDecimal(text));
            } catch (NumberFormatException e) {
                return NODES.textNode(text);
            }
        }
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        }
        return tag.equals(Tag.NULL) ? NODES.nullNode() : NODES.textNode(text);
    }

    private static JsonNode longForm(Node node, JsonNode plain) {
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.length() == 1) {
            return plain;
        }
        var name = tag.substring(1);
        var argument = name.equals("GetAtt") && plain.isTextual() ? attribute(plain.textValue()) : plain;
        return switch (name) {
            case "Ref", "Condition" -> NODES.objectNode().set(name, argument);
            default -> {
                if (!Intrinsics.NAMES.contains("Fn::" + name)) {
                    throw malformed("YAML not well-formed. unknown tag " + tag + mark(node));
                }
                yield NODES.objectNode().set("Fn::" + name, argument);
            }
        };
    }

    /** {@code Resource.Attribute}; an attribute may hold further dots. */
    private static ArrayNode attribute(String text) {
        int dot = text.indexOf('.');
        var parts = NODES.arrayNode();
        return dot < 0 ? parts.add(text) : parts.add(text.substring(0, dot)).add(text.substring(dot + 1));
    }

    private static String mark(Node node) {
        return node.getStartMark().map(TemplateReader::position).orElse("");
    }

    private static String position(Mark mark) {
        return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }

    private static AwsError malformed(String what) {
        return new AwsError("ValidationError", "Template format error: " + what);
    }
}
