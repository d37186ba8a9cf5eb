package dev.sloconsole.local.cfn;

import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import java.util.List;
import java.util.Optional;

/**
 * A hundred items of a list, as many as AWS gives at once.
 *
 * @param next the token that asks for what follows: the place of its first item
 */
record Page<T>(List<T> items, Optional<String> next) {

    static final int SIZE = 100;

    static <T> Page<T> of(List<T> all, QueryForm form) {
        int start = form.text("NextToken").map(token -> place(token, all.size())).orElse(0);
        int end = Math.min(start + SIZE, all.size());
        return new Page<>(List.copyOf(all.subList(start, end)),
                end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }

    /**
     * The place that a token names.
     *
     * @throws AwsError if it is none of ours
     */
    static int place(String token, int size) {
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
            throw new AwsError("ValidationError", "Invalid NextToken: " + token);
        }
        return Integer.parseInt(token);
    }
}
