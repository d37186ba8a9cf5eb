package dev.sloconsole.session.live;

import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.journal.JournalSink;
import dev.sloconsole.session.journal.JournalWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The recording of a session, which goes on in a new segment when a disk that failed takes something again. A failing
 * disk ends a segment, never the lesson; every {@link #RETRY} another one is tried, with what stands at that moment as its
 * first lines. Used by the session thread alone, and never waits for the disk.
 */
final class Recording {

    static final Duration RETRY = Duration.ofSeconds(10);

    private static final String TOO_SLOW = "the disk is too slow, too many facts are waiting for it";

    private static final System.Logger LOG = System.getLogger(Recording.class.getName());

    /** Where later segments go. */
    @FunctionalInterface
    interface Segments {

        /** The next one, of which nothing is written yet. */
        Segment next();
    }

    /**
     * A segment.
     *
     * @param name by which it is found, known once it takes lines
     */
    record Segment(JournalSink sink, Supplier<String> name) {}

    /** A segment that has not taken its first lines yet. */
    private record Trial(JournalWriter writer, long lines, Supplier<String> name) {}

    private final Optional<Segments> segments;
    private Optional<JournalWriter> writer;
    private Optional<Trial> trial = Optional.empty();
    private Optional<String> stopped = Optional.empty();
    private Duration retryAt = RETRY;

    /**
     * A recording that has begun, or that could not begin.
     *
     * @param writer of the first segment
     * @param segments where it goes on; empty where it cannot
     */
    Recording(Optional<JournalWriter> writer, Optional<Segments> segments) {
        this.writer = writer;
        this.segments = segments;
    }

    /** Takes a line; what comes of that is told by {@link #watch}. Nothing follows a line that was not taken. */
    void write(Supplier<String> line) {
        writer.filter(w -> !w.offer(line.get())).ifPresent(w -> stop(TOO_SLOW));
        trial.filter(t -> !t.writer().offer(line.get())).ifPresent(this::giveUp);
    }

    /**
     * What has become of the recording since it was asked last. To be asked some times a second.
     *
     * @param standing the first lines of a new segment
     */
    Optional<SessionEvent> watch(Duration now, Supplier<List<String>> standing) {
        writer.flatMap(JournalWriter::trouble).ifPresent(this::stop);
        if (stopped.isPresent()) {
            var reason = stopped.get();
            stopped = Optional.empty();
            retryAt = now.plus(RETRY);
            LOG.log(System.Logger.Level.WARNING, "Recording stopped: " + reason);
            return Optional.of(new RecordingFailed(reason));
        }
        if (trial.isPresent()) {
            return tried(trial.get(), now);
        }
        if (writer.isEmpty() && now.compareTo(retryAt) >= 0) {
            segments.ifPresent(from -> tryNext(from, standing.get()));
        }
        return Optional.empty();
    }

    private void stop(String reason) {
        writer.ifPresent(JournalWriter::abandon);
        writer = Optional.empty();
        stopped = Optional.of(reason);
    }

    private void giveUp(Trial tried) {
        tried.writer().abandon();
        trial = Optional.empty();
    }

    private void tryNext(Segments from, List<String> standing) {
        var segment = from.next();
        var next = new JournalWriter(segment.sink());
        next.start();
        standing.forEach(next::offer);
        trial = Optional.of(new Trial(next, standing.size(), segment.name()));
    }

    private Optional<SessionEvent> tried(Trial tried, Duration now) {
        if (tried.writer().trouble().isPresent()) {
            giveUp(tried);
            retryAt = now.plus(RETRY);
            return Optional.empty();
        }
        if (tried.writer().flushed() < tried.lines()) {
            return Optional.empty();
        }
        trial = Optional.empty();
        writer = Optional.of(tried.writer());
        return Optional.of(new RecordingResumed(tried.name().get()));
    }

    /** Writes what waits, and closes; why that did not work out otherwise. */
    Optional<String> close(Duration atMost) {
        trial.map(Trial::writer).ifPresent(JournalWriter::abandon);
        return writer.flatMap(w -> w.close(atMost));
    }
}
