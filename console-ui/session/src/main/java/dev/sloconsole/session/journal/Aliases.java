package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names under which a journal speaks of an AWS account and of public addresses: the first account is
 * {@code account-1}, the first public address {@code 203.0.113.1}, and so on, the same throughout a session. Used by
 * one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5737">RFC 5737: addresses for documentation</a>
 */
public final class Aliases {

    /** The account in an ARN, or in the address of a registry. */
    private static final Pattern ACCOUNT =
            Pattern.compile("(?<=arn:[a-z-]{3,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,40}:)\\d{12}(?=:)"
                    + "|(?<!\\d)\\d{12}(?=\\.dkr\\.ecr\\.)");

    private static final Pattern BARE_ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])(\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]*\\d)");
    private static final Pattern KEPT = Pattern.compile(
            "0\\..*|10\\..*|127\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|192\\.168\\..*"
                    + "|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|255\\..*");

    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /** A copy of a line's data in which every text is fit to be kept. */
    public JsonNode applied(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(p -> copy.set(p.getKey(), applied(p.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(each -> copy.add(applied(each)));
                yield copy;
            }
            default -> node.isTextual() ? JsonNodeFactory.instance.textNode(applied(node.textValue())) : node;
        };
    }

    String applied(String text) {
        var named = ACCOUNT.matcher(text).replaceAll(m -> account(m.group()));
        named = BARE_ACCOUNT
                .matcher(named)
                .replaceAll(m -> accounts.getOrDefault(m.group(), m.group()));
        return ADDRESS.matcher(named).replaceAll(m -> address(m.group()));
    }

    private String account(String id) {
        return accounts.computeIfAbsent(id, k -> "account-" + (accounts.size() + 1));
    }

    private String address(String address) {
        if (KEPT.matcher(address).matches()) {
            return address;
        }
        return addresses.computeIfAbsent(address, k -> {
            int n = addresses.size();
            return (n < 254 ? "203.0.113." : "198.51.100.") + (n % 254 + 1);
        });
    }
}
