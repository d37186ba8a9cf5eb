package dev.sloconsole.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a step's button does.
 *
 * @param mode what {@link Action#TRAFFIC} switches to; empty for every other action
 * @param label what is written on it
 */
public record StepButton(Action action, Optional<TrafficPlan.Mode> mode, String label) {

    private static final List<StepButton> ALL = Stream.of(
                    Stream.of(Action.PUBLISH, Action.DEPLOY, Action.DELETE).map(StepButton::of),
                    Arrays.stream(TrafficPlan.Mode.values()).map(StepButton::of),
                    Stream.of(Action.KILL, Action.STOP_TASK).map(StepButton::of))
            .flatMap(buttons -> buttons)
            .toList();

    public StepButton {
        if (mode.isPresent() != (action == Action.TRAFFIC)) {
            throw new IllegalArgumentException("A traffic mode belongs to traffic, not to " + action.word() + ".");
        }
    }

    private static StepButton of(Action action) {
        return new StepButton(action, Optional.empty(), "");
    }

    private static StepButton of(TrafficPlan.Mode mode) {
        return new StepButton(Action.TRAFFIC, Optional.of(mode), "");
    }

    /** The button of a word in a lesson or a journal; empty where this program has none. */
    public static Optional<StepButton> of(String word, String label) {
        return ALL.stream()
                .filter(button -> button.word().equals(word))
                .findFirst()
                .map(button -> new StepButton(button.action, button.mode, label));
    }

    /** The words that a lesson can use. */
    public static List<String> words() {
        return ALL.stream().map(StepButton::word).toList();
    }

    /** The word for it in lessons and journals, such as {@code kill} or {@code traffic-partial-failure}. */
    public String word() {
        return action.word() + mode.map(m -> "-" + m.word()).orElse("");
    }

    /** Whether it switches the traffic to a mode. */
    public boolean sends(TrafficPlan.Mode wanted) {
        return mode.filter(m -> m == wanted).isPresent();
    }
}
