package dev.sloconsole.desktop.screen.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.layout.StackPane;
import javafx.scene.web.WebView;
import org.jspecify.annotations.Nullable;

/**
 * A web page that counts as drawn only when it has drawn: the load state of a web view says SUCCEEDED for a missing
 * bundle and a dead data source as well. A page that failed is asked for again and again, and loaded once it answers; one
 * that is drawn fails when its server has not answered twice. Its web view is made at the first load and has a data
 * directory of its own, deleted by {@link #close}.
 */
final class WebDashboard extends StackPane implements AutoCloseable {

    /** What the page is, as far as that was seen. */
    sealed interface Progress {
        record Idle() implements Progress {}

        record Loading(URI page) implements Progress {}

        record Drawn(URI page) implements Progress {}

        /** The reason in one sentence. */
        record Failed(URI page, String reason) implements Progress {}
    }

    /**
     * Answers "drawn", or what is still missing. Grafana and the viewer both take their preloader away and mark every panel
     * by a test id; a panel in sight has drawn when it holds a canvas with a size, or words beside its title ("No data" is
     * a picture too). Any other page is drawn when a canvas of its own has a size, or when it says so by
     * {@code document.body.dataset.drawn}.
     */
    private static final String IS_DRAWN = """
            (function () {
              if (!document.body) return 'the page is empty';
              if (document.body.dataset.drawn === 'true') return 'drawn';
              if (document.body.dataset.drawn === 'false') return 'the page says that it has not drawn yet';
              var preloader = document.querySelector('.preloader');
              if (preloader) return 'it still says "' + preloader.textContent.trim().slice(0, 120) + '"';
              function sized(c) {
                var box = c.getBoundingClientRect();
                return box.width > 20 && box.height > 20;
              }
              var canvases = function (e) { return Array.prototype.filter.call(e.querySelectorAll('canvas'), sized).length; };
              var panels = Array.prototype.slice.call(
                  document.querySelectorAll('[data-testid^="data-testid Panel header"]'));
              if (panels.length === 0) {
                if (document.querySelector('.grafana-app, #reactRoot')) return 'Grafana shows no panel';
                return canvases(document) > 0 ? 'drawn' : 'nothing has been drawn';
              }
              var missing = panels.filter(function (p) {
                if (p.getBoundingClientRect().top > window.innerHeight) return false;
                var title = p.dataset.testid.replace('data-testid Panel header ', '');
                return canvases(p) === 0 && p.textContent.trim().length <= title.trim().length;
              });
              return missing.length === 0 ? 'drawn' : missing.length + ' of ' + panels.length + ' panels are empty';
            })()
            """;

    /** The lower edges of panels at which the page can be cut without cutting another, in its pixels. */
    private static final String EDGES = """
            (function () {
              var boxes = Array.prototype.map.call(
                  document.querySelectorAll('[data-testid^="data-testid Panel header"]'),
                  function (p) { return p.getBoundingClientRect(); });
              var scrolled = boxes.length === 0 ? 0 : Math.min.apply(null, boxes.map(function (b) { return b.top; }));
              return boxes.map(function (b) { return b.bottom; })
                  .filter(function (y) {
                    return boxes.every(function (b) { return b.top >= y - 1 || b.bottom <= y + 1; });
                  })
                  .map(function (y) { return Math.ceil(y - scrolled + 8); })
                  .sort(function (a, b) { return a - b; })
                  .join(' ');
            })()
            """;

    private static final String NO_BARS = "data:text/css,::-webkit-scrollbar{display:none}";

    /** One answer may be lost, for a browser as well. */
    private static final int SILENCES = 2;

    private final Duration limit;
    private final Runnable changed;
    private final Timeline poll = new Timeline(new KeyFrame(javafx.util.Duration.millis(400), event -> look()));
    private final Timeline watch = new Timeline(new KeyFrame(javafx.util.Duration.seconds(2), event -> probe()));
    private Progress progress = new Progress.Idle();
    private long failedNanos;
    /** A page that answers and does not draw is given as long again before it is loaded anew. */
    private Duration rest = Duration.ZERO;

    private boolean probing;
    private int silences;
    private @Nullable WebView view;
    private @Nullable Path data;
    private long startedNanos;
    private double zoom = 1;
    private boolean bars = true;

    /**
     * A page that is not loaded yet.
     *
     * @param limit how long a page may take to draw
     * @param changed is told on the JavaFX thread whenever {@link #progress} has changed
     */
    WebDashboard(Duration limit, Runnable changed) {
        this.limit = limit;
        this.changed = changed;
        poll.setCycleCount(Timeline.INDEFINITE);
        watch.setCycleCount(Timeline.INDEFINITE);
        setMinSize(0, 0);
        getStyleClass().add("web");
    }

    Progress progress() {
        return progress;
    }

    void zoom(double factor) {
        zoom = factor;
        if (view != null) {
            view.setZoom(factor);
        }
    }

