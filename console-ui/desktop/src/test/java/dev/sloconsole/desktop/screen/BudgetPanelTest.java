package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.figures.SloSeries;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.Tile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.web.WebView;
import org.junit.jupiter.api.Test;

/**
 * The dashboard's budget beside the console's while it burns: the page says the tile's digits in the tile's colour, in
 * the same second. Nothing is evaluated in between: the panel asks for the gauges that the console writes.
 */
class BudgetPanelTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SECONDS = 135;

    /** Grafana's colours of its dark theme. */
    private static final Map<Tone, String> COLOURS = Map.of(
            Tone.GOOD, "rgb(115, 191, 105)",
            Tone.WARN, "rgb(255, 152, 48)",
            Tone.BAD, "rgb(242, 73, 92)",
            Tone.MUTED, "rgb(204, 204, 220)");

    /**
     * Before anybody comes; whole; two failures, at whose pace it does not last; lasting again; at risk; behind a steady
     * spender when that is over; nearly, exactly and more than spent.
     */
    private static final List<Integer> MOMENTS =
            List.of(0, 3, 10, 20, 21, 30, 42, 60, 61, 66, 69, 92, 101, 110, 114, 115, 116, 117, 130);

    /** 20 requests a second: 2 fail in second 20, 6 in each of ten, all from 100 to 125. */
    private static Replay recorded() {
        var bare = taught(Optional.empty());
        return taught(Optional.of(bare));
    }

    /** With what the console writes of the states of another recording of the same class. */
    private static Replay taught(Optional<Replay> written) {
        var facts = Facts.begun();
        write(facts, 0, written);
        facts.at(5).traffic(Mode.NORMAL);
        for (int second = 6; second <= SECONDS; second++) {
            long failed = second == 20 ? 2 : second > 60 && second <= 70 ? 6 : second > 100 && second <= 125 ? 20 : 0;
            facts.at(second).counted(20 - failed, failed, 0);
            write(facts, second, written);
        }
        return Facts.recorded(facts.list());
    }

    private static void write(Facts facts, int second, Optional<Replay> written) {
        written.map(replay -> replay.stateAt(Duration.ofSeconds(second)))
                .map(state ->
                        SloSeries.of(state, Facts.START.plusSeconds(second).toEpochMilli()))
                .ifPresent(samples -> facts.at(second).and(new MetricsObserved(new SamplesScraped(samples))));
    }

    @Test
    void panelSaysWhatTheTileSaysInItsColour() {
        var replay = recorded();
        var player = new Player(replay);
        try (var own = OwnPage.start(player::metrics, Optional.empty(), "1s")) {
            Fx.start();
            var view = Fx.page(own.page(Theme.DARK));
            var tones = EnumSet.noneOf(Tone.class);
            for (int second : MOMENTS) {
                var at = Duration.ofSeconds(second);
                player.seek(at);
                var tile = BudgetTile.from(replay.stateAt(at));
                tones.add(tile.tone());
                var expected = expected(tile);
                Fx.waitFor("at " + second + " s: " + expected, LIMIT, () -> expected.equals(shown(view)));
            }
            assertThat(tones).containsExactlyInAnyOrderElementsOf(Set.of(Tone.MUTED, Tone.GOOD, Tone.WARN, Tone.BAD));
            Fx.run(() -> view.getScene().getWindow().hide());
        }
    }

    /** The tile's words as the panel has them: no spaces before percent signs, and a name beside each figure. */
    private static String expected(Tile tile) {
        boolean over = tile.value().endsWith(" over");
        boolean begun = tile.words().equals("failures left") || over;
        var count = (begun ? tile.value() : tile.note()).split(" ", 2)[0];
        var share = begun ? tile.note().split(" · ", 2)[0].replace(" used", "").replace(" %", "%") : "100%";
        return String.join(
                "|",
                over ? "failures over" : "failures left",
                count,
                COLOURS.getOrDefault(tile.tone(), ""),
                over ? "used" : "left",
                share);
    }

    /** On the JavaFX thread. */
    private static String shown(WebView view) {
        return String.valueOf(view.getEngine().executeScript("""
                (function () {
                  var panel = document.querySelector('[data-testid="data-testid Panel header Error budget left"]');
                  if (!panel) return '';
                  var read = function (kind) {
                    return Array.prototype.slice.call(panel.querySelectorAll('.figure .' + kind));
                  };
                  var names = read('name'), values = read('value');
                  if (names.length !== 2 || values.length !== 2) return panel.textContent;
                  return [names[0].textContent, values[0].textContent, getComputedStyle(values[0]).color,
                    names[1].textContent, values[1].textContent].join('|');
                })()"""));
    }
}
