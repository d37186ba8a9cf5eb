package dev.sloconsole.view.lesson;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The class's time against the lesson's plan, for the instructor.
 *
 * @param step how long the present step has lasted, of how much
 * @param tone green while there is time, amber in the last fifth, red beyond the plan
 * @param lesson how far the class is ahead of or behind the plan of all steps so far; empty where they have none
 */
public record Pacing(String step, Tone tone, String lesson) {

    private static final double SOON = 0.8;

    /** Empty before the step is entered. */
    static Optional<Pacing> of(SessionState state, Duration now) {
        var steps = state.lesson().steps();
        var current = state.lesson().currentStep();
        if (current.enteredAt().isEmpty()) {
            return Optional.empty();
        }
        var spent = Written.between(current.enteredAt().get(), now);
        var planned = current.staging().planned();
        if (planned.isEmpty()) {
            return Optional.of(new Pacing(Written.shortClock(spent), Tone.MUTED, ""));
        }
        double share = (double) spent.toMillis() / planned.get().toMillis();
        var tone = share < SOON ? Tone.GOOD : share <= 1 ? Tone.WARN : Tone.BAD;
        return Optional.of(new Pacing(
                Written.shortClock(spent) + " of " + Written.span(planned.get()),
                tone,
                lesson(state, steps, spent, now)));
    }

    /** The first steps are planned from the moment at which the first of them was entered. */
    private static String lesson(SessionState state, List<Step> steps, Duration spent, Duration now) {
        var started = steps.stream().flatMap(s -> s.enteredAt().stream()).min(Duration::compareTo);
        var before = Duration.ZERO;
        for (Step step : steps.subList(0, state.lesson().current())) {
            if (step.staging().planned().isEmpty()) {
                return "";
            }
            before = before.plus(step.staging().planned().get());
        }
        var planned = state.lesson().currentStep().staging().planned().orElse(Duration.ZERO);
        var due = before.plus(spent.compareTo(planned) < 0 ? spent : planned);
        var late = Written.between(started.orElse(now), now).minus(due);
        if (late.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return "on time";
        }
        return Written.span(late.abs().truncatedTo(ChronoUnit.MINUTES))
                + (late.isNegative() ? " ahead of the plan" : " behind the plan");
    }
}
