package dev.sloconsole.view.wall;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measurement;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.view.lesson.PredictionWords;
import java.util.List;
import java.util.Optional;

/** What the class guessed and what happened, and what it is to take home. */
public record Outcome(List<Answer> answers, List<Words.Block> message) implements Region {

    /**
     * A question and its answer.
     *
     * @param guess with its unit; empty where nobody guessed
     * @param happened with its unit; empty while it is not known
     */
    public record Answer(String question, Optional<String> guess, Optional<String> happened, String comparison) {}

    static Outcome of(Moment m) {
        var answers = m.state().lesson().steps().stream()
                .map(Step::prediction)
                .flatMap(Optional::stream)
                .filter(p -> p.measured().isPresent())
                .map(p -> answer(p, m.objective()))
                .toList();
        return new Outcome(answers, Words.of(m.state().lesson().message()).blocks());
    }

    private static Answer answer(Prediction p, double objective) {
        return new Answer(
                p.question(),
                p.guess().map(g -> PredictionWords.guess(g.value(), p.of())),
                p.measured().flatMap(Measurement::value).map(v -> PredictionWords.outcome(v, p.of(), objective)),
                PredictionWords.comparison(p, objective));
    }
}
