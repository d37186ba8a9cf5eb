package dev.sloconsole.session.lesson;

import dev.sloconsole.session.lesson.InvalidLessonException.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file that remembers where everything stands. What is missing or wrong is added to the problems
 * and read as something harmless, so that all problems are found at once.
 */
final class YamlMap {

    private static final Pattern PERCENT = Pattern.compile("(-?\\d{1,6}(?:\\.\\d{1,6})?)\\s*%");

    private final Node where;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<Problem> problems;

    YamlMap(Node node, String what, List<Problem> problems) {
        this.where = node;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problem(node, what + " must be written as fields, such as \"title: ...\".");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(tuple.getKeyNode(), "A field's name must be a simple word.");
                continue;
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problem(key, "The field \"" + key.getValue() + "\" is there twice. Remove one of them.");
            }
            keys.put(key.getValue(), key);
        }
    }

    void problem(Node at, String message) {
        problems.add(at.getStartMark()
                .map(m -> new Problem(m.getLine() + 1, m.getColumn() + 1, message))
                .orElseGet(() -> new Problem(1, 1, message)));
    }

    void problemAt(String name, String message) {
        problem(values.getOrDefault(name, where), message);
    }

    List<Problem> problems() {
        return problems;
    }

    Node where() {
        return where;
    }

    /** Reports every field that is none of these. */
    void onlyFields(String... known) {
        var names = List.of(known);
        keys.forEach((name, key) -> {
            if (!names.contains(name)) {
                problem(key, "There is no field \"" + name + "\" here. Known are: " + String.join(", ", names) + ".");
            }
        });
    }

    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        if (!(where instanceof MappingNode)) {
            return ""; // told already, once for all fields
        }
        if (!values.containsKey(name)) {
            problem(where, "The field \"" + name + "\" is missing.");
            return "";
        }
        var text = optional(name).orElse("");
        if (text.isBlank() && values.get(name) instanceof ScalarNode) {
            problemAt(name, "The field \"" + name + "\" is empty.");
        }
        return text;
    }

    Optional<String> optional(String name) {
        var node = values.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue().strip());
        }
        problem(node, "The field \"" + name + "\" must be a text.");
        return Optional.empty();
    }

    Optional<Double> number(String name) {
        return optional(name).flatMap(text -> {
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // reported below, as any other thing that is no number
            }
            problemAt(name, "The field \"" + name + "\" must be a number, not \"" + text + "\"." + ratioOf(text));
            return Optional.<Double>empty();
        });
    }

    /** False where it is left out. */
    boolean truth(String name) {
        var text = optional(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            problemAt(name, "The field \"" + name + "\" must be true or false, not \"" + text + "\".");
        }
        return text.equals("true");
    }

    /** How a percentage is written. */
    private static String ratioOf(String text) {
        var percent = PERCENT.matcher(text);
        return percent.matches()
                ? " Write "
                        + new BigDecimal(percent.group(1))
                                .movePointLeft(2)
                                .stripTrailingZeros()
                                .toPlainString() + " for " + percent.group(1) + " %."
                : "";
    }

    Optional<YamlMap> map(String name, String what) {
        return node(name).map(node -> new YamlMap(node, what, problems));
    }

    List<YamlMap> maps(String name, String what) {
        var node = values.get(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            problem(node, "The field \"" + name + "\" must be a list: one \"- \" for each " + what + ".");
            return List.of();
        }
        var maps = new ArrayList<YamlMap>();
        sequence.getValue().forEach(each -> maps.add(new YamlMap(each, "A " + what, problems)));
        return maps;
    }
}
