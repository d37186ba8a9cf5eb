package dev.sloconsole.desktop.report;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.lesson.PredictionWords;
import java.util.List;

/** What the class expected, and what came of it. */
final class PredictionSection {

    private PredictionSection() {}

    static void add(Html out, List<Step> steps, double objective) {
        var asked = steps.stream().filter(s -> s.prediction().isPresent()).toList();
        if (asked.isEmpty()) {
            return;
        }
        out.add("<section><h2>Predicted and happened</h2>");
        out.add("<table class=\"cards\"><tr><th>Before</th><th>Question</th><th>Guess</th><th>It was</th>"
                + "<th></th></tr>");
        for (Step step : asked) {
            row(out, step, step.prediction().orElseThrow(), objective);
        }
        out.add("</table></section>");
    }

    private static void row(Html out, Step step, Prediction p, double objective) {
        var measured = p.measured();
        var value =
                measured.flatMap(Prediction.Measurement::value).map(v -> PredictionWords.outcome(v, p.of(), objective));
        out.add(
                "<tr><td><b>%s</b></td><td>%s</td>"
                        + "<td class=\"n\" data-what=\"Guess\">%s <br><span class=\"when\">%s</span></td>"
                        + "<td data-what=\"It was\"><b>%s</b> <br><span class=\"when\">%s</span></td><td>%s</td></tr>",
                step.title(),
                p.question(),
                p.guess().map(g -> PredictionWords.guess(g.value(), p.of())).orElse("none"),
                p.guess().map(g -> "at " + Written.shortClock(g.at())).orElse(""),
                value.orElse(measured.isPresent() ? "no data" : "not tried"),
                PredictionWords.name(p.of()),
                PredictionWords.comparison(p, objective));
    }
}
