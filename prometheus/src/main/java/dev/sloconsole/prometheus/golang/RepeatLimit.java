package dev.sloconsole.prometheus.golang;

import dev.sloconsole.prometheus.golang.GoRegex.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Go's bounds on what a regular expression may grow to when its counted repeats are written out, which RE2/J does not
 * have: a few letters such as {@code ((a{500}){500}){500}} would else take all memory before anything is matched.
 */
final class RepeatLimit {

    private static final int MAX_REPEAT = 1_000;
    private static final long MAX_SIZE = 300_000;

    private final String text;
    private final Deque<Group> groups = new ArrayDeque<>();
    private int at;

    /** What stands between two braces, and its last part. */
    private static final class Group {
        private long size;
        private long repeat = 1;
        private long partSize;
        private long partRepeat = 1;

        void part(long newSize, long newRepeat) {
            size += partSize;
            repeat = Math.max(repeat, partRepeat);
            partSize = newSize;
            partRepeat = newRepeat;
        }
    }

    private RepeatLimit(String text) {
        this.text = text;
    }

    /** Refuses an expression that would grow too large; one that is not valid otherwise may pass. */
    static void check(String expression) throws Invalid {
        new RepeatLimit(expression).check();
    }

    private void check() {
        Group group = new Group();
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '(' -> {
                    groups.push(group);
                    group = new Group();
                }
                case ')' -> {
                    group.part(0, 1);
                    Group outer = groups.isEmpty() ? new Group() : groups.pop();
                    outer.part(group.size + 2, group.repeat);
                    group = outer;
                }
                case '{' -> repeat(group);
                case '[', '\\' -> {
                    at = partEnd(text, at - 1);
                    group.part(1, 1);
                }
                default -> group.part(1, 1);
            }
            if (group.size + group.partSize > MAX_SIZE) {
                throw new Invalid("expression too large");
            }
        }
    }

    private void repeat(Group group) {
        int close = text.indexOf('}', at);
        String count = close < 0 ? "" : text.substring(at, close);
        if (!count.matches("\\d{1,4}(,\\d{0,4})?")) {
            group.part(1, 1);
            return;
        }
        at = close + 1;
        long most = 1;
        for (String number : count.split(",")) {
            most = Math.max(most, Integer.parseInt(number));
        }
        group.partRepeat *= most;
        group.partSize *= most;
        if (group.partRepeat > MAX_REPEAT) {
            throw new Invalid("invalid repeat count: `{" + count + "}`");
        }
    }

    /** Where the part ends that begins at an index: a class in brackets, an escape, what is quoted, one character. */
    static int partEnd(String text, int start) {
        int at = start + 1;
        return switch (text.charAt(start)) {
            case '[' -> {
                // A bracket that comes first stands for itself.
                int i = at + (text.startsWith("^", at) ? 2 : 1);
                while (i < text.length() && text.charAt(i) != ']') {
                    i += text.charAt(i) == '\\' ? 2 : text.startsWith("[:", i) ? nameOfClass(text, i) : 1;
                }
                yield Math.min(text.length(), i + 1);
            }
            case '\\' -> {
                int end = text.startsWith("Q", at) ? text.indexOf("\\E", at) : at - 1;
                yield end < 0 ? text.length() : Math.min(text.length(), end + 2);
            }
            default -> at;
        };
    }

    /** The length of {@code [:alpha:]} within a class, or 1 where it is not closed. */
    private static int nameOfClass(String text, int at) {
        int close = text.indexOf(":]", at + 2);
        return close < 0 ? 1 : close + 2 - at;
    }
}
