package dev.sloconsole.session.live;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.journal.Aliases;
import dev.sloconsole.session.journal.FieldRules;
import dev.sloconsole.session.journal.JournalCodec;
import dev.sloconsole.session.journal.JournalFile;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.journal.JournalSink;
import dev.sloconsole.session.journal.JournalWriter;
import dev.sloconsole.session.journal.Kinds;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.session.journal.SegmentFile;
import dev.sloconsole.session.lesson.Checkpoints;
import dev.sloconsole.session.lesson.Lesson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A class that is going on: takes facts from every thread, and on its own, the session thread, hands each to the
 * journal's writer, folds it and publishes the state, in that order. Facts are never lost and never reordered. Once a second the
 * state is published anew, so that ages and figures move while nothing happens; that is no fact, and a replay of the
 * same moment gives the same figures.
 */
public final class Session implements AutoCloseable {

    /** How often figures are worked out at most. */
    private static final Duration FIGURES_EVERY = Duration.ofMillis(200);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Clocks that are set right in small steps are no news. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    /** A session thread that could not run for longer than this was asleep with its computer, or was stopped. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** How long the end of a session waits for its disk. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /** An event at the time when it was handed in. */
    private record Stamped(Duration at, SessionEvent event) {}

    private final SessionOptions options;
    private final Instant startedAt;
    private final long startNanos;
    private final Checkpoints checkpoints;
    private final WindowWatch windows;
    private final Projection projection;
    private final Aliases aliases;
    private final List<Consumer<Fact>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private final Object stamping = new Object();
    private final LinkedBlockingQueue<Stamped> queue = new LinkedBlockingQueue<>();
    private Duration latestStamp = Duration.ZERO;
    private boolean closed;

    private final boolean records;
    private final Recording recording;
    private final JournalHeader header;
    private long sequence;
    private boolean ended;
    private Duration nextTick = TICK;
    private Duration figuresAt = Duration.ZERO;
    private boolean figuresDue;
    private Duration awake = Duration.ZERO;
    private volatile SessionState state;

    private Session(SessionOptions options, Lesson lesson, Recording recording, boolean records) {
        this.options = options;
        this.recording = recording;
        this.aliases = new Aliases(options.stackName(), options.recordedName());
        this.records = records;
        this.startedAt = options.wallClock().instant();
        this.header = new JournalHeader(
                lesson.title(),
                lesson.message(),
                lesson.outline(options.source()),
                lesson.objective(),
                lesson.window(),
                options.source(),
                options.recordedName(),
                startedAt,
                options.programVersion());
        this.startNanos = options.nanoClock().getAsLong();
        this.checkpoints = new Checkpoints(lesson);
        this.windows = new WindowWatch(lesson.ratePerSecond());
        this.projection = new Projection(Folded.initial(lesson.message(), lesson.outline(options.source())));
        this.state = projection.folded().state();
        this.thread = Thread.ofPlatform().name("session").daemon().unstarted(this::run);
    }

    /**
     * Starts a session, and its recording where {@code options} name a file. A file that cannot be written is told by
     * {@link RecordingFailed}; the session goes on without.
     */
    public static Session start(SessionOptions options, Lesson lesson) {
        if (options.journal().isEmpty()) {
            var none = new Recording(Optional.empty(), Optional.empty());
            return start(new Session(options, lesson, none, false), lesson, Optional.empty());
        }
        var file = options.journal().get();
        Recording.Segments later = () -> {
            var next = new SegmentFile(file);
            return new Recording.Segment(
                    next, () -> next.file().map(SegmentFile::name).orElse(""));
        };
        try {
            return start(options, lesson, new JournalWriter(JournalFile.create(file)), Optional.of(later));
        } catch (IOException e) {
            var reason = "could not create " + file + ": " + Reasons.of(e);
            var failed = new Recording(Optional.empty(), Optional.of(later));
            return start(new Session(options, lesson, failed, true), lesson, Optional.of(reason));
        }
    }

    /** Starts a session that records into a sink, which it closes. */
    public static Session start(SessionOptions options, Lesson lesson, JournalSink sink) {
        return start(options, lesson, new JournalWriter(sink));
    }

    /** Starts a session that records through a writer, which it starts and closes. */
    static Session start(SessionOptions options, Lesson lesson, JournalWriter writer) {
        return start(options, lesson, writer, Optional.empty());
    }

    /** The same, which goes on in later segments when the writer's disk fails. */
    static Session start(
            SessionOptions options, Lesson lesson, JournalWriter writer, Optional<Recording.Segments> later) {
        writer.start();
        var recording = new Recording(Optional.of(writer), later);
        return start(new Session(options, lesson, recording, true), lesson, Optional.empty());
    }

    private static Session start(Session session, Lesson lesson, Optional<String> notRecorded) {
        session.recording.write(() -> JournalCodec.header(session.header));
        session.process(new Stamped(
                Duration.ZERO,
                new SessionStarted(
                        lesson.title(),
                        session.options.source(),
                        session.options.stackName(),
                        lesson.objective(),
                        lesson.window(),
                        session.startedAt,
                        session.options.programVersion())));
        notRecorded.ifPresent(reason -> session.append(new RecordingFailed(reason)));
        session.thread.start();
        return session;
    }

    /**
     * Takes a fact, at the present time, from any thread; returns at once. After {@link #close} the session has ended,
     * and nothing more is taken.
     */
    public void append(SessionEvent event) {
        synchronized (stamping) {
            if (!closed) {
                queue.add(new Stamped(stamp(), event));
            }
        }
    }

    /** The latest state; from any thread. */
    public SessionState state() {
        return state;
    }

    /** The series recorded so far; from any thread. */
    public SeriesReader series() {
        return projection.series();
    }

