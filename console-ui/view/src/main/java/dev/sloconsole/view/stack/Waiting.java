package dev.sloconsole.view.stack;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Lane;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** How long something has taken, of how much, in words: nobody waits without knowing for how long. */
public final class Waiting {

    private Waiting() {}

    /** What has taken so long already, and was expected to take so much. */
    public static String words(Duration past, Optional<Duration> expected) {
        if (expected.isEmpty()) {
            return Written.span(past) + " so far";
        }
        var longer = past.minus(expected.get());
        return longer.compareTo(Duration.ofSeconds(1)) < 0
                ? Written.span(past) + " of about " + Written.span(expected.get())
                : Written.span(past) + ", " + Written.span(longer) + " longer than expected";
    }

    /**
     * What CloudFormation does to the stack. A deployment takes what the lesson says, a deletion about as long, and a
     * rollback nobody knows how long; empty while nothing is done.
     */
    public static String ofStack(SessionState state, Duration now) {
        var stack = state.stack();
        if (!StackPhase.of(stack).moving()) {
            return "";
        }
        var expected = stack.rolledBack() ? Optional.<Duration>empty() : deployment(state);
        return words(Written.between(stack.since(), now), expected);
    }

    /** How long a deployment takes, as the lesson says. */
    public static Optional<Duration> deployment(SessionState state) {
        return state.lesson().steps().stream()
                .filter(step ->
                        step.button().filter(b -> b.action() == Action.DEPLOY).isPresent())
                .flatMap(step -> step.expectedWait().stream())
                .findFirst();
    }

    /** What a step waits for, from its button on; before that only how long it takes. Empty where nobody said so. */
    public static String ofStep(Step step, SessionState state, Duration now) {
        return step.expectedWait()
                .filter(wait -> !step.done())
                .map(wait -> begun(step, state)
                        .map(at -> words(Written.between(at, now), Optional.of(wait)) + ".")
                        .orElse("Takes about " + Written.span(wait) + "."))
                .orElse("");
    }

    private static Optional<Duration> begun(Step step, SessionState state) {
        return step.button().flatMap(button -> switch (button.action()) {
            case DEPLOY, REDEPLOY, DELETE ->
                StackPhase.of(state.stack()).moving()
                        ? Optional.of(state.stack().since())
                        : Optional.empty();
            case KILL, STOP_TASK ->
                state.outage()
                        .map(outage -> outage.startedAt())
                        .filter(at -> step.enteredAt()
                                .filter(entered -> at.compareTo(entered) >= 0)
                                .isPresent());
            case TRAFFIC ->
                button.mode()
                        .filter(mode -> mode == state.traffic().plan().mode())
                        .flatMap(mode -> state.timeline().lane(Lane.Kind.TRAFFIC).spans().stream()
                                .reduce((earlier, later) -> later)
                                .map(Lane.Span::start));
            case PUBLISH, ADMIT, EXTEND, WAKE_UP, START -> Optional.empty();
        });
    }
}
