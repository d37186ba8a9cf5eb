package dev.sloconsole.local.cloudmap;

import dev.sloconsole.local.ground.RandomText;

/** Ids in the forms that Cloud Map gives them. */
final class Ids {

    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    static String namespace() {
        return "ns-" + RandomText.of(16, BASE_32);
    }

    static String service() {
        return "srv-" + RandomText.of(16, BASE_32);
    }

    static String operation() {
        return RandomText.of(32, BASE_32) + "-" + RandomText.of(8, BASE_36);
    }

    static String hostedZone() {
        return "Z0" + RandomText.of(19, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    }
}