    /** Has every later fact told, on the session thread, after the state that holds it was published. */
    public void addListener(Consumer<Fact> listener) {
        listeners.add(listener);
    }

    /** How long the session has been going on. */
    public Duration elapsed() {
        return Duration.ofNanos(options.nanoClock().getAsLong() - startNanos);
    }

    /** Ends the session: takes in what was handed in before, and closes the journal. */
    @Override
    public void close() {
        synchronized (stamping) {
            if (!closed) {
                queue.add(new Stamped(stamp(), new SessionEnded()));
                closed = true;
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The present time as the journal writes it, in microseconds, never before an earlier one. */
    private Duration stamp() {
        long micros = elapsed().toNanos() / 1_000;
        var now = Duration.ofNanos(micros * 1_000);
        latestStamp = now.compareTo(latestStamp) > 0 ? now : latestStamp;
        return latestStamp;
    }

    private void run() {
        while (!ended) {
            try {
                var next = queue.poll(50, TimeUnit.MILLISECONDS);
                watchSleep(elapsed());
                if (next != null) {
                    process(next);
                }
                recording.watch(elapsed(), this::standing).ifPresent(this::append);
                tick();
            } catch (InterruptedException e) {
                // nobody has a reason to interrupt this thread; close() ends it by the last fact
                LOG.log(System.Logger.Level.WARNING, "The session thread was interrupted and goes on");
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A fact could not be taken in; the session goes on", e);
            }
        }
        recording
                .close(CLOSE_PATIENCE)
                .ifPresent(reason ->
                        LOG.log(System.Logger.Level.WARNING, "The journal may lack the session's end: " + reason));
    }

    private void process(Stamped stamped) {
        ended = stamped.event() instanceof SessionEnded;
        var kind = Kinds.name(stamped.event());
        var data = Kinds.encode(stamped.event());
        var kept = FieldRules.applied(kind, data, aliases);
        var event = kept.equals(data) ? stamped.event() : JournalCodec.event(kind, kept);
        var fact = new Fact(++sequence, stamped.at(), event);
        recording.write(() -> JournalCodec.line(fact.at(), kind, kept));
        projection.apply(fact);
        checkpoints.observe(fact);
        publish(fact.at(), ended || sequence == 1 || event instanceof TrafficCounted);
        tellWhatFollows(fact.at());
        for (Consumer<Fact> listener : listeners) {
            tell(listener, fact);
        }
    }

    private static void tell(Consumer<Fact> listener, Fact fact) {
        try {
            listener.accept(fact);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A listener failed at fact " + fact.sequence(), e);
        }
    }

    private void tellWhatFollows(Duration at) {
        windows.due(projection.folded(), at).forEach(this::append);
        checkpoints.due(projection.folded(), projection.series(), at).forEach(this::append);
    }

    /** Publishes the state as of a moment; its figures may lag by {@link #FIGURES_EVERY} unless asked for. */
    private void publish(Duration at, boolean withFigures) {
        watchSleep(at);
        if (withFigures || at.minus(figuresAt).compareTo(FIGURES_EVERY) >= 0) {
            state = told(projection.asOf(at));
            figuresAt = at;
            figuresDue = false;
        } else {
            state = told(projection.folded().asOf(at, state.figures()));
            figuresDue = true;
        }
    }

    /** Who is in the class may know whose stack it is; who is given its recording need not. */
    private SessionState told(SessionState folded) {
        var named = folded.ofStack(options.stackName());
        return records ? named : named.withoutRecording();
    }

    private void tick() {
        Duration now;
        synchronized (stamping) {
            if (!queue.isEmpty() || closed) {
                return;
            }
            now = stamp();
        }
        if (now.compareTo(nextTick) >= 0) {
            nextTick = now.plus(TICK);
            watchClock();
            publish(now, true);
            tellWhatFollows(now);
        } else if (figuresDue && now.minus(figuresAt).compareTo(FIGURES_EVERY) >= 0) {
            publish(now, true);
        }
    }

    /**
     * Where the monotonic clock goes on during a sleep the gap is seen here, elsewhere by {@link #watchClock}. Every time
     * that is published was looked at here before: who waits for it and then lets time pass adds no two waits up to one.
     */
    private void watchSleep(Duration now) {
        var gap = now.minus(awake);
        awake = gap.isPositive() ? now : awake;
        if (gap.compareTo(LONGEST_WAIT) > 0) {
            append(new ProcessPaused(gap.truncatedTo(ChronoUnit.MICROS)));
        }
    }

    /** Two clocks are looked at one after the other; where too long passed in between, the next tick looks again. */
    private void watchClock() {
        var before = elapsed();
        var wall = options.wallClock().instant();
        if (elapsed().minus(before).compareTo(CLOCK_TOLERANCE) > 0) {
            return;
        }
        var by = Duration.between(projection.folded().wallTime(before), wall);
        if (by.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            append(new ClockJumped(by.truncatedTo(ChronoUnit.MICROS)));
        }
    }

    /** A journal that begins now: the header, the session's start, and what stands. */
    private List<String> standing() {
        var folded = projection.folded().state();
        var at = folded.at();
        var info = folded.info();
        var lines = new ArrayList<String>();
        lines.add(JournalCodec.header(header));
        lines.add(line(
                Duration.ZERO,
                new SessionStarted(
                        info.lessonTitle(),
                        info.source(),
                        options.recordedName(),
                        info.objective(),
                        info.window(),
                        startedAt,
                        options.programVersion())));
        Standing.of(folded).forEach(event -> lines.add(line(at, event)));
        return List.copyOf(lines);
    }

    private static String line(Duration at, SessionEvent event) {
        return JournalCodec.line(at, Kinds.name(event), Kinds.encode(event));
    }
}
