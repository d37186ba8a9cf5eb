package dev.sloconsole.session.report;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Outage;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.SloFigures.Figure;
import dev.sloconsole.session.replay.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A recorded session as one HTML file that needs no network: what was done, what came of it, and why. */
public final class HtmlReport {

    public static final String FILE_NAME = "report.html";

    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Replay replay;
    private final SessionState end;
    private final Html out = new Html();

    private HtmlReport(Replay replay) {
        this.replay = replay;
        this.end = replay.finalState();
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
        out.add("<section><h2>What happened</h2>");
        out.add(TimelinePicture.of(end));
        out.add("<p class=\"key\"><i class=\"users\"></i> SLI as the users saw it <i class=\"server\"></i> SLI as the"
                + " server counted it (left out while it is 0, as it is without traffic)</p></section>");
        end.outage().ifPresent(this::propagation);
        steps();
        damage();
        out.add("</main></body></html>");
    }

    private void heading() {
        var info = end.info();
        out.add("<header><h1>%s</h1>", info.lessonTitle());
        out.add(
                "<p>%s · %s · stack %s · %s · objective %s over %s</p></header>",
                STARTED.format(info.startedAt()),
                info.source(),
                info.stackName(),
                length(end.at()),
                percent(info.objective()),
                length(info.window()));
    }

    /** The figures of the latest second with traffic: after it the short ones have nothing to say any more. */
    private void figures() {
        var points = end.timeline().userSli();
        var at = points.isEmpty() ? end.at() : points.getLast().at();
        var figures = replay.stateAt(at).figures();
        out.add("<section><h2>The figures</h2>");
        out.add("<p>As of %s, the last second with traffic.</p><div class=\"tiles\">", Html.time(at));
        tile("SLI, what users got (5 min)", figures.userSli().map(f -> percent(f.value())), formula(figures.userSli()));
        tile("SLI, what the server counted", figures.serverSli().map(f -> percent(f.value())),
                formula(figures.serverSli()));
        tile("Error budget left", figures.budget().map(b -> percent(b.remaining())), figures.budget()
                .map(b -> b.formula()));
        tile("Burn rate (20 s)", figures.burnRate().map(f -> String.format(Locale.ROOT, "%.1f ×", f.value())),
                formula(figures.burnRate()));
        out.add("</div>");
        var total = end.traffic().total();
        out.add(
                "<p>%s requests: %s good, %s server errors, %s client errors, %s timed out, %s refused, "
                        + "%s dropped.</p>",
                count(total.total()),
                count(total.ok()),
                count(total.serverError()),
                count(total.clientError()),
                count(total.timeout()),
                count(total.refused()),
                count(total.dropped()));
        figures.budget()
                .ifPresent(b -> out.add(
                        "<p>%s failures of the %s that the objective forgives for so many requests%s</p></section>",
                        count(b.bad()),
                        String.format(Locale.ROOT, "%,.1f", b.allowed()),
                        b.remaining() < 0 ? ": the budget is overspent." : "."));
        if (figures.budget().isEmpty()) {
            out.add("</section>");
        }
    }

    private static Optional<String> formula(Optional<Figure> figure) {
        return figure.map(Figure::formula);
    }

    private void tile(String title, Optional<String> value, Optional<String> formula) {
        out.add(
                "<div class=\"tile\"><h3>%s</h3><b>%s</b><code>%s</code></div>",
                title,
                value.orElse("no data"),
                formula.orElse(""));
    }

    /** One hop of the propagation. */
    private record Hop(String who, String learned, Optional<Duration> at) {}

    private void propagation(Outage o) {
        var hops = List.of(
                new Hop("ECS", "the old task has stopped", o.ecsStoppedAt()),
                new Hop("ECS", "the replacement is RUNNING", o.ecsRunningAt()),
                new Hop("Cloud Map", "the new address is registered", o.cloudMapAt()),
                new Hop("DNS, the zone", "answers the new address", o.zoneAt()),
                new Hop("DNS, a resolver", "answers the new address", o.resolverAt()),
                new Hop("Prometheus", "the target is DOWN", o.prometheusDownAt()),
                new Hop("Prometheus", "scrapes the new task", o.prometheusUpAt()),
                new Hop("Users", "are served again", o.usersServedAgain()));
        out.add("<section><h2>Who learned of the new address, and when</h2>");
        out.add(
                "<p>The task at <code>%s</code> was lost at %s; its replacement has <code>%s</code>.</p>",
                o.oldAddress().isEmpty() ? "an unknown address" : o.oldAddress(),
                Html.time(o.startedAt()),
                o.newAddress().orElse("not been seen"));
        var longest = hops.stream()
                .flatMap(h -> h.at().stream())
                .map(at -> at.minus(o.startedAt()).toMillis())
                .mapToLong(Math::abs)
                .max()
                .orElse(1);
        out.add("<table><tr><th>Who</th><th>What</th><th>After</th><th class=\"wide\"></th></tr>");
        for (Hop hop : hops) {
            var after = hop.at().map(at -> at.minus(o.startedAt()));
            out.add(
                    "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td>"
                            + "<td><div class=\"%s\" style=\"width:%s%%\"></div></td></tr>",
                    hop.who(),
                    hop.learned(),
                    after.map(Html::seconds).orElse("not seen"),
                    after.isPresent() ? "hop" : "none",
                    after.map(d -> 100 * d.toMillis() / Math.max(1, longest)).orElse(0L));
        }
        out.add("</table></section>");
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
                step.enteredAt().map(at -> "entered at " + Html.time(at)).orElse("not entered"));
        out.add(markdown(step.text()));
        out.add("<ul class=\"checks\">");
        for (Checkpoint c : step.checkpoints()) {
            out.add(
                    "<li class=\"%s\">%s <span class=\"when\">%s</span></li>",
                    c.metAt().isPresent() ? "met" : "unmet",
                    c.text(),
                    c.metAt().map(Html::time).orElse("not met"));
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
        var renderer = HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
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

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Percent with as many digits as keep a ratio below 1 from reading as 100 %. */
    static String percent(double ratio) {
        for (int digits = 1; digits <= 5; digits++) {
            var text = String.format(Locale.ROOT, "%." + digits + "f", ratio * 100);
            if (ratio == 1 || !text.startsWith("100.0")) {
                return text.replaceFirst("\\.0+$", "") + " %";
            }
        }
        return "just below 100 %";
    }

    private static String length(Duration d) {
        var parts = new ArrayList<String>();
        if (d.toHours() > 0) {
            parts.add(d.toHours() + " h");
        }
        if (d.toMinutesPart() > 0) {
            parts.add(d.toMinutesPart() + " min");
        }
        if (d.toSecondsPart() > 0 || parts.isEmpty()) {
            parts.add(d.toSecondsPart() + " s");
        }
        return String.join(" ", parts);
    }
}
