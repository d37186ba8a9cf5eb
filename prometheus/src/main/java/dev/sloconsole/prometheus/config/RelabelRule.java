package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.golang.GoStrings;
import dev.sloconsole.prometheus.series.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step of relabelling. The regular expression is RE2's, anchored, and its dot matches a line break as well;
 * replacements expand {@code $1} and {@code ${name}} as Go does.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">Prometheus:
 *     relabel_config</a>
 */
public record RelabelRule(
        List<String> sourceLabels,
        String separator,
        String targetLabel,
        GoRegex regex,
        long modulus,
        String replacement,
        Action action) {

    /** What a step does, by Prometheus's names in lower case. */
    public enum Action {
        REPLACE,
        KEEP,
        DROP,
        KEEPEQUAL,
        DROPEQUAL,
        HASHMOD,
        LABELMAP,
        LABELDROP,
        LABELKEEP,
        LOWERCASE,
        UPPERCASE;

        static Optional<Action> of(String text) {
            for (Action action : values()) {
                if (action.name().equalsIgnoreCase(text)) {
                    return Optional.of(action);
                }
            }
            return Optional.empty();
        }
    }

    public RelabelRule {
        sourceLabels = List.copyOf(sourceLabels);
    }

    /** The labels after all steps; nothing where a step drops them. */
    public static Optional<Labels> apply(List<RelabelRule> rules, Labels labels) {
        if (rules.isEmpty()) {
            return Optional.of(labels);
        }
        SortedMap<String, String> map = labels.toMap();
        for (RelabelRule rule : rules) {
            if (!rule.step(map)) {
                return Optional.empty();
            }
        }
        return Optional.of(Labels.of(map));
    }

    private boolean step(SortedMap<String, String> labels) {
        String value =
                sourceLabels.stream().map(name -> labels.getOrDefault(name, "")).collect(Collectors.joining(separator));
        switch (action) {
            case KEEP -> {
                return regex.matches(value);
            }
            case DROP -> {
                return !regex.matches(value);
            }
            case KEEPEQUAL -> {
                return labels.getOrDefault(targetLabel, "").equals(value);
            }
            case DROPEQUAL -> {
                return !labels.getOrDefault(targetLabel, "").equals(value);
            }
            case REPLACE -> {
                regex.match(value)
                        .ifPresent(match -> set(labels, match.expand(targetLabel), match.expand(replacement)));
            }
            case LOWERCASE -> set(labels, targetLabel, GoStrings.map(value, Character::toLowerCase));
            case UPPERCASE -> set(labels, targetLabel, GoStrings.map(value, Character::toUpperCase));
            case HASHMOD -> set(labels, targetLabel, hashMod(value));
            case LABELMAP ->
                new TreeMap<>(labels)
                        .forEach((name, v) ->
                                regex.match(name).ifPresent(match -> set(labels, match.expand(replacement), v)));
            case LABELDROP -> labels.keySet().removeIf(name -> regex.matches(name));
            case LABELKEEP -> labels.keySet().removeIf(name -> !regex.matches(name));
        }
        return true;
    }

    private static void set(SortedMap<String, String> labels, String name, String value) {
        if (value.isEmpty()) {
            labels.remove(name);
        } else if (!name.isEmpty()) {
            labels.put(name, value);
        }
    }

    private String hashMod(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            var last8 = new BigInteger(1, java.util.Arrays.copyOfRange(hash, 8, 16));
            return last8.mod(BigInteger.valueOf(modulus)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which every Java must have.", e);
        }
    }
}
