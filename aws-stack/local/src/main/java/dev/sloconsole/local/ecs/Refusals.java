package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Paging;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.function.Function;

/** How ECS refuses, and the pages that all of its lists have. */
final class Refusals {

    /** Of a task that the account's quota leaves no room for. */
    static final String QUOTA = "You've reached the limit on the number of vCPUs you can run concurrently.";

    private static final int MOST_LISTED = 100;

    private Refusals() {}

    static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    static AwsError client(String message) {
        return new AwsError("ClientException", message);
    }

    /** For a field of a container's definition. */
    static AwsError setting(String field, String container, String why) {
        return client("Invalid '" + field + "' setting for container '" + container + "'. " + why);
    }

    /** A page of a list of names, as the answer to a List operation. */
    static ObjectNode page(ObjectNode request, String field, List<String> all, int otherwise) {
        int size = request.path("maxResults").asInt(otherwise);
        if (size < 1 || size > MOST_LISTED) {
            throw invalid("maxResults must be between 1 and " + MOST_LISTED + ".");
        }
        var page = Paging.of(
                all, Function.identity(), size, Json.text(request, "nextToken"), () -> invalid("Invalid token."));
        ObjectNode answer = Json.object().set(field, Json.strings(page.items()));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }
}