    /** Shows no scroll bars, where nobody can scroll. */
    void withoutBars() {
        bars = false;
    }

    /** Where a page that is drawn may end, in its own pixels from above; nowhere in particular for a page without panels. */
    List<Double> edges() {
        if (!(progress instanceof Progress.Drawn) || view == null) {
            return List.of();
        }
        var edges = String.valueOf(view.getEngine().executeScript(EDGES)).strip();
        return edges.isEmpty()
                ? List.of()
                : Arrays.stream(edges.split(" "))
                        .map(Double::valueOf)
                        .distinct()
                        .toList();
    }

    /** Loads a page, unless it is already being loaded, drawn or failed; a failed one comes back by itself. */
    void show(URI page) {
        boolean same = switch (progress) {
            case Progress.Idle idle -> false;
            case Progress.Loading(URI p) -> p.equals(page);
            case Progress.Drawn(URI p) -> p.equals(page);
            case Progress.Failed(URI p, String reason) -> p.equals(page);
        };
        if (!same) {
            load(page);
        }
    }

    /** Loads the page again. */
    void load(URI page) {
        become(new Progress.Loading(page));
        silences = 0;
        startedNanos = System.nanoTime();
        ask(page, problem -> {
            if (progress.equals(new Progress.Loading(page))) {
                problem.ifPresentOrElse(reason -> fail(page, reason), () -> {
                    view().getEngine().load(page.toString());
                    poll.playFromStart();
                });
            }
        });
    }

    /** Looks after a page that has failed or is drawn. */
    private void probe() {
        if (probing) {
            return;
        }
        switch (progress) {
            case Progress.Failed(URI page, String reason) -> {
                if (System.nanoTime() - failedNanos >= rest.toNanos()) {
                    ask(page, problem -> {
                        if (problem.isEmpty() && progress.equals(new Progress.Failed(page, reason))) {
                            load(page);
                        }
                    });
                }
            }
            case Progress.Drawn(URI page) ->
                ask(page, problem -> {
                    silences = problem.isPresent() ? silences + 1 : 0;
                    if (silences == SILENCES && progress.equals(new Progress.Drawn(page))) {
                        fail(page, problem.orElseThrow());
                    }
                });
            case Progress.Idle idle -> {}
            case Progress.Loading loading -> {}
        }
    }

    private void ask(URI page, Consumer<Optional<String>> answered) {
        probing = true;
        Thread.ofVirtual().name("dashboard-probe").start(() -> {
            WebKitLibrary.load();
            PageLanguage.prepare();
            var problem = PageProbe.problem(page);
            Platform.runLater(() -> {
                probing = false;
                answered.accept(problem);
            });
        });
    }

    private void look() {
        if (!(progress instanceof Progress.Loading(URI page))) {
            poll.stop();
            return;
        }
        var seen = seen();
        if (seen.equals("drawn")) {
            poll.stop();
            become(new Progress.Drawn(page));
        } else if (System.nanoTime() - startedNanos > limit.toNanos()) {
            fail(page, "The dashboard has not drawn within " + limit.toSeconds() + " s: " + seen + ".");
            rest = limit;
        }
    }

    private String seen() {
        try {
            return String.valueOf(view().getEngine().executeScript(IS_DRAWN));
        } catch (RuntimeException e) {
            // A JSException, whose class is to leave the JDK.
            return "its script failed (" + e.getMessage() + ")";
        }
    }

    private void fail(URI page, String reason) {
        poll.stop();
        failedNanos = System.nanoTime();
        rest = Duration.ZERO;
        become(new Progress.Failed(page, reason));
    }

    private void become(Progress now) {
        progress = now;
        watch.play();
        changed.run();
    }

    private WebView view() {
        if (view == null) {
            PageLanguage.settle();
            var made = new WebView();
            try {
                data = Files.createTempDirectory("slo-console-web");
                made.getEngine().setUserDataDirectory(data.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException("No temporary directory for the dashboard's web view.", e);
            }
            made.setContextMenuEnabled(false);
            if (!bars) {
                made.getEngine().setUserStyleSheetLocation(NO_BARS);
            }
            made.getEngine().setCreatePopupHandler(features -> null);
            made.setZoom(zoom);
            made.setMinSize(0, 0);
            getChildren().setAll(made);
            view = made;
        }
        return view;
    }

    /** Leaves the page: its scripts cost nothing any more. */
    void leave() {
        if (progress instanceof Progress.Idle) {
            return;
        }
        poll.stop();
        watch.stop();
        progress = new Progress.Idle();
        if (view != null) {
            view.getEngine().load("about:blank");
        }
    }

    @Override
    public void close() {
        leave();
        Optional.ofNullable(data).ifPresent(WebDashboard::delete);
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // It lies in the system's temporary directory, which is cleaned without us.
            directory.toFile().deleteOnExit();
        }
    }
}
