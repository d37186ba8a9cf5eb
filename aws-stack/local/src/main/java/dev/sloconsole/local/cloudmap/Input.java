package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is read from requests, held against the constraints of Cloud Map's API and refused in AWS's words. */
final class Input {

    private Input() {}

    static AwsError invalid(String message) {
        return new AwsError("InvalidInput", message);
    }

    static String required(JsonNode request, String field) {
        return text(request, field).orElseThrow(() -> violation("null", field, "Member must not be null"));
    }

    static JsonNode requiredObject(JsonNode request, String field) {
        var node = request.path(field);
        if (!node.isObject()) {
            throw violation("null", field, "Member must not be null");
        }
        return node;
    }

    /** The text of a field; a list or a structure in its place is refused. */
    static Optional<String> text(JsonNode request, String field) {
        if (request.path(field).isContainerNode()) {
            throw new AwsError("SerializationException", "Expected a string at " + field + ".");
        }
        return Json.text(request, field);
    }

    /** A text that is not longer than it may be. */
    static Optional<String> text(JsonNode request, String field, int longest) {
        var value = text(request, field);
        value.filter(text -> text.length() > longest).ifPresent(text -> {
            throw violation(text, field, "Member must have length less than or equal to " + longest);
        });
        return value;
    }

    static String matching(String value, String field, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw violation(value, field, "Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    static String oneOf(String value, String field, List<String> words) {
        if (!words.contains(value)) {
            throw violation(value, field, "Member must satisfy enum value set: " + words);
        }
        return value;
    }

    /** A whole number within bounds; empty where the field is not there. */
    static Optional<Long> number(JsonNode request, String field, long least, long most) {
        var node = request.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new AwsError("SerializationException", "Expected a whole number at " + field + ".");
        }
        if (node.asLong() < least) {
            throw violation(node.asText(), field, "Member must have value greater than or equal to " + least);
        }
        if (node.asLong() > most) {
            throw violation(node.asText(), field, "Member must have value less than or equal to " + most);
        }
        return Optional.of(node.asLong());
    }

    /** An id, where an ARN will do as well. */
    static String idOf(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }

    private static AwsError violation(String value, String field, String constraint) {
        return invalid("1 validation error detected: Value " + (value.equals("null") ? value : "'" + value + "'")
                + " at '" + Character.toLowerCase(field.charAt(0)) + field.substring(1)
                + "' failed to satisfy constraint: " + constraint);
    }
}
