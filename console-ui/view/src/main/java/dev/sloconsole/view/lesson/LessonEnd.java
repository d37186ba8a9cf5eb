package dev.sloconsole.view.lesson;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.budget.BudgetWords;
import dev.sloconsole.view.tiles.SliTile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is left when a lesson is over.
 *
 * @param message what the class is to take home, Markdown; may be empty
 * @param guesses what the class expected, against what it came to
 * @param recording where it is, in words
 * @param recorded whether there is a recording to make a report of
 * @param deletable whether there is a stack that nobody needs any more
 */
public record LessonEnd(
        String message,
        List<Figure> figures,
        List<Guessed> guesses,
        String recording,
        boolean recorded,
        boolean deletable) {

    /** A figure of the whole class. */
    public record Figure(String name, String value) {}

    /** A question and how near the class came. */
    public record Guessed(String question, String comparison) {}

    /**
     * The end of a class.
     *
     * @param files those that the class is recorded into, in order
     */
    public static LessonEnd from(SessionState state, List<String> files) {
        return new LessonEnd(
                state.lesson().message(),
                figures(state),
                state.lesson().steps().stream()
                        .flatMap(step -> step.prediction().stream())
                        .filter(p -> p.measured().isPresent())
                        .map(p -> guessed(p, state.info().objective()))
                        .toList(),
                recording(state, files),
                !files.isEmpty(),
                !state.stack().absent() && !state.stack().beingDeleted());
    }

    private static String recording(SessionState state, List<String> files) {
        if (files.isEmpty()) {
            return "This class is not recorded.";
        }
        var where = state.info().recording()
                ? "Recorded in " + Written.list(files) + (files.size() > 1 ? "; in between the disk failed." : ".")
                : "Recorded in " + Written.list(files) + " until the disk failed.";
        return where + "\nTo see it again: "
                + files.stream().map(file -> "./slo replay " + file).collect(Collectors.joining("\n"));
    }

    /** Whether every step is done, or the stack was deleted after the last one was entered. */
    public static boolean reached(SessionState state) {
        var steps = state.lesson().steps();
        if (state.info().source() == Source.REPLAY
                || steps.isEmpty()
                || steps.getLast().enteredAt().isEmpty()) {
            return false;
        }
        return state.stack().deleted()
                || steps.stream()
                        .allMatch(step -> step.done() || step.checkpoints().isEmpty());
    }

    private static List<Figure> figures(SessionState state) {
        var total = state.traffic().total();
        var out = new ArrayList<Figure>();
        out.add(new Figure("Length of the class", Written.shortClock(state.at())));
        out.add(new Figure("Requests", Written.count(total.total())));
        out.add(new Figure("of them failed", Written.count(total.bad())));
        state.figures()
                .windowSli()
                .ifPresent(sli -> out.add(new Figure(
                        "SLI of this window", SliTile.written(sli, state.info().objective()))));
        state.figures()
                .budget()
                .map(BudgetWords::of)
                .ifPresent(budget -> out.add(
                        new Figure("Error budget", budget.count() + " " + budget.noun() + " · " + budget.share())));
        for (var outage : state.outages()) {
            out.add(new Figure(
                    "Outage at " + Written.shortClock(outage.startedAt()),
                    outage.after(Hop.SERVED_AGAIN).map(Written::seconds).orElse("not seen to end")));
        }
        return List.copyOf(out);
    }

    private static Guessed guessed(Prediction p, double objective) {
        return new Guessed(p.question(), PredictionWords.comparison(p, objective));
    }
}
