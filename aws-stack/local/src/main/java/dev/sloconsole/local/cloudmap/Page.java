package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Paging;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/** The pages of Cloud Map's lists, in the order of their keys. */
final class Page {

    private static final int MOST = 100;

    private Page() {}

    /** The page that a request with {@code MaxResults} and {@code NextToken} asks for. */
    static <T> Paging<T> of(JsonNode request, Collection<T> all, Function<T, String> key) {
        int size = Input.number(request, "MaxResults", 1, MOST)
                .map(Math::toIntExact)
                .orElse(MOST);
        var token = Input.text(request, "NextToken");
        return Paging.of(
                all.stream().sorted(Comparator.comparing(key)).toList(),
                key,
                size,
                token,
                () -> Input.invalid("Invalid NextToken: " + token.orElse("")));
    }

    /** Writes {@code NextToken}, if there is one. */
    static ObjectNode mark(Paging<?> page, ObjectNode answer) {
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }
}
