package dev.sloconsole.stack;

/**
 * Something that was looked at before a class, and what came of it.
 *
 * @param check what was looked at, in a few words
 * @param what a sentence: what was found
 * @param advice why it matters and what to do; empty where all is well
 */
public record Finding(String check, Grade grade, String what, String advice) {

    /** How bad it is. */
    public enum Grade {
        GOOD,
        /** The class works, but not as it might be expected to. */
        WARNING,
        /** The class does not work. */
        BAD,
        /** It could not be looked at. */
        SKIPPED
    }

    public static Finding good(String check, String what) {
        return new Finding(check, Grade.GOOD, what, "");
    }

    public static Finding warning(String check, String what, String advice) {
        return new Finding(check, Grade.WARNING, what, advice);
    }

    public static Finding bad(String check, String what, String advice) {
        return new Finding(check, Grade.BAD, what, advice);
    }

    public static Finding skipped(String check, String why) {
        return new Finding(check, Grade.SKIPPED, why, "");
    }
}
