package dev.sloconsole.desktop.report;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.fold.RequestLedger;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.lesson.PredictionWords;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.BurnTile;
import dev.sloconsole.view.tiles.SliTile;
import dev.sloconsole.view.tiles.Tile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A recorded session as one HTML file that needs no network: what was done, what came of it, and why. */
public final class HtmlReport {

    public static final String FILE_NAME = "report.html";

    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Replay replay;
    private final SessionState end;
    private final AlertLog alerts;
    private final Duration lastTraffic;
    private final Html out = new Html();

    private HtmlReport(Replay replay) {
        this.replay = replay;
        this.end = replay.finalState();
        this.alerts = AlertLog.of(replay.facts());
        var points = end.timeline().userSli();
        this.lastTraffic = points.isEmpty() ? end.at() : points.getLast().at();
    }

    /** The whole page. */
    public static String render(Replay replay) {
        var report = new HtmlReport(replay);
        report.page();
        return report.out.toString();
    }

    /**
     * Writes {@value #FILE_NAME} into a folder, which is created where it is missing.
     *
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path write(Replay replay, Path folder) {
        var file = folder.resolve(FILE_NAME);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, render(replay), StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the report " + file + ". Choose another folder.", e);
        }
    }

    private void page() {
        out.add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        out.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        out.add("<title>%s</title><style>", end.info().lessonTitle());
        out.add(style());
        out.add("</style></head><body><main>");
        heading();
        figures();
        out.add("<section><h2>What happened</h2><div class=\"scroll\">");
        out.add(TimelinePicture.of(end));
        out.add("</div><p class=\"key\"><i class=\"users\"></i> SLI as the users saw it <i class=\"server\"></i> SLI"
                + " as the server counted it (left out while it is 0, as it is without traffic). An alert is half as high"
                + " while it is pending, and a line once it is over.</p>");
        StorySection.add(out, replay);
        out.add("</section>");
        PredictionSection.add(out, end.lesson().steps(), end.info().objective());
        AlertSection.add(out, replay, alerts, lastTraffic);
        OutageSection.add(out, end.outages(), end.discovery().believed() == DnsSource.RESOLVER, requests());
        ActivitySection.add(out, replay.facts(), end.lesson().steps());
        steps();
        damage();
        out.add("</main></body></html>");
    }

    private RequestLedger requests() {
        var ledger = RequestLedger.empty();
        for (Fact fact : replay.facts()) {
            if (fact.event() instanceof TrafficCounted(var counts)) {
                ledger = ledger.with(fact.at(), counts);
            }
        }
        return ledger;
    }

    private void heading() {
        var info = end.info();
        out.add("<header><h1>%s</h1>", info.lessonTitle());
        out.add(
                "<p>%s · %s · stack %s · %s · objective %s over %s</p>",
                STARTED.format(info.startedAt()),
                info.source(),
                info.stackName(),
                Written.span(end.at()),
                Written.objective(info.objective()),
                Written.span(info.window()));
        resumed()
                .ifPresent(at -> out.add(
                        "<p>The class was recorded in parts, because its disk failed for a while. This part begins at %s; what"
                                + " stood then is in it, and what happened before is in the report of the part before.</p>",
                        Written.shortClock(at)));
        if (!end.lesson().message().isEmpty()) {
            out.add("<div class=\"message\">")
                    .add(markdown(end.lesson().message()))
                    .add("</div>");
        }
        out.add("</header>");
    }

    /** When a recording begins that is a later part of a class: what happened while nothing was recorded is in none. */
    private Optional<Duration> resumed() {
        return replay.facts().stream()
                .filter(fact -> fact.event() instanceof RecordingResumed)
                .map(Fact::at)
                .findFirst();
    }

    /** The tiles of the latest second with traffic: after it the short ones have nothing to say any more. */
    private void figures() {
        var state = replay.stateAt(lastTraffic);
        out.add("<section><h2>The figures</h2>");
        out.add("<p>As of %s, the last second with traffic.</p><div class=\"tiles\">", Written.shortClock(lastTraffic));
        Stream.of(SliTile.from(state), BudgetTile.from(state), BurnTile.from(state))
                .forEach(this::tile);
        out.add("</div>");
        var total = end.traffic().total();
        out.add(
                "<p>%s requests: %s good, %s server errors, %s client errors, %s timed out, %s refused. "
                        + "%s more were not sent, because the computer was too slow.</p></section>",
                Written.count(total.total()),
                Written.count(total.ok()),
                Written.count(total.serverError()),
                Written.count(total.clientError()),
                Written.count(total.timeout()),
                Written.count(total.refused()),
                Written.count(total.dropped()));
    }

    private void tile(Tile tile) {
        out.add(
                "<div class=\"tile\"><h3>%s</h3><b>%s <small>%s</small></b><p>%s</p><code>%s</code></div>",
                tile.title(), tile.value(), tile.words(), tile.note(), tile.formula());
    }

    private void steps() {
        out.add("<section><h2>The lesson</h2>");
        var steps = end.lesson().steps();
        for (int i = 0; i < steps.size(); i++) {
            step(i + 1, steps.get(i));
        }
        out.add("</section>");
    }

    private void step(int number, Step step) {
        out.add("<article><h3>%s %s</h3>", number, step.title());
        out.add(
                "<p class=\"when\">%s</p>",
                step.enteredAt()
                                .map(at -> "entered at " + Written.shortClock(at))
                                .orElse("not entered")
                        + step.expectedWait()
                                .map(w -> " · expected to take " + Written.span(w))
                                .orElse(""));
        out.add(markdown(step.text()));
        step.prediction()
                .map(p -> PredictionWords.comparison(p, end.info().objective()))
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> out.add(
                        "<p class=\"guess\">%s %s</p>",
                        step.prediction().orElseThrow().question(), words));
        out.add("<ul class=\"checks\">");
        for (Checkpoint c : step.checkpoints()) {
            out.add(
                    "<li class=\"%s\">%s <span class=\"when\">%s</span></li>",
                    c.met() ? "met" : "unmet",
                    c.text(),
                    c.metAt().map(Written::shortClock).orElse("not met"));
        }
        out.add("</ul></article>");
    }

    private void damage() {
        if (!replay.damage().none()) {
            out.add("<section><h2>What is missing</h2><pre>%s</pre></section>", replay.damage());
        }
    }

    /** The lesson's own words; HTML in them is shown, not obeyed. */
    private static String markdown(String text) {
        var renderer =
                HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
        return renderer.render(Parser.builder().build().parse(text));
    }

    private static String style() {
        try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css could not be read", e);
        }
    }
}
