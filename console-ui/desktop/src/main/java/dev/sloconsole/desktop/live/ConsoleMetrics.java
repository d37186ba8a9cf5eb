package dev.sloconsole.desktop.live;

import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.figures.SloSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the console says to the stack's Prometheus: the users' view, the SLO and the lesson's events, once a second, also
 * while nobody comes, so that another objective reaches the rules within one evaluation. A second of users is written
 * when it is counted, on the session thread; between them a timer writes, {@code console-metrics}.
 */
final class ConsoleMetrics implements AutoCloseable {

    private static final long EVERY_MILLIS = 1_000;

    private final Supplier<SessionState> state;
    private final Consumer<List<ScrapedSample>> prometheus;
    private final BooleanSupplier there;
    private final LongSupplier wallMillis;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("console-metrics").daemon().factory());

    /** The latest event of each kind. Guarded, like what follows, by this. */
    private final Map<String, Event> events = new LinkedHashMap<>();

    private long written;

    private record Event(String detail, long millis) {}

    /**
     * Writes nothing before its start.
     *
     * @param prometheus takes samples, each series' in the order of time
     * @param there whether there is a Prometheus; what is told to none is forgotten, for the next begins anew
     */
    ConsoleMetrics(
            Supplier<SessionState> state,
            Consumer<List<ScrapedSample>> prometheus,
            BooleanSupplier there,
            LongSupplier wallMillis) {
        this.state = state;
        this.prometheus = prometheus;
        this.there = there;
        this.wallMillis = wallMillis;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a tick
    void start() {
        timer.scheduleAtFixedRate(this::tick, EVERY_MILLIS / 2, EVERY_MILLIS / 2, TimeUnit.MILLISECONDS);
    }

    /** Takes a fact that the state holds already. */
    synchronized void observe(Fact fact) {
        switch (fact.event()) {
            case TrafficCounted counted -> write();
            case TrafficChanged(var plan) -> happened("traffic", plan.mode().word());
            case ActionRequested(var action, var detail) -> happened(action.word(), detail);
            case WindowClosed closed -> happened("window", closed.outcome().word());
            case BudgetPlanned plan -> happened("plan", String.valueOf(plan.ratePerSecond()));
            default -> {
                // no event of the dashboard's
            }
        }
    }

    private void happened(String kind, String detail) {
        events.put(kind, new Event(detail, wallMillis.getAsLong()));
    }

    private synchronized void tick() {
        if (wallMillis.getAsLong() - written >= EVERY_MILLIS) {
            write();
        }
    }

    private void write() {
        long now = Math.max(written + 1, wallMillis.getAsLong());
        written = now;
        if (!there.getAsBoolean()) {
            return;
        }
        var samples = new ArrayList<>(SloSeries.of(state.get(), now));
        events.forEach((kind, event) -> samples.add(SloSeries.event(kind, event.detail, event.millis, now)));
        prometheus.accept(samples);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
