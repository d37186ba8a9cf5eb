package dev.sloconsole.local.ground;

import java.security.SecureRandom;

/** Ids, keys and suffixes: text of random letters that nobody can guess. For any thread. */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String of(int length, String letters) {
        return RANDOM.ints(length, 0, letters.length())
                .collect(StringBuilder::new, (text, at) -> text.append(letters.charAt(at)), StringBuilder::append)
                .toString();
    }

    public static String hex(int digits) {
        return of(digits, "0123456789abcdef");
    }
}
