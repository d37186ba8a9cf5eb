package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.series.Labels;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a YAML file, read key by key. A value of the wrong form is noted as a problem and its default taken,
 * so that the rest is checked too; {@link #end} notes the keys that nobody asked for.
 */
final class Section {

    private static final Pattern WHOLE =
            Pattern.compile("(0[xX])_*[0-9a-fA-F][0-9a-fA-F_]*|(0o)[0-7_]*[0-7]|\\d[\\d_]*");

    private final String file;
    private final List<Problem> problems;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    Section(String file, Node node, List<Problem> problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    problem(entry.getKeyNode(), "a key must be a word.");
                } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                    problem(key, "key '" + key.getValue() + "' is there twice. Keep one of the two.");
                } else {
                    keys.put(key.getValue(), key);
                }
            }
        } else if (!isNull(node)) {
            problem(node, "expected keys and values (key: value), found " + form(node) + ".");
        }
    }

    void problem(Node at, String message) {
        problems.add(at(file, at, message));
    }

    static Problem at(String file, Node node, String message) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        return new Problem(file, line, column, message);
    }

    /** A problem of the section itself. */
    void problem(String message) {
        problem(node, message);
    }

    /** A problem of a key's value, or of the section where the key is absent. */
    void problemAt(String key, String message) {
        problem(values.getOrDefault(key, node), message);
    }

    boolean has(String key) {
        Node value = values.get(key);
        return value != null && !isNull(value);
    }

    Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).filter(v -> !isNull(v));
    }

    Optional<String> string(String key) {
        return node(key).flatMap(v -> scalar(v, "'" + key + "' must be a text"));
    }

    String string(String key, String otherwise) {
        return string(key).orElse(otherwise);
    }

    String required(String key) {
        var value = string(key).filter(v -> !v.isEmpty());
        if (value.isEmpty() && !(values.get(key) instanceof SequenceNode || values.get(key) instanceof MappingNode)) {
            problem("'" + key + "' is missing. Add it.");
        }
        return value.orElse("");
    }

    Duration duration(String key, Duration otherwise) {
        return string(key)
                .flatMap(text -> {
                    var parsed = PromDuration.parse(text);
                    if (parsed.isEmpty()) {
                        problemAt(key, "not a valid duration: \"" + text + "\". Write it like 15s, 1m30s or 500ms.");
                    }
                    return parsed;
                })
                .orElse(otherwise);
    }

    /** A duration above zero. */
    Duration interval(String key, Duration otherwise) {
        Duration value = duration(key, otherwise);
        if (value.isZero() && has(key)) {
            problemAt(key, "'" + key + "' must be more than 0. Write it like 15s.");
            return otherwise;
        }
        return value;
    }

    boolean bool(String key, boolean otherwise) {
        return string(key)
                .flatMap(text -> switch (text) {
                    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> Optional.of(true);
                    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> Optional.of(false);
                    default -> {
                        problemAt(key, "'" + key + "' must be true or false, not \"" + text + "\".");
                        yield Optional.<Boolean>empty();
                    }
                })
                .orElse(otherwise);
    }

    /** A limit, or something else that is counted; what does not fit is as good as the largest number that does. */
    int integer(String key, int otherwise) {
        return (int) Math.min(Integer.MAX_VALUE, whole(key, otherwise));
    }

    /** A whole number as YAML writes it: {@code 1000}, {@code 1_000}, {@code 0x3e8} or {@code 0o1750}. */
    long whole(String key, long otherwise) {
        return string(key)
                .flatMap(text -> {
                    var matcher = WHOLE.matcher(text);
                    if (!matcher.matches()) {
                        problemAt(key, "'" + key + "' must be a whole number of at least 0, not \"" + text + "\".");
                        return Optional.<Long>empty();
                    }
                    int radix = matcher.group(1) != null ? 16 : matcher.group(2) != null ? 8 : 10;
                    String digits = text.substring(radix == 10 ? 0 : 2).replace("_", "");
                    return Optional.of(new BigInteger(digits, radix)
                            .min(BigInteger.valueOf(Long.MAX_VALUE))
                            .longValueExact());
                })
                .orElse(otherwise);
    }

    List<String> strings(String key) {
        return list(key, item -> scalar(item, "an entry of '" + key + "' must be a text")).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The entries of a list as they are, to be read with their places. */
    List<Node> nodes(String key) {
        return list(key, item -> item);
    }

    /** The text of an entry; what it must be is noted where it is something else. */
    Optional<String> text(Node entry, String must) {
        return scalar(entry, must);
    }

    Labels labels(String key) {
        return labels(key, value -> value);
    }

    /** Labels whose values are changed as they are read. */
    Labels labels(String key, UnaryOperator<String> change) {
        var map = new TreeMap<String, String>();
        node(key).ifPresent(value -> {
            var section = new Section(file, value, problems);
            for (String name : section.keys.keySet()) {
                if (name.isEmpty()) {
                    problem(section.keys.get(name), "a label's name cannot be empty.");
                }
                map.put(name, change.apply(section.string(name, "")));
            }
        });
        return Labels.of(map);
    }

    Map<String, List<String>> lists(String key) {
        var map = new LinkedHashMap<String, List<String>>();
        node(key).ifPresent(value -> {
            var section = new Section(file, value, problems);
            section.keys.keySet().forEach(name -> map.put(name, section.strings(name)));
        });
        return map;
    }

    Section section(String key) {
        asked.add(key);
        Node value = values.get(key);
        return new Section(file, value == null ? emptyAt(node) : value, problems);
    }

    List<Section> sections(String key) {
        return list(key, item -> new Section(file, item, problems));
    }

    private <T> List<T> list(String key, Function<Node, T> read) {
        var found = new ArrayList<T>();
        node(key).ifPresent(value -> {
            if (value instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> found.add(read.apply(item)));
            } else {
                problem(
                        value,
                        "'" + key + "' must be a list, found " + form(value) + ". Write [a, b] or lines with -.");
            }
        });
        return found;
    }

    /** Notes every key that was not asked for, but for those of Prometheus that are empty, which ask for nothing. */
    void end(Set<String> knownToPrometheus) {
        for (var key : keys.entrySet()) {
            boolean known = knownToPrometheus.contains(key.getKey());
            if (asked.contains(key.getKey()) || (known && isEmpty(values.get(key.getKey())))) {
                continue;
            }
            if (known) {
                problem(
                        key.getValue(),
                        "'" + key.getKey()
                                + "' is known to Prometheus, but this engine does not have it. "
                                + "Remove it, or use the real prometheus.");
            } else {
                problem(key.getValue(), "unknown key '" + key.getKey() + "'. " + nearest(key.getKey()));
            }
        }
    }

    private String nearest(String key) {
        return asked.stream()
                .sorted()
                .min((a, b) -> Integer.compare(Spelling.distance(key, a), Spelling.distance(key, b)))
                .filter(best -> Spelling.distance(key, best) <= Math.max(2, key.length() / 3))
                .map(best -> "Perhaps '" + best + "' is meant.")
                .orElse("Known here: "
                        + String.join(", ", asked.stream().sorted().toList()) + ".");
    }

    private Optional<String> scalar(Node value, String must) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problem(value, must + ", found " + form(value) + ".");
        return Optional.empty();
    }

    private static boolean isEmpty(@Nullable Node node) {
        return switch (node) {
            case SequenceNode list -> list.getValue().isEmpty();
            case MappingNode mapping -> mapping.getValue().isEmpty();
            case null -> true;
            case ScalarNode scalar -> isNull(scalar);
            default -> false;
        };
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    private static Node emptyAt(Node place) {
        return new MappingNode(
                Tag.MAP,
                true,
                List.of(),
                org.snakeyaml.engine.v2.common.FlowStyle.BLOCK,
                place.getStartMark(),
                place.getEndMark());
    }

    private static String form(Node node) {
        return switch (node) {
            case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
            case SequenceNode list -> "a list";
            case MappingNode mapping -> "keys and values";
            default -> "something else";
        };
    }
}
