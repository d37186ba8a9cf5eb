package dev.sloconsole.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.Optional;

/** What the operations of CloudWatch Logs ask of a request, and its words for what is wrong with one. */
final class Requests {

    private Requests() {}

    /** A number of results within the operation's limits. */
    static int limit(ObjectNode request, int otherwise, int most) {
        int limit = request.path("limit").asInt(otherwise);
        if (limit < 1) {
            throw constraint("limit", Integer.toString(limit), "Member must have value greater than or equal to 1");
        }
        if (limit > most) {
            throw constraint("limit", Integer.toString(limit), "Member must have value less than or equal to " + most);
        }
        return limit;
    }

    /** A field that must be there. */
    static String required(ObjectNode request, String field) {
        return Json.required(
                request,
                field,
                () -> invalid("1 validation error detected: Value null at '" + field
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    /** The group's name: given as such, or as identifier, which may be an ARN. */
    static String group(ObjectNode request) {
        var name = Json.text(request, "logGroupName");
        var identifier = Json.text(request, "logGroupIdentifier");
        if (name.isPresent() && identifier.isPresent()) {
            throw invalid("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        return name.or(() -> identifier.map(Requests::nameInArn)).orElseGet(() -> required(request, "logGroupName"));
    }

    private static String nameInArn(String identifier) {
        int at = identifier.indexOf(":log-group:");
        return at < 0
                ? identifier
                : identifier.substring(at + ":log-group:".length()).replaceFirst(":\\*$", "");
    }

    /** A time in epoch milliseconds. */
    static Optional<Long> millis(ObjectNode request, String field) {
        return request.hasNonNull(field) ? Optional.of(request.path(field).asLong()) : Optional.empty();
    }

    static AwsError constraint(String field, String value, String constraint) {
        return invalid("1 validation error detected: Value '" + value + "' at '" + field
                + "' failed to satisfy constraint: " + constraint);
    }

    static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    static AwsError badToken() {
        return invalid("The specified nextToken is invalid.");
    }
}
