package dev.sloconsole.view;

import dev.sloconsole.session.Lane;
import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.Timeline.Loss;
import dev.sloconsole.session.Timeline.Promise;
import dev.sloconsole.session.Timeline.StepMark;
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
            case ALERT -> "Alerts";
        };
    }

    /** What is written on a stretch, such as {@code Normal 20/s}. */
    public static String label(Content content) {
        return switch (content) {
            case Content.Sent(var plan) -> TrafficWords.label(plan);
            case Content.Ran(var taskId, var address) ->
                Written.shortTask(taskId) + address.map(a -> " · " + a).orElse("");
            case Content.Answered answer when answer.found() -> String.join(", ", answer.addresses());
            case Content.Answered answer -> answer.exists() ? "no address" : answer.rcode();
            case Content.Scraped(var health) -> health.toUpperCase(Locale.ROOT);
            case Content.Alerted(var severity, var call) ->
                name(severity) + " " + call.name().toLowerCase(Locale.ROOT);
        };
    }

    public static Tone tone(Content content) {
        return switch (content) {
            case Content.Sent(var plan) -> TrafficWords.tone(plan.mode());
            case Content.Ran ran -> Tone.INFO;
            case Content.Answered answer -> answer.found() ? Tone.VIOLET : Tone.MUTED;
            case Content.Scraped(var health) ->
                Target.up(health) ? Tone.GOOD : Target.down(health) ? Tone.BAD : Tone.MUTED;
            case Content.Alerted(var severity, var call) ->
                switch (call) {
                    case PENDING -> Tone.WARN;
                    case FIRING -> severity.equals("page") ? Tone.BAD : Tone.WARN;
                    case OVER -> Tone.MUTED;
                };
        };
    }

    /** How much of its lane a stretch fills: what alerts do is told by their height as well as by their colour. */
    public static double height(Content content) {
        return content instanceof Content.Alerted alerted
                ? switch (alerted.call()) {
                    case PENDING -> 0.5;
                    case FIRING -> 1;
                    case OVER -> 0.15;
                }
                : 1;
    }

    /** How an alert is called by whom it calls, such as {@code PAGE}. */
    public static String name(String severity) {
        return severity.isEmpty() ? "ALERT" : severity.toUpperCase(Locale.ROOT);
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

    /** What came of the SLO, in a word or two. */
    public static String label(Promise promise) {
        return switch (promise) {
            case PLANNED_AGAIN -> "planned again";
            case OBJECTIVE_CHANGED -> "another SLO";
            case WINDOWING_CHOSEN -> "another kind of window";
            case MET -> "window closed: met";
            case MISSED -> "window closed: missed";
            case FAILURES_LEAVE -> "old failures leave";
        };
    }

    public static String label(Loss loss) {
        return switch (loss.how()) {
            case KILL -> "task killed";
            case STOP_TASK -> "task stopped";
            case PUBLISH, DEPLOY, DELETE, REDEPLOY, ADMIT, EXTEND, WAKE_UP, TRAFFIC, START ->
                throw new IllegalStateException("No task dies of " + loss.how());
        };
    }
}
