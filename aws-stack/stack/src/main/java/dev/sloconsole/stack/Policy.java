package dev.sloconsole.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The permissions that an instructor needs: {@code aws-stack/policy.json}, as an administrator grants them. */
public final class Policy {

    /** An action is a text of a list; a condition's key looks the same, but a colon follows it. */
    private static final Pattern ACTION = Pattern.compile("\"([a-z0-9-]+:[A-Z][A-Za-z]+)\"(?!\\s*:)");

    private Policy() {}

    /** All actions, such as {@code ecs:CreateService}, each once. */
    public static List<String> actions() {
        return ACTION.matcher(text())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static String text() {
        try (var in = Objects.requireNonNull(
                Policy.class.getResourceAsStream("policy.json"), "policy.json is not on the class path")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("policy.json cannot be read.", e);
        }
    }
}
