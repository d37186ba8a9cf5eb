package dev.sloconsole.prometheus.config;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.sloconsole.prometheus.series.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
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
        Pattern regex,
        long modulus,
        String replacement,
        Action action) {

    private static final java.util.regex.Pattern VARIABLE =
            java.util.regex.Pattern.compile("\\$(?:\\$|(\\w+)|\\{(\\w+)\\})");

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
        String value = sourceLabels.stream()
                .map(name -> labels.getOrDefault(name, ""))
                .collect(Collectors.joining(separator));
        switch (action) {
            case KEEP -> {
                return regex.matcher(value).matches();
            }
            case DROP -> {
                return !regex.matcher(value).matches();
            }
            case KEEPEQUAL -> {
                return labels.getOrDefault(targetLabel, "").equals(value);
            }
            case DROPEQUAL -> {
                return !labels.getOrDefault(targetLabel, "").equals(value);
            }
            case REPLACE -> {
                Matcher matcher = regex.matcher(value);
                if (matcher.matches()) {
                    set(labels, expand(targetLabel, matcher), expand(replacement, matcher));
                }
            }
            case LOWERCASE -> set(labels, targetLabel, value.toLowerCase(Locale.ROOT));
            case UPPERCASE -> set(labels, targetLabel, value.toUpperCase(Locale.ROOT));
            case HASHMOD -> set(labels, targetLabel, hashMod(value));
            case LABELMAP -> new TreeMap<>(labels).forEach((name, v) -> {
                Matcher matcher = regex.matcher(name);
                if (matcher.matches()) {
                    set(labels, expand(replacement, matcher), v);
                }
            });
            case LABELDROP -> labels.keySet().removeIf(name -> regex.matcher(name).matches());
            case LABELKEEP -> labels.keySet().removeIf(name -> !regex.matcher(name).matches());
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

    /** Fills in a template's groups; unknown ones are empty, {@code $1x} is the group named "1x". */
    private static String expand(String template, Matcher groups) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        return VARIABLE.matcher(template).replaceAll(variable -> {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            return java.util.regex.Matcher.quoteReplacement(name == null ? "$" : group(groups, name));
        });
    }

    private static String group(Matcher groups, String name) {
        String value = null;
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (name.length() < 4 && Integer.parseInt(name) <= groups.groupCount()) {
                value = groups.group(Integer.parseInt(name));
            }
        } else if (groups.pattern().namedGroups().containsKey(name)) {
            value = groups.group(name);
        }
        return value == null ? "" : value;
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
