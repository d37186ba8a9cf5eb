package dev.sloconsole.view.wall;

import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Stack.ServiceCounts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.alerts.BurnWords;
import dev.sloconsole.view.budget.BudgetWords;
import dev.sloconsole.view.stack.StackPhase;
import dev.sloconsole.view.stack.Waiting;
import dev.sloconsole.view.tiles.BurnTile;
import dev.sloconsole.view.tiles.SliTile;
import dev.sloconsole.view.wall.Part.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The two figures at the left of a scene. */
final class KeyFigures {

    private KeyFigures() {}

    static List<KeyFigure> of(Moment m) {
        return switch (m.scene()) {
            case QUESTION, TEXT, ARCHITECTURE -> List.of();
            case OUTCOME -> m.spent().isEmpty() ? List.of() : List.of(ofTheWindow(m), budget(m));
            case DEPLOY -> List.of(waiting(m), running(m));
            case DISCOVERY ->
                m.outage().isEmpty() && m.spent().isEmpty()
                        ? List.of(running(m), target(m))
                        : List.of(users(m), budget(m));
            case ALERTS -> List.of(burn(m), budget(m));
            case BUDGET, DASHBOARD -> List.of(users(m), budget(m));
        };
    }

    /** Of the last seconds while something happens, of the SLI's five minutes otherwise; each says which. */
    private static KeyFigure users(Moment m) {
        return m.outageLasts() && m.sliLately().isPresent() ? lately(m) : overTheRange(m);
    }

    private static KeyFigure lately(Moment m) {
        double value = m.sliLately().orElseThrow();
        var note = Part.say(m.sli()
                        .map(v -> Written.span(SloFigures.SLI_RANGE) + ": ")
                        .orElse(""))
                .in(Tone.INFO, m.sli().map(v -> Written.sli(v, m.objective())).orElse(""))
                .say(m.sli().isPresent() ? " · " : "");
        return new KeyFigure(
                "What users got, last " + Written.span(Moment.LATELY),
                Written.sli(value, m.objective()),
                "",
                SliTile.tone(value, m.objective()),
                Optional.empty(),
                server(m, note).parts());
    }

    private static KeyFigure overTheRange(Moment m) {
        var title = "What users got, " + Written.span(SloFigures.SLI_RANGE);
        return m.sli()
                .map(value -> new KeyFigure(
                        title,
                        Written.sli(value, m.objective()),
                        "",
                        SliTile.tone(value, m.objective()),
                        Optional.empty(),
                        server(m, Part.say("objective " + Written.objective(m.objective()) + " · "))
                                .parts()))
                .orElseGet(() -> KeyFigure.noData(title, "no request in " + Written.span(SloFigures.SLI_RANGE)));
    }

    /** Everything that was counted since the window began, by which it is judged. */
    private static KeyFigure ofTheWindow(Moment m) {
        var title = "SLI of this window";
        return m.state()
                .figures()
                .windowSli()
                .map(sli -> new KeyFigure(
                        title,
                        SliTile.written(sli, m.objective()),
                        "",
                        SliTile.tone(sli.value(), m.objective()),
                        Optional.empty(),
                        Part.plain("objective " + Written.objective(m.objective()) + " · "
                                + Written.count(sli.total(), "request", "requests"))))
                .orElseGet(() -> KeyFigure.noData(title, "no request"));
    }

    private static Sentence server(Moment m, Sentence before) {
        var server = m.serverSli();
        if (server.isEmpty()) {
            return before.say("server: no data");
        }
        before.say("server says ").in(Tone.VIOLET, Written.sli(server.get(), m.objective()));
        boolean dead = m.outageLasts() && server.get() > m.sliLately().orElse(1.0);
        return dead ? before.say(": a dead task counts nothing") : before;
    }

    private static KeyFigure budget(Moment m) {
        var title = "Error budget, " + Written.objective(m.objective()) + " over "
                + Written.span(m.state().info().window());
        if (m.spent().isEmpty()) {
            return KeyFigure.noData(title, BudgetWords.none(m.objective()));
        }
        var s = m.spent().get();
        var words = BudgetWords.of(s.budget());
        var bar = Optional.of(new KeyFigure.Bar(
                Math.clamp(s.share(), 0, 1), s.steady() < 1 ? Optional.of(s.steady()) : Optional.empty()));
        if (s.over()) {
            return new KeyFigure(
                    title,
                    Written.count(-s.left()),
                    "over",
                    s.tone(),
                    bar,
                    Part.say(words.share() + ": overspent").parts());
        }
        var note = s.exhaustedIn()
                .map(in -> Part.say("gone in ").warn(Written.soon(in)).say(" at this pace"))
                .orElseGet(() -> Part.say(words.share()
                        + words.pace()
                                .or(words::outage)
                                .map(more -> " · " + more)
                                .orElse("")));
        return new KeyFigure(
                title,
                Written.count(s.left()),
                "of " + Written.count(s.allowed()) + " left",
                s.tone(),
                bar,
                note.parts());
    }

    private static KeyFigure burn(Moment m) {
        var title = "Burn rate, last " + Moment.burnRange();
        var figures = m.state().figures();
        return figures.burnRate()
                .map(burn -> new KeyFigure(
                        title,
                        BurnWords.times(burn, figures),
                        "",
                        BurnTile.tone(burn.value()),
                        Optional.empty(),
                        Part.plain("1 spends it exactly in "
                                + Written.span(m.state().info().window()))))
                .orElseGet(() -> KeyFigure.noData(title, "no request in " + Moment.burnRange()));
    }

    private static KeyFigure waiting(Moment m) {
        var resources = StackCaptions.resources(m.state().stack());
        boolean falling = m.phase() == StackPhase.FALLING;
        // What a rollback has taken back is complete, too, and not there.
        long count = resources.stream()
                .filter(r -> r.status().endsWith("_COMPLETE") && r.status().equals("DELETE_COMPLETE") == falling)
                .count();
        boolean failed = resources.stream().anyMatch(r -> r.status().endsWith("_FAILED"));
        return new KeyFigure(
                falling ? "Resources that are gone" : "Resources that are there",
                Written.count(count),
                "",
                failed ? Tone.BAD : m.phase().moving() ? Tone.WARN : resources.isEmpty() ? Tone.MUTED : Tone.GOOD,
                Optional.empty(),
                Part.plain(Waiting.ofStack(m.state(), m.now())));
    }

    private static KeyFigure running(Moment m) {
        var services = m.state().stack().services();
        int running = services.stream().mapToInt(ServiceCounts::running).sum();
        int desired = services.stream().mapToInt(ServiceCounts::desired).sum();
        return new KeyFigure(
                "Tasks that run",
                Written.count(running),
                desired > 0 ? "of " + Written.count(desired) : "",
                desired == 0 ? Tone.MUTED : running >= desired ? Tone.GOOD : Tone.WARN,
                Optional.empty(),
                Part.plain(m.app().map(t -> "the app: " + t.lastStatus()).orElse("the app: no task yet")));
    }

    private static KeyFigure target(Moment m) {
        var health = m.state().metrics().reachable()
                ? m.target().map(t -> t.health().toUpperCase(Locale.ROOT))
                : Optional.<String>empty();
        return new KeyFigure(
                "The target, says Prometheus",
                health.orElse("–"),
                "",
                health.map(h -> h.equals("UP") ? Tone.GOOD : h.equals("DOWN") ? Tone.BAD : Tone.WARN)
                        .orElse(Tone.MUTED),
                Optional.empty(),
                Part.plain(m.target().map(t -> "asked every few seconds").orElse("nobody is asked yet")));
    }
}
