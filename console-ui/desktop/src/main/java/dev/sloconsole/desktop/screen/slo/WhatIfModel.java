package dev.sloconsole.desktop.screen.slo;

import dev.sloconsole.desktop.screen.look.Tone;
import dev.sloconsole.desktop.screen.look.Words;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.Budget;
import dev.sloconsole.session.SloFigures.Figure;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.replay.WhatIf;
import java.util.List;

/**
 * The figures for another SLO, with the recorded ones beside them.
 *
 * @param promise such as {@code 99.9 % over 30 min}
 * @param recorded such as {@code recorded with 99 % over 30 min}
 */
public record WhatIfModel(String promise, String recorded, List<Item> items) {

    /** One figure: what it would be, and what it was. */
    public record Item(String name, String value, Tone tone, String was, String formula) {}

    private static final String NO_DATA = "no data";

    public static WhatIfModel from(SessionState state, WhatIf whatIf) {
        var other = whatIf.figures();
        var was = state.figures();
        double objective = whatIf.objective();
        return new WhatIfModel(
                new SloChoice(objective, whatIf.window()).sentence(),
                "recorded with " + SloChoice.of(state).sentence(),
                List.of(
                        new Item(
                                "Budget left",
                                budget(other),
                                budgetTone(other),
                                budget(was),
                                other.budget().map(Budget::formula).orElse(NO_DATA)),
                        new Item(
                                "Burn rate",
                                burn(other),
                                burnTone(other),
                                burn(was),
                                other.burnRate().map(Figure::formula).orElse(NO_DATA)),
                        new Item("Gone in", gone(other), Tone.PLAIN, gone(was), "budget left × window / burn rate"),
                        new Item("Alerts firing", firing(other), firingTone(other), firing(was), why(other))));
    }

    private static String budget(SloFigures figures) {
        return figures.budget().map(b -> Words.wholePercent(b.remaining())).orElse(NO_DATA);
    }

    private static Tone budgetTone(SloFigures figures) {
        return figures.budget()
                .map(b -> b.remaining() <= 0 ? Tone.BAD : b.remaining() < 0.5 ? Tone.WARN : Tone.GOOD)
                .orElse(Tone.MUTED);
    }

    private static String burn(SloFigures figures) {
        return figures.burnRate().map(b -> Words.times(b.value())).orElse(NO_DATA);
    }

    private static Tone burnTone(SloFigures figures) {
        return figures.burnRate()
                .map(b -> b.value() <= 1 ? Tone.GOOD : b.value() < 3 ? Tone.WARN : Tone.BAD)
                .orElse(Tone.MUTED);
    }

    private static String gone(SloFigures figures) {
        if (figures.burnRate().isEmpty()) {
            return NO_DATA;
        }
        boolean spent = figures.budget().filter(b -> b.remaining() <= 0).isPresent();
        return figures.exhaustedIn().map(Words::span).orElse(spent ? "spent" : "never");
    }

    private static String firing(SloFigures figures) {
        if (figures.burnAlerts().stream().allMatch(a -> a.verdict() == Verdict.NO_DATA)) {
            return NO_DATA;
        }
        return count(figures) + " of " + figures.burnAlerts().size();
    }

    private static Tone firingTone(SloFigures figures) {
        if (figures.burnAlerts().stream().allMatch(a -> a.verdict() == Verdict.NO_DATA)) {
            return Tone.MUTED;
        }
        return count(figures) == 0 ? Tone.GOOD : Tone.BAD;
    }

    private static long count(SloFigures figures) {
        return figures.burnAlerts().stream().filter(a -> a.verdict() == Verdict.FIRES).count();
    }

    private static String why(SloFigures figures) {
        return String.join("\n", figures.burnAlerts().stream()
                .map(a -> a.severity() + " at " + Words.times(a.burn()) + ": " + a.why())
                .toList());
    }
}
