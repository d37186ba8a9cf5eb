package dev.sloconsole.view.slo;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.replay.WhatIf;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.alerts.BurnWords;
import dev.sloconsole.view.budget.BudgetFormula;
import dev.sloconsole.view.budget.BudgetWords;
import java.time.Duration;
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
                new Item(
                        budget(figures),
                        head
                                + figures.budget()
                                        .map(b -> BudgetFormula.of(b).text())
                                        .orElse(NO_DATA)),
                new Item(
                        burn(figures),
                        head
                                + figures.burnRate()
                                        .map(b -> BurnWords.formula(b, figures))
                                        .orElse(NO_DATA)),
                new Item(alerts(figures), head + why(figures, whatIf.window())));
    }

    private static String sli(SloFigures figures, double objective) {
        return figures.userSli()
                .map(sli -> sli.value() >= objective ? "met" : "missed")
                .orElse(NO_DATA);
    }

    private static String budget(SloFigures figures) {
        return figures.budget().map(b -> BudgetWords.shareLeft(b.share())).orElse(NO_DATA);
    }

    private static String burn(SloFigures figures) {
        return figures.burnRate()
                .map(burn -> BurnWords.times(burn, figures) + " · "
                        + figures.budget()
                                .map(BudgetWords::of)
                                .flatMap(BudgetWords::pace)
                                .map(pace -> pace.replace(" at this pace", ""))
                                .orElse("never gone"))
                .orElse(NO_DATA);
    }

    private static String alerts(SloFigures figures) {
        var alerts = figures.burnAlerts().stream()
                .filter(a -> !a.verdict().leftOut())
                .toList();
        if (alerts.stream().allMatch(a -> a.verdict() == Verdict.NO_DATA)) {
            return NO_DATA;
        }
        long firing = alerts.stream().filter(BurnAlert::fires).count();
        var of = firing + " of " + alerts.size();
        return firing == 0 ? "none fires" : of + (firing == 1 ? " fires" : " fire");
    }

    private static String why(SloFigures figures, Duration window) {
        return figures.burnAlerts().stream()
                .map(a -> BurnWords.name(a) + ": " + BurnWords.why(a, figures, window))
                .collect(Collectors.joining("\n"));
    }
}
