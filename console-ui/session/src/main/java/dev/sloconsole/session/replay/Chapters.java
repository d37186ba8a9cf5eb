package dev.sloconsole.session.replay;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.TrafficPlan;
import java.math.BigDecimal;
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

    /** The chapters of a session, in order. */
    public static List<Chapter> of(List<Step> lesson, List<Fact> facts) {
        var chapters = new ArrayList<Chapter>();
        for (Fact fact : facts) {
            chapter(lesson, fact).ifPresent(chapters::add);
        }
        return List.copyOf(chapters);
    }

    private static Optional<Chapter> chapter(List<Step> lesson, Fact fact) {
        return switch (fact.event()) {
            case StepEntered(var id) -> Optional.of(chapter(fact, Kind.STEP, step(lesson, id)));
            case TrafficChanged(var plan) -> Optional.of(chapter(fact, Kind.TRAFFIC, traffic(plan)));
            case ActionRequested(var action, var detail) -> action(action).map(
                    kind -> chapter(fact, kind, action(kind, action)));
            case ObjectiveChanged(var objective, var window) -> Optional.of(chapter(
                    fact, Kind.OBJECTIVE, "Objective " + percent(objective) + " over " + window.toMinutes() + " min"));
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
        var mode = plan.mode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return plan.mode() == TrafficPlan.Mode.OFF ? "Traffic off" : "Traffic: " + mode;
    }

    private static Optional<Kind> action(String action) {
        return switch (action) {
            case "kill", "stop-task" -> Optional.of(Kind.KILL);
            case "deploy" -> Optional.of(Kind.DEPLOY);
            case "delete" -> Optional.of(Kind.DELETE);
            default -> Optional.empty();
        };
    }

    private static String action(Kind kind, String action) {
        return switch (kind) {
            case KILL -> action.equals("kill") ? "Kill" : "Stop the task";
            case DEPLOY -> "Deploy";
            case DELETE -> "Delete";
            case STEP, TRAFFIC, OBJECTIVE -> action;
        };
    }

    private static String percent(double ratio) {
        return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
