package dev.sloconsole.view.playback;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.TrafficWords;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where in a session one may want to go: its steps, and what the instructor did. Pure. */
public final class Chapters {

    /** What makes a chapter. */
    public enum Kind {
        STEP,
        TRAFFIC,
        KILL,
        DEPLOY,
        DELETE,
        OBJECTIVE
    }

    /**
     * A place in a session.
     *
     * @param sequence of the fact that begins it
     */
    public record Chapter(long sequence, Duration at, Kind kind, String title) {}

    private Chapters() {}

    /** The chapters of a recording, in order. */
    public static List<Chapter> of(Replay recording) {
        var lesson = recording.header().steps();
        var chapters = new ArrayList<Chapter>();
        for (Fact fact : recording.facts()) {
            chapter(lesson, fact).ifPresent(chapters::add);
        }
        return List.copyOf(chapters);
    }

    private static Optional<Chapter> chapter(List<Step> lesson, Fact fact) {
        return switch (fact.event()) {
            case StepEntered(var id) -> Optional.of(chapter(fact, Kind.STEP, step(lesson, id)));
            case TrafficChanged(var plan) -> Optional.of(chapter(fact, Kind.TRAFFIC, traffic(plan)));
            case ActionRequested(var action, var detail) -> action(fact, action);
            case ObjectiveChanged(var objective, var window) ->
                Optional.of(chapter(
                        fact,
                        Kind.OBJECTIVE,
                        "Objective " + Written.objective(objective) + " over " + Written.span(window)));
            default -> Optional.empty();
        };
    }

    private static Chapter chapter(Fact fact, Kind kind, String title) {
        return new Chapter(fact.sequence(), fact.at(), kind, title);
    }

    private static String step(List<Step> lesson, String id) {
        for (int i = 0; i < lesson.size(); i++) {
            if (lesson.get(i).id().equals(id)) {
                return (i + 1) + " " + lesson.get(i).title();
            }
        }
        return id;
    }

    private static String traffic(TrafficPlan plan) {
        return plan.mode() == TrafficPlan.Mode.OFF
                ? "Traffic off"
                : "Traffic: " + TrafficWords.name(plan.mode()).toLowerCase(Locale.ROOT);
    }

    private static Optional<Chapter> action(Fact fact, Action action) {
        return switch (action) {
            case KILL -> Optional.of(chapter(fact, Kind.KILL, "Kill"));
            case STOP_TASK -> Optional.of(chapter(fact, Kind.KILL, "Stop the task"));
            case DEPLOY -> Optional.of(chapter(fact, Kind.DEPLOY, "Deploy"));
            case REDEPLOY -> Optional.of(chapter(fact, Kind.DEPLOY, "Delete and deploy again"));
            case DELETE -> Optional.of(chapter(fact, Kind.DELETE, "Delete"));
            case PUBLISH, ADMIT, EXTEND, WAKE_UP, TRAFFIC, START -> Optional.empty();
        };
    }
}
