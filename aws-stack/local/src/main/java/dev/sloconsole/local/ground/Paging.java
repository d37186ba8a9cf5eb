package dev.sloconsole.local.ground;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One page of a list, and the token for the next. The token names the last element given, so that a list from which
 * something went meanwhile neither repeats nor leaves out the rest.
 *
 * @param nextToken empty on the last page
 */
public record Paging<T>(List<T> items, Optional<String> nextToken) {

    public Paging {
        items = List.copyOf(items);
    }

    /**
     * Takes a page.
     *
     * @param key of an element; no two elements have the same
     * @param token of the page before
     * @param refusal for a token that is none of ours
     */
    public static <T> Paging<T> of(
            List<T> all,
            Function<T, String> key,
            int size,
            Optional<String> token,
            Supplier<? extends RuntimeException> refusal) {
        int from = token.map(text -> after(text, all.stream().map(key).toList(), refusal))
                .orElse(0);
        int to = Math.min(all.size(), from + size);
        var items = all.subList(from, to);
        return new Paging<>(
                items, to < all.size() ? Optional.of(token(to, key.apply(items.getLast()))) : Optional.empty());
    }

    private static String token(int position, String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + "|" + last).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page begins whose predecessor's last element has gone: by the order of the keys, if they have one. */
    private static int gone(int position, String last, List<String> keys) {
        boolean sorted =
                IntStream.range(1, keys.size()).allMatch(i -> keys.get(i - 1).compareTo(keys.get(i)) <= 0);
        return sorted
                ? (int) keys.stream().takeWhile(key -> key.compareTo(last) < 0).count()
                : Math.clamp(position - 1L, 0, keys.size());
    }

    /** Where the page after the token begins. */
    private static int after(String token, List<String> keys, Supplier<? extends RuntimeException> refusal) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            int position = Integer.parseInt(text.substring(0, Math.max(0, bar)));
            var last = text.substring(bar + 1);
            int found = keys.indexOf(last);
            return found >= 0 ? found + 1 : gone(position, last, keys);
        } catch (IllegalArgumentException e) {
            throw refusal.get();
        }
    }
}
