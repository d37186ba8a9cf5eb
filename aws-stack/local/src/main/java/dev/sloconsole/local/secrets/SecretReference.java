package dev.sloconsole.local.secrets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which value of which secret is meant, and which part of it.
 *
 * @param secretId a name, or an ARN with its six last characters or without
 * @param jsonKey the member of a secret that is a JSON object; empty for the whole
 * @param versionStage such as {@code AWSCURRENT}
 */
public record SecretReference(
        String secretId, Optional<String> jsonKey, Optional<String> versionStage, Optional<String> versionId) {

    /** {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME}. */
    private static final int PARTS_OF_AN_ARN = 7;

    /** A container's {@code valueFrom}: an ARN, and perhaps {@code :JSON-KEY:VERSION-STAGE:VERSION-ID} behind it. */
    public static SecretReference ofContainer(String valueFrom) {
        var parts = List.of(valueFrom.split(":", -1));
        int end = Math.min(parts.size(), PARTS_OF_AN_ARN);
        return of(String.join(":", parts.subList(0, end)), parts.subList(end, parts.size()));
    }

    /** A dynamic reference behind its {@code secretsmanager:}, whose {@code SecretString} may be left out. */
    public static Optional<SecretReference> ofTemplate(String text) {
        var parts = Arrays.asList(text.split(":", -1));
        int end = Math.min(parts.size(), text.startsWith("arn:") ? PARTS_OF_AN_ARN : 1);
        var rest = parts.subList(end, parts.size());
        if (!rest.isEmpty() && !rest.getFirst().isEmpty() && !rest.getFirst().equals("SecretString")) {
            return Optional.empty();
        }
        return Optional.of(
                of(String.join(":", parts.subList(0, end)), rest.isEmpty() ? rest : rest.subList(1, rest.size())));
    }

    private static SecretReference of(String secretId, List<String> rest) {
        return new SecretReference(secretId, part(rest, 0), part(rest, 1), part(rest, 2));
    }

    private static Optional<String> part(List<String> parts, int at) {
        return at < parts.size() ? Optional.of(parts.get(at)).filter(part -> !part.isEmpty()) : Optional.empty();
    }
}
