package dev.sloconsole.session.report;

import dev.sloconsole.session.Lane;
import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.Timeline.Loss;
import dev.sloconsole.session.Timeline.StepMark;
import dev.sloconsole.session.TrafficPlan;
import java.util.Locale;

/** What is written on a timeline. */
public final class LaneWords {

    private LaneWords() {}

    /** A lane's name, such as {@code Traffic}. */
    public static String name(Lane.Kind kind) {
        return switch (kind) {
            case TRAFFIC -> "Traffic";
            case TASK -> "Task";
            case DNS -> "DNS";
            case TARGET -> "Target";
        };
    }

    /** What is written on a stretch, such as {@code Normal 20/s}. */
    public static String label(Content content) {
        return switch (content) {
            case Content.Sent(var plan) -> sent(plan);
            case Content.Ran(var taskId, var address) -> shortId(taskId) + address.map(a -> " · " + a).orElse("");
            case Content.Answered(var rcode, var addresses) when !rcode.equals("NOERROR") -> rcode;
            case Content.Answered(var rcode, var addresses) ->
                addresses.isEmpty() ? "no address" : String.join(", ", addresses);
            case Content.Scraped(var health) -> health.toUpperCase(Locale.ROOT);
            case Content.Fired(var alert) -> alert;
        };
    }

    /** What to colour a stretch by: a traffic mode, running, answer, firing, unknown, or the target's health. */
    public static String tone(Content content) {
        return switch (content) {
            case Content.Sent(var plan) -> plan.mode().word();
            case Content.Ran ran -> "running";
            case Content.Answered(var rcode, var addresses) ->
                rcode.equals("NOERROR") && !addresses.isEmpty() ? "answer" : "unknown";
            case Content.Scraped(var health) -> health;
            case Content.Fired fired -> "firing";
        };
    }

    /** A step by its number and title, such as {@code 6 Normal traffic}. */
    public static String label(StepMark mark, LessonProgress lesson) {
        for (int i = 0; i < lesson.steps().size(); i++) {
            var step = lesson.steps().get(i);
            if (step.id().equals(mark.stepId())) {
                return (i + 1) + " " + step.title();
            }
        }
        return mark.stepId();
    }

    public static String label(Loss loss) {
        return switch (loss.how()) {
            case KILL -> "task killed";
            case STOP_TASK -> "task stopped";
            case DEPLOY, DELETE, TRAFFIC, START -> throw new IllegalStateException("No task dies of " + loss.how());
        };
    }

    private static String sent(TrafficPlan plan) {
        return switch (plan.mode()) {
            case OFF -> "Off";
            case NORMAL -> "Normal " + plan.ratePerSecond() + "/s";
            case PARTIAL_FAILURE -> "Partial failure " + plan.failurePercent() + " %";
            case BURST -> "Burst " + plan.ratePerSecond() + "–" + plan.peakPerSecond() + "/s";
            case RAMP -> "Ramp " + plan.ratePerSecond() + "–" + plan.peakPerSecond() + "/s";
        };
    }

    /** A task's id as there is room for it: {@code 41aa…07}. */
    private static String shortId(String taskId) {
        return taskId.length() <= 7 ? taskId : taskId.substring(0, 4) + "…" + taskId.substring(taskId.length() - 2);
    }
}
