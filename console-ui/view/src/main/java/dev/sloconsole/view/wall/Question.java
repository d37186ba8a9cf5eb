package dev.sloconsole.view.wall;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.view.lesson.PredictionWords;
import java.util.Optional;

/**
 * What the class is asked before it sees.
 *
 * @param guess the class's, with its unit
 * @param measure what is measured, in words
 */
public record Question(String question, Optional<String> guess, String measure, String hint) implements Region {

    static Question of(Moment m) {
        Prediction asked = m.step().prediction().orElseThrow();
        return new Question(
                asked.question(),
                asked.guess().map(g -> PredictionWords.guess(g.value(), asked.of())),
                PredictionWords.name(asked.of()),
                asked.guess().isEmpty()
                        ? "Say a number, in " + unit(asked) + ". The answer is shown when it has happened."
                        : "The answer is shown when it has happened.");
    }

    private static String unit(Prediction asked) {
        return switch (asked.of()) {
            case SLI, SERVER_SLI, BUDGET -> "percent";
            case BURN_RATE -> "times too fast";
            case SERVED_AGAIN -> "seconds";
        };
    }
}
