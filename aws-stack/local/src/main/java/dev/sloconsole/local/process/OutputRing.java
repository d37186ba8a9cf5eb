package dev.sloconsole.local.process;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines that a container wrote, standard and error output together. Safe for several threads. */
public final class OutputRing {

    /** One line of output, without its line end. */
    public record Line(Instant time, String text) {}

    private static final int LONGEST_LINE = 16_384;

    private final int capacity;
    private final Deque<Line> lines = new ArrayDeque<>();

    public OutputRing(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(String text) {
        if (lines.size() == capacity) {
            lines.removeFirst();
        }
        lines.addLast(new Line(Instant.now(), text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text));
    }

    /** What is there now, oldest first. */
    public synchronized List<Line> lines() {
        return new ArrayList<>(lines);
    }
}
