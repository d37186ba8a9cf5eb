package dev.sloconsole.session;

import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.stack.StackFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A fact of a class, in the past tense. Facts are all that the journal holds and all that the fold sees. */
public sealed interface SessionEvent {

    /**
     * The first fact of every session.
     *
     * @param startedAt the only wall-clock time in a journal; everything else counts seconds from here
     * @param objective a ratio, such as 0.99
     * @param window over which the error budget is spent
     */
    record SessionStarted(
            String lessonTitle,
            Source source,
            String stackName,
            double objective,
            Duration window,
            Instant startedAt,
            String programVersion)
            implements SessionEvent {}

    /** The stack's watcher saw a difference. */
    record StackObserved(StackFact fact) implements SessionEvent {}

    /** The watcher of the stack's Prometheus saw a difference. */
    record MetricsObserved(MetricFact fact) implements SessionEvent {}

    /** The instructor chose another traffic. */
    record TrafficChanged(TrafficPlan plan) implements SessionEvent {}

    /** What the users got in one second; emitted once a second while traffic flows, and until all are answered. */
    record TrafficCounted(RequestCounts counts) implements SessionEvent {}

    /** The class went to a step of the lesson. */
    record StepEntered(String stepId) implements SessionEvent {}

    /** A checkpoint of the lesson was observed to hold. */
    record CheckpointMet(String stepId, String checkpointId) implements SessionEvent {}

    /**
     * The class guessed the outcome of a step, or changed its guess.
     *
     * @param value in the unit of the step's {@linkplain Prediction.Measure question}: 95 for 95 %
     */
    record PredictionMade(String stepId, double value) implements SessionEvent {}

    /**
     * The instructor asked for something.
     *
     * @param detail what for: the stack's name, or the task's id
     */
    record ActionRequested(Action action, String detail) implements SessionEvent {}

    /** Something the instructor asked for was refused or failed; the message says what, why and what to do. */
    record ActionFailed(Action action, String message) implements SessionEvent {}

    /**
     * The cloud agreed to create the stack: from here on this session has one of its own.
     *
     * @param stackId an ARN
     */
    record DeploymentAccepted(String stackId) implements SessionEvent {}

    /**
     * A part of the app's image was built, or is in the registry; ended by {@link ImagePublished}, or by the failure of
     * the action.
     *
     * @param step such as {@code pushing blob sha256:…}
     */
    record ImageProgressed(String step) implements SessionEvent {}

    /** The app's image is in the registry, under this reference by digest. */
    record ImagePublished(String reference) implements SessionEvent {}

    /** What the stack costs while it runs, as far as the console can tell; told where it costs anything. */
    record CostEstimated(double usdPerHour) implements SessionEvent {}

    /** The class asked "what if". */
    record ObjectiveChanged(double objective, Duration window) implements SessionEvent {}

    /**
     * What the budget is planned for: in every window so many requests a second. Told when a window begins, and when
     * somebody plans again.
     *
     * @param from when the window began that is planned for
     * @param window how long it is
     */
    record BudgetPlanned(int ratePerSecond, Duration from, Duration window) implements SessionEvent {}

    /**
     * A window of the SLO has ended.
     *
     * @param from when it began
     * @param until when it ended
     * @param outcome whether the objective was met
     * @param failed of the requests seen
     */
    record WindowClosed(Duration from, Duration until, Outcome outcome, long failed, long seen, double objective)
            implements SessionEvent {

        /** What became of a promise. */
        public enum Outcome {
            MET,
            MISSED;

            /** The word for it in journals. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** The instructor chose how windows follow each other. */
    record WindowingChosen(Windowing windowing) implements SessionEvent {}

    /** The wall clock moved against the monotonic one: somebody set it, or the laptop slept. */
    record ClockJumped(Duration by) implements SessionEvent {}

    /**
     * Nothing ran: the computer slept, or the process was stopped and went on. Told where the monotonic clock goes on
     * meanwhile; where it stands still, a sleep is a {@link ClockJumped} forwards.
     */
    record ProcessPaused(Duration lasted) implements SessionEvent {}

    /**
     * It has turned out that this computer cannot reach the stack: what users got after a moment tells of its network,
     * and nothing of the service. Holds until {@link ObservationRegained}.
     *
     * @param since when anything of the stack was heard last
     */
    record ObservationLost(Duration since) implements SessionEvent {}

    /** From here on what users get tells of the service again. */
    record ObservationRegained() implements SessionEvent {}

    /** The journal can no longer be written; the lesson goes on. */
    record RecordingFailed(String reason) implements SessionEvent {}

    /**
     * The disk takes the recording again; what happened since it failed is in no segment.
     *
     * @param segment the name of the file in which it goes on
     */
    record RecordingResumed(String segment) implements SessionEvent {}

    /** The last fact of a session that was closed in order. */
    record SessionEnded() implements SessionEvent {}
}
