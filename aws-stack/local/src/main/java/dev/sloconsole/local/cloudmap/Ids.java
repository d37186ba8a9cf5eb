package dev.sloconsole.local.cloudmap;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Ids in the forms that Cloud Map gives them. */
final class Ids {

    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    static String namespace() {
        return "ns-" + random(16, BASE_32);
    }

    static String service() {
        return "srv-" + random(16, BASE_32);
    }

    static String operation() {
        return random(32, BASE_32) + "-" + random(8, BASE_36);
    }

    static String hostedZone() {
        return "Z0" + random(19, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    }

    private static String random(int length, String letters) {
        RandomGenerator random = ThreadLocalRandom.current();
        return random.ints(length, 0, letters.length())
                .collect(StringBuilder::new, (text, at) -> text.append(letters.charAt(at)), StringBuilder::append)
                .toString();
    }
}
