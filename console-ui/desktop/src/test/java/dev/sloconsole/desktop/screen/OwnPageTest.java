package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.web.WebView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a recording: the same page, over what was known at the moment that is played. */
class OwnPageTest {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int SECONDS = 400;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Replay replay = recorded();
    private final Player player = new Player(replay);
    private final OwnPage own = OwnPage.start(player::metrics, Optional.empty(), "1s");

    /** A scrape every five seconds: 20 requests a second, of which 30 % fail from 120 s to 180 s. */
    private static Replay recorded() {
        var lesson = Lesson.builtIn().outline(Source.LOCAL);
        var facts = new ArrayList<Fact>();
        add(facts, 0, new SessionStarted("L", Source.LOCAL, "sre-slo-demo", 0.99, Duration.ofMinutes(30), START, "t"));
        for (int second = 5; second <= SECONDS; second += 5) {
            int failed = 6 * Math.max(0, Math.min(second, 180) - 120);
            add(
                    facts,
                    second,
                    new MetricsObserved(new SamplesScraped(List.of(
                            sample(second, "http_requests_total", 20 * second - failed, "200"),
                            sample(second, "http_requests_total", failed, "500"),
                            sample(second, "up", 1, "")))));
        }
        var header =
                new JournalHeader("L", lesson, 0.99, Duration.ofMinutes(30), Source.LOCAL, "sre-slo-demo", START, "t");
        var entries = facts.stream().<JournalEntry>map(JournalEntry.Known::new).toList();
        return Replay.of(new Journal(header, entries, new Damage(List.of())));
    }

    private static ScrapedSample sample(int second, String name, double value, String status) {
        var labels = Labels.of(Labels.NAME, name, "job", "sre-app", "instance", "sre-app-service.sre.local:5000");
        return new ScrapedSample(
                status.isEmpty() ? labels : labels.with("http_status", status),
                START.plusSeconds(second).toEpochMilli(),
                value);
    }

    private static void add(List<Fact> facts, long seconds, SessionEvent event) {
        facts.add(new Fact(facts.size() + 1L, Duration.ofSeconds(seconds), event));
    }

    @AfterEach
    void close() {
        own.close();
        client.shutdownNow();
    }

    @Test
    void pageAnswersWhatTheTileSaysAtFiftyRandomMoments() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 50; i++) {
            var at = Duration.ofMillis(random.nextInt(SECONDS * 1_000));
            player.seek(at);
            double now = get("/api/clock").path("now").asDouble();
            assertThat(now).isCloseTo(START.plus(at).toEpochMilli() / 1000.0, within(0.001));
            var tile = replay.stateAt(at).figures().serverSli().map(ServerSli::value);
            var page = value(sliQuery(), now);
            assertThat(page.isPresent()).as("at %s", at).isEqualTo(tile.isPresent());
            if (tile.isPresent()) {
                assertThat(page.get()).as("at %s", at).isCloseTo(tile.get(), within(1e-9));
            }
            // What was scraped later is not there, also for a query that looks ahead.
            assertThat(value("max_over_time(up[1h] offset -1h)", now)).isEmpty();
            var range = get("/api/datasources/proxy/uid/prometheus/api/v1/query_range?step=5&start=" + (now - 60)
                            + "&end=" + (now + 600) + "&query=" + encoded("timestamp(up)"))
                    .path("data")
                    .path("result");
            range.findValues("values")
                    .forEach(values -> values.forEach(
                            value -> assertThat(value.path(1).asDouble()).isLessThanOrEqualTo(now)));
        }
    }

    @Test
    void webViewShowsTheMomentThatIsPlayed() throws Exception {
        Fx.start();
        player.seek(Duration.ofSeconds(100));
        var view = Fx.page(own.page(Theme.DARK));
        for (int second : new int[] {100, 390, 150, 200, 5}) {
            player.seek(Duration.ofSeconds(second));
            var figure = replay.stateAt(Duration.ofSeconds(second))
                    .figures()
                    .serverSli()
                    .map(ServerSli::value);
            var digits = figure.map(OwnPageTest::digits).orElse("no data yet");
            Fx.waitFor("the page shows " + digits, LIMIT, () -> digits.equals(shown(view)));
        }
        player.seek(Duration.ofSeconds(200));
        Fx.waitFor("the page shows the moment of the picture", LIMIT, () -> !"no data yet".equals(shown(view)));
        Snapshot.write(Fx.call(() -> Snapshot.of(view)), Path.of("target/pictures", "dashboard-replay.png"));
        Fx.run(() -> view.getScene().getWindow().hide());
    }

    @Test
    void dashboardOfTheLessonsAuthorTakesThePlaceOfOurs(@TempDir Path folder) throws Exception {
        var file = Files.writeString(
                folder.resolve("mine.json"), "{\"dashboard\": {\"title\": \"Mine\", \"panels\": []}}");
        try (var mine = OwnPage.start(player::metrics, Optional.of(file), "5s")) {
            assertThat(mine.page(Theme.LIGHT).toString()).contains("/d/lesson/lesson?kiosk&theme=light&refresh=5s");
            var asked = mine.page(Theme.LIGHT).resolve("/api/dashboards/uid/lesson");
            assertThat(json.readTree(body(asked))
                            .path("dashboard")
                            .path("title")
                            .asText())
                    .isEqualTo("Mine");
        }
        Files.writeString(file, "{\"title\": \"no panels\"}");
        assertThatThrownBy(() -> OwnPage.start(player::metrics, Optional.of(file), "5s"))
                .hasMessageContaining("mine.json is no dashboard of Grafana's")
                .hasMessageContaining("Export it as JSON");
    }

    /** What the first panel says; on the JavaFX thread. */
    private static String shown(WebView view) {
        return String.valueOf(view.getEngine().executeScript("""
                (function () {
                  var panel = document.querySelector('[data-testid="data-testid Panel header SLI (success rate)"]');
                  var shown = panel && panel.querySelector('.value, .empty');
                  return shown ? shown.textContent : '';
                })()"""));
    }

    private static String digits(double ratio) {
        return BigDecimal.valueOf(ratio * 100).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%";
    }

    private String sliQuery() throws Exception {
        for (JsonNode panel :
                get("/api/dashboards/uid/sre-slo").path("dashboard").path("panels")) {
            if (panel.path("title").asText().equals("SLI (success rate)")) {
                return panel.path("targets").path(0).path("expr").asText();
            }
        }
        throw new AssertionError("no such panel");
    }

    private Optional<Double> value(String query, double now) throws Exception {
        var result = get("/api/datasources/proxy/uid/prometheus/api/v1/query?time=" + now + "&query=" + encoded(query))
                .path("data")
                .path("result");
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(result.path(0).path("value").path(1).asDouble());
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) throws Exception {
        return json.readTree(body(own.page(Theme.DARK).resolve(path)));
    }

    private String body(URI uri) throws Exception {
        var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
        return answer.body();
    }
}
