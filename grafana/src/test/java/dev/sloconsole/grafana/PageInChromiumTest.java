package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sloconsole.prometheus.api.ReadingApi;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser over a recorded class: what stands in each panel, and that no script fails. */
class PageInChromiumTest {

    /** Dashboards beside the lesson's: of every kind, before schema 16, and of schema v2. */
    private static final List<String> FILES = List.of("kinds", "rows", "resource");

    private static final Pattern TAGS = Pattern.compile("<[^>]+>");

    /** Between 180 s and 240 s 30 % of the requests fail; at 372 s nobody is served; before 0 s there were none. */
    private final RecordedClass recorded = new RecordedClass();

    private Path profile = Path.of(".");
    private String chromium = "";

    @BeforeEach
    void browser(@TempDir Path folder) {
        profile = folder;
        var found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(PageInChromiumTest::onPath)
                .findFirst();
        assumeTrue(found.isPresent(), "no Chromium is on the PATH; Debian has it in the package chromium");
        chromium = found.orElseThrow();
    }

    @Test
    void lessonsDashboardSaysWhatTheClassSawAtItsEnd() throws Exception {
        var page = open(RecordedClass.SECONDS, Contents.LESSON, 1920, 1300);
        assertThat(page.panel("SLI (success rate)")).isEqualTo("100.00%");
        assertThat(page.panel("Error budget left")).isEqualTo("failures over320used189%");
        assertThat(page.panel("SLI: users against server"))
                .contains("users, 5 min", "server, 5 min", "objective", "99%");
        assertThat(page.panel("Burn rate")).contains("burn, 15 min").doesNotContain("page, 40 s");
        assertThat(page.panel("Active alerts")).isEqualTo("no alert is pending or firing");
        assertThat(page.panel("Target, and the task that answers"))
                .contains("target", "task 9f3c…b1", "task b7e0…d4", "UP", "answers");
        assertThat(page.canvases()).isEqualTo(6);
        assertThat(page.html())
                .as("a row is no panel that would have to draw")
                .contains("data-testid dashboard-row-title-Burn rate and alerts")
                .doesNotContain("Panel header Burn rate and alerts");
    }

    @Test
    void lessonsDashboardSaysSoBeforeTheFirstRequest() throws Exception {
        var page = open(-1, Contents.LESSON, 1920, 1300);
        assertThat(page.panel("SLI (success rate)")).contains("0.00%", "none counted yet");
        assertThat(page.panel("Error budget left")).isEqualTo("no requests yet");
        assertThat(page.panel("Burn rate")).isEqualTo("no requests yet");
    }

    @Test
    void lessonsDashboardShowsTheAlertWhileNobodyIsServed() throws Exception {
        var page = open(374, Contents.LESSON, 1920, 1300);
        assertThat(page.panel("Active alerts")).contains("ErrorBudgetBurnPageFast", "FIRING", "page", "40s", "20s");
        assertThat(page.html()).contains("title=\"DOWN, ");
    }

    @Test
    void everyKindAndStateIsDrawnOrNamed() throws Exception {
        var page = open(240, "kinds", 1600, 1400);
        assertThat(page.panel("Mapped")).isEqualTo("UP");
        assertThat(page.panel("Nothing")).isEqualTo("nothing here");
        assertThat(page.panel("Not a number")).isEqualTo("No data");
        assertThat(page.panel("Gauge in percent")).contains("99.0%", "90");
        assertThat(page.panel("Bars upright")).contains("200", "500");
        assertThat(page.panel("Alerts")).contains("FIRING", "ErrorBudgetBurnPageFast");
        assertThat(page.panel("Merged")).contains("http_status", "Requests", "Up");
        assertThat(page.panel("Reduced")).startsWith("FieldMaxMeanCount2xx");
        assertThat(page.panel("Words"))
                .contains("Bold and code for all of us", "safe")
                .doesNotContain("hurt");
        assertThat(page.panel("Stacked bars")).contains("Name", "Mean", "Max", "2xx");
        assertThat(page.panel("States")).contains("UP");
        assertThat(page.panel("Heat")).contains("not drawn: panels of type heatmap");
        assertThat(page.panel("Foreign")).contains("loki");
        assertThat(page.panel("Left out"))
                .contains(
                        "gradientMode: hue",
                        "fillBelowTo",
                        "transformation groupBy",
                        "repeating for whom, which is no variable here")
                .contains("parse error");
        assertThat(page.html()).contains("not supported: variable filters of type adhoc");
    }

