package dev.sloconsole.local.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last lines that one container wrote, standard and error output together; the oldest go when there are too many
 * lines or bytes. Safe for several threads.
 */
public final class LogStream {

    /** Lines kept of each stream. */
    static final int MOST_LINES = 10_000;

    /** Bytes kept of each stream. */
    static final int MOST_BYTES = 1 << 20;

    /** What awslogs makes of a longer line is several events; here the rest is cut off. */
    private static final int LONGEST_LINE = 16_384;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name;
    private final Instant createdAt;
    private final int mostLines;
    private final int mostBytes;
    private final Deque<LogEvent> events = new ArrayDeque<>();
    private int bytes;

    /** A stream of its own, which no group knows. */
    public LogStream(String name, Instant createdAt) {
        this(name, createdAt, MOST_LINES, MOST_BYTES);
    }

    LogStream(String name, Instant createdAt, int mostLines, int mostBytes) {
        this.name = name;
        this.createdAt = createdAt;
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    /** Takes a line as written just now. */
    public synchronized void add(String line) {
        var message = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
        events.addLast(new LogEvent(NUMBERS.incrementAndGet(), Instant.now(), message));
        bytes += size(message);
        while (events.size() > mostLines || (bytes > mostBytes && events.size() > 1)) {
            bytes -= size(events.removeFirst().message());
        }
    }

    private static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length;
    }

    public String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** What is there now, oldest first. */
    public synchronized List<LogEvent> events() {
        return List.copyOf(events);
    }

    synchronized Optional<LogEvent> first() {
        return Optional.ofNullable(events.peekFirst());
    }

    synchronized Optional<LogEvent> last() {
        return Optional.ofNullable(events.peekLast());
    }

    synchronized int bytes() {
        return bytes;
    }
}
