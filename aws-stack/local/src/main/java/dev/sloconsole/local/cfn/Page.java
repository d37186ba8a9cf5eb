package dev.sloconsole.local.cfn;

import dev.sloconsole.local.ground.Paging;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import java.util.List;
import java.util.function.Function;

/** The pages of CloudFormation's lists: a hundred items, as many as AWS gives at once. */
final class Page {

    private static final int SIZE = 100;

    private Page() {}

    /**
     * The page that a form with {@code NextToken} asks for.
     *
     * @param key of an item; no two have the same
     */
    static <T> Paging<T> of(List<T> all, Function<T, String> key, QueryForm form) {
        var token = form.text("NextToken");
        return Paging.of(
                all, key, SIZE, token, () -> new AwsError("ValidationError", "Invalid NextToken: " + token.orElse("")));
    }
}
