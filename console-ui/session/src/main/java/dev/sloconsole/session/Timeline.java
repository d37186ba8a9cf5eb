package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The session over time; grows at its end only. Holds keys and numbers: what is written on it is the view's.
 *
 * @param userSli points of the users' SLI over {@link SloFigures#SLI_RANGE}, at most one a second
 * @param lanes one for each {@link Lane.Kind}, in its order
 * @param steps when the class entered which step
 * @param losses when the instructor had the app's task die
 * @param promises what became of the SLO and of its plan
 * @param windows those that have ended
 */
public record Timeline(
        List<Point> userSli,
        List<Point> serverSli,
        List<Lane> lanes,
        List<StepMark> steps,
        List<Loss> losses,
        List<PromiseMark> promises,
        List<Window> windows) {

    /** A value at a time; an empty value is a gap. */
    public record Point(Duration at, Optional<Double> value) {}

    /** The moment when a step was entered. */
    public record StepMark(Duration at, String stepId) {}

    /**
     * The moment when the app's task was to die.
     *
     * @param how {@link Action#KILL} or {@link Action#STOP_TASK}
     */
    public record Loss(Duration at, Action how) {}

    /** The moment when something came of the SLO. */
    public record PromiseMark(Duration at, Promise what) {}

    /** What can come of the SLO. */
    public enum Promise {
        /** Somebody planned for other traffic. */
        PLANNED_AGAIN,
        /** Somebody chose another objective or window. */
        OBJECTIVE_CHANGED,
        /** Somebody chose how windows follow each other. */
        WINDOWING_CHOSEN,
        /** A window ended, and the objective was met. */
        MET,
        /** A window ended, and the objective was missed. */
        MISSED,
        /** Old failures begin to leave the window that rolls on. */
        FAILURES_LEAVE
    }

    /**
     * A window of the SLO that has ended.
     *
     * @param at when that was told
     * @param failed of those that were counted in it
     */
    public record Window(Duration at, boolean met, long failed, long counted, double objective) {}

    public Timeline {
        if (!lanes.stream().map(Lane::kind).toList().equals(List.of(Lane.Kind.values()))) {
            throw new IllegalArgumentException("A timeline has each lane once, in order, not " + lanes + ".");
        }
    }

    /** Nothing has happened yet. */
    public static Timeline empty() {
        return new Timeline(List.of(), List.of(), Lane.none(), List.of(), List.of(), List.of(), List.of());
    }

    public Lane lane(Lane.Kind kind) {
        return lanes.stream().filter(lane -> lane.kind() == kind).findFirst().orElseThrow();
    }
}
