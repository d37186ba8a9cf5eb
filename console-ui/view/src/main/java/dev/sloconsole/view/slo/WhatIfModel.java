package dev.sloconsole.view.slo;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.Budget;
import dev.sloconsole.session.SloFigures.Figure;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.replay.WhatIf;
import dev.sloconsole.view.Written;
import java.util.stream.Collectors;

/**
 * What the four tiles would say for another SLO, to stand below what they say of the recorded one.
 *
 * @param mark such as {@code WHAT IF 99.9 %}
 */
public record WhatIfModel(String mark, Item sli, Item budget, Item burn, Item alerts) {

    /** One figure, and how it would come about. */
    public record Item(String value, String formula) {}

    private static final String NO_DATA = "no data";

    /** The figures of another SLO for the moment of a state. */
    public static WhatIfModel from(SessionState state, WhatIf whatIf) {
        var choice = new SloChoice(whatIf.objective(), whatIf.window());
        var figures = whatIf.figures();
        var head = "What if it had been " + choice.sentence() + "? Recorded with "
                + SloChoice.of(state).sentence() + ".\n";
        return new WhatIfModel(
                "WHAT IF " + Written.objective(whatIf.objective()),
                new Item(
                        sli(figures, whatIf.objective()),
                        head + "An SLI does not depend on its objective; whether it is good enough does."),
                new Item(budget(figures), head + figures.budget().map(Budget::formula).orElse(NO_DATA)),
                new Item(burn(figures), head + figures.burnRate().map(Figure::formula).orElse(NO_DATA)),
                new Item(alerts(figures), head + why(figures)));
    }

    private static String sli(SloFigures figures, double objective) {
        return figures.userSli().map(sli -> sli.value() >= objective ? "met" : "missed").orElse(NO_DATA);
    }

    private static String budget(SloFigures figures) {
        return figures.budget()
                .map(b -> Written.share(Math.abs(b.remaining())) + (b.remaining() < 0 ? " overspent" : " left"))
                .orElse(NO_DATA);
    }

    private static String burn(SloFigures figures) {
        if (figures.burnRate().isEmpty()) {
            return NO_DATA;
        }
        boolean spent = figures.budget().filter(b -> b.remaining() <= 0).isPresent();
        return Written.times(figures.burnRate().get().value()) + " · "
                + figures.exhaustedIn().map(in -> "gone in " + Written.span(in)).orElse(spent ? "spent" : "never gone");
    }

    private static String alerts(SloFigures figures) {
        if (figures.burnAlerts().stream().allMatch(a -> a.verdict() == Verdict.NO_DATA)) {
            return NO_DATA;
        }
        long firing = figures.burnAlerts().stream().filter(a -> a.verdict() == Verdict.FIRES).count();
        var of = firing + " of " + figures.burnAlerts().size();
        return firing == 0 ? "none fires" : of + (firing == 1 ? " fires" : " fire");
    }

    private static String why(SloFigures figures) {
        return figures.burnAlerts().stream()
                .map(a -> a.severity() + " at " + Written.times(a.burn()) + ": " + a.why())
                .collect(Collectors.joining("\n"));
    }
}
