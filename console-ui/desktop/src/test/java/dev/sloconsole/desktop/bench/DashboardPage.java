package dev.sloconsole.desktop.bench;

import dev.sloconsole.desktop.bench.Benchmarks.Effort;
import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Turns;
import dev.sloconsole.desktop.screen.Turns.Turn;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.replay.Player;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.StackPane;
import javafx.scene.web.WebView;

/** The lesson's dashboard over half an hour, in a web view as large as the wall: from nothing, and again and again. */
final class DashboardPage {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A page takes its preloader away when every panel has been drawn. */
    private static final String DRAWN =
            "document.body !== null && document.querySelector('.panel') !== null && !document.querySelector('.preloader')";

    /** Notes how long each refresh takes: from its first question until the last answer has been drawn. */
    private static final String WATCH = """
            (function () {
              window.refreshes = [];
              var asked = 0, began = 0, fetched = window.fetch;
              window.fetch = function () {
                if (asked++ === 0) began = performance.now();
                return fetched.apply(window, arguments).finally(function () {
                  setTimeout(function () {
                    if (--asked === 0) {
                      requestAnimationFrame(function () { window.refreshes.push(performance.now() - began); });
                    }
                  }, 0);
                });
              };
            })()""";

    private final Effort effort;

    DashboardPage(Effort effort) {
        this.effort = effort;
    }

    void measure(Benchmarks benchmarks) throws Exception {
        var player = new Player(Facts.recorded(LongClass.facts(HALF_AN_HOUR)));
        player.seek(HALF_AN_HOUR);
        try (var own = OwnPage.start(player::metrics, Optional.empty(), "1s")) {
            var page = URI.create(own.page(Theme.DARK) + "&from=now-30m");
            var view = Fx.call(() -> {
                var made = new WebView();
                Shown.stage(new StackPane(made));
                return made;
            });
            try {
                load(benchmarks, view, page);
                refresh(benchmarks, view);
            } finally {
                Fx.run(() -> view.getScene().getWindow().hide());
            }
        }
    }

    private void load(Benchmarks benchmarks, WebView view, URI page) throws InterruptedException {
        var paints = new ArrayList<Double>();
        List<Turn> turns;
        try (var watch = Turns.watch()) {
            for (int i = 0; i < effort.loads; i++) {
                Fx.run(() -> view.getEngine().load("about:blank"));
                Fx.waitFor(
                        "an empty page",
                        LIMIT,
                        () -> "about:blank".equals(view.getEngine().getLocation()));
                long began = System.nanoTime();
                Fx.run(() -> view.getEngine().load(page.toString()));
                Fx.waitFor("the dashboard is drawn", LIMIT, () -> is(view, DRAWN));
                paints.add((System.nanoTime() - began) / 1e6);
            }
            turns = watch.turns();
        }
        benchmarks.row(
                "from the address to all panels drawn, %d times".formatted(effort.loads),
                paints.stream().mapToDouble(Double::doubleValue).toArray());
        benchmarks.turns(turns);
    }

    private void refresh(Benchmarks benchmarks, WebView view) throws Exception {
        Fx.run(() -> view.getEngine().executeScript(WATCH));
        long before = Benchmarks.residentBytes();
        List<Turn> turns;
        try (var watch = Turns.watch()) {
            var limit = LIMIT.plus(Duration.ofSeconds(effort.refreshes));
            Fx.waitFor("refreshes", limit, () -> is(view, "refreshes.length >= " + effort.refreshes));
            turns = watch.turns();
        }
        var times = Fx.call(() -> String.valueOf(view.getEngine().executeScript("refreshes.join(' ')")));
        benchmarks.row(
                "a refresh of all panels, %,d times".formatted(effort.refreshes),
                java.util.Arrays.stream(times.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        benchmarks.turns(turns);
        benchmarks.say("");
        benchmarks.say(
                "Resident memory of this process (the benchmark, the page and its server) before these refreshes:"
                        + " %,d MB; after them: %,d MB."
                                .formatted(before / 1_000_000, Benchmarks.residentBytes() / 1_000_000));
    }

    private static boolean is(WebView view, String condition) {
        return Boolean.TRUE.equals(view.getEngine().executeScript(condition));
    }
}