    @Test
    void dashboardOfTheFirstYearsIsDrawnAsTodays() throws Exception {
        var page = open(240, "rows", 1600, 1400);
        assertThat(page.panel("Requests")).startsWith("not drawn: postfix !").endsWith("5 K");
        assertThat(page.panel("Reachable")).contains("yes");
        assertThat(page.panel("Words")).isEqualTo("of 200, 500");
        assertThat(page.panel("Of 200")).isEqualTo("4440");
        assertThat(page.panel("Of 500")).isEqualTo("360");
        assertThat(page.panel("Rates"))
                .contains("not drawn: series override unheardOf", "Name", "Last *", "200", "req/s");
        assertThat(page.html())
                .contains("dashboard-row-title-First", "dashboard-row-title-Second")
                .contains("not supported: variable host: It asks a data source of the kind “loki”");
    }

    @Test
    void resourceOfSchemaTwoIsDrawnAsAClassicOne() throws Exception {
        var page = open(240, "resource", 1600, 1400);
        assertThat(page.panel("Up for all of us")).isEqualTo("UP");
        assertThat(page.panel("Logs")).contains("loki");
        assertThat(page.html())
                .contains("dashboard-row-title-One", "dashboard-row-title-Two", "not supported: tabs: shown as rows");
    }

    private Page open(int second, String uid, int width, int height) throws Exception {
        var store = recorded.until(second).snapshot();
        var now = RecordedClass.START.plusSeconds(second);
        try (var api = new ReadingApi(() -> store, Clock.systemUTC())) {
            QueryApi answers = (path, query, form) -> {
                var reply = api.answer(path.substring("/api/v1/".length()), form, query);
                return new QueryApi.Reply(reply.status(), "application/json", reply.json());
            };
            var contents = Contents.bundled(answers, () -> now);
            for (var file : FILES) {
                contents = contents.with(file, Path.of("src/test/resources/dev/sloconsole/grafana", file + ".json"));
            }
            var server = new ViewerServer("127.0.0.1", 0, contents, Set.of());
            assertThat(server.start()).isTrue();
            try (server) {
                return dump(
                        "http://127.0.0.1:" + server.port() + "/d/" + uid + "/x?theme=dark&refresh=1h", width, height);
            }
        }
    }

    private Page dump(String address, int width, int height) throws Exception {
        var dom = profile.resolve("dom.html");
        var log = profile.resolve("log.txt");
        var process = new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=20000",
                        "--window-size=" + width + "," + height,
                        "--dump-dom",
                        address)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("chromium ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(log, StandardCharsets.UTF_8))
                .noneMatch(
                        line -> line.contains("CONSOLE") && !line.contains("Executing inline event handler violates"));
        var html = Files.readString(dom, StandardCharsets.UTF_8);
        assertThat(html).as("the page has drawn").doesNotContain("class=\"preloader\"");
        return new Page(html);
    }

    private record Page(String html) {

        /** What is read in a panel, without its title. */
        String panel(String title) {
            var start = html.indexOf("data-testid Panel header " + title + "\"");
            assertThat(start).as(title).isNotNegative();
            var section = html.substring(start, html.indexOf("</section>", start));
            var body = section.substring(section.indexOf("</h2>"));
            return TAGS.matcher(body)
                    .replaceAll("")
                    .replace("&gt;", ">")
                    .replace("&lt;", "<")
                    .strip();
        }

        int canvases() {
            return html.split("<canvas", -1).length - 1;
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
