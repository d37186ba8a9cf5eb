package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.Metrics.Alert;
import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.budget.BudgetWords;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class that was really taught, opened at fifty random moments: every panel of its dashboard says in digits what the
 * console's tiles and views say. What Prometheus evaluates or the console asks for every few seconds is compared with
 * what the console said when that was.
 */
class ReplayPanelsTest {

    /** Rehearsed on a machine that kept up: where samples come late, a rate over them and a count of seconds differ. */
    private static final Replay CLASS =
            Replay.open(Path.of("src/test/resources/dev/sloconsole/desktop/screen/rehearsed.jsonl.gz"));

    private static final double OBJECTIVE = CLASS.header().objective();
    private static final int MOMENTS = 50;

    /** A rule reads what the console wrote in the second before. */
    private static final Duration WRITTEN = Duration.ofSeconds(2);

    /** The console looks at targets and alerts every second or two. */
    private static final Duration SEEN = Duration.ofMillis(6_500);

    /** What is written or evaluated every so often, so that its latest sample is a little old. */
    private static final Pattern RECORDED =
            Pattern.compile("(slo|sli):[\\w:]+|slo_objective|client_requests_total\\{[^}]*}|ALERTS|up\\{[^}]*}");

    private static final double ROUNDED = 0.05;
    private static final Duration FINE = Duration.ofMillis(100);

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Player player = new Player(CLASS);
    private final OwnPage own = OwnPage.start(player::metrics, Optional.empty(), "1s");

    /** A series as a panel gets it: its labels, its value, and how old that is. */
    private record Answer(Map<String, String> labels, double value, Duration age) {}

    /**
     * What a query of a panel is compared with.
     *
     * @param digits of an answer
     * @param said what the console said, for the labels of an answer
     * @param before by how much earlier than the answer's sample it may have said so
     * @param after by how much later
     */
    private record Compared(
            String panel,
            String query,
            Function<Answer, String> digits,
            BiFunction<SessionState, Answer, Optional<String>> said,
            Duration before,
            Duration after) {

        Arguments named() {
            return Arguments.of(panel + " " + query, this);
        }
    }

    @AfterEach
    void close() {
        own.close();
        client.shutdownNow();
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                        now(
                                "SLI (success rate)",
                                "A",
                                ReplayPanelsTest::sli,
                                // The origin's query says 0 of nothing; its panel puts "none counted yet" beside it.
                                s -> server(s).or(() -> Optional.of("0 %"))),
                        now(
                                "Error rate",
                                "A",
                                a -> Written.rate(a.value()),
                                s -> s.figures().serverErrorRate().map(Written::rate)),
                        rule(
                                "SLI: users against server",
                                "A",
                                ReplayPanelsTest::sli,
                                s -> s.figures().userSli().map(Sli::value).map(v -> Written.sli(v, OBJECTIVE))),
                        rule("SLI: users against server", "B", ReplayPanelsTest::sli, s -> server(s)),
                        rule(
                                "SLI: users against server",
                                "D",
                                a -> Written.objective(a.value()),
                                s -> Optional.of(Written.objective(s.info().objective()))),
                        rule(
                                "Error budget left",
                                "A",
                                a -> Written.count(Math.round(a.value())),
                                s -> budget(s)
                                        .map(b -> BudgetWords.of(b).count().split(" ", 2)[0])),
                        rule(
                                "Error budget left",
                                "C",
                                a -> BudgetWords.share(a.value() / 100),
                                ReplayPanelsTest::share),
                        rule("Error budget of this window", "A", ReplayPanelsTest::share, ReplayPanelsTest::share),
                        rule(
                                "Error budget of this window",
                                "B",
                                ReplayPanelsTest::share,
                                s -> budget(s)
                                        .map(b -> BudgetWords.share(
                                                b.steadyShare().doubleValue()))),
                        new Compared(
                                "Burn rate",
                                "E",
                                a -> Written.threshold(a.value()),
                                (s, a) -> alert(s, a.labels().getOrDefault("alert", ""))
                                        .map(b -> Written.threshold(b.burn())),
                                WRITTEN,
                                WRITTEN),
                        new Compared(
                                "Active alerts",
                                "A",
                                a -> a.labels().getOrDefault("alertstate", ""),
                                (s, a) -> s.metrics().alerts().stream()
                                        .filter(alert ->
                                                alert.name().equals(a.labels().getOrDefault("alertname", "")))
                                        .map(Alert::state)
                                        .findFirst(),
                                WRITTEN,
                                SEEN),
                        new Compared(
                                "Target, and the task that answers",
                                "A",
                                a -> a.value() == 1 ? "up" : "down",
                                (s, a) ->
                                        s.metrics().ofApp().map(Target::health).findFirst(),
                                WRITTEN,
                                SEEN))
                .map(Compared::named);
    }

    private static Compared now(
            String panel,
            String query,
            Function<Answer, String> digits,
            Function<SessionState, Optional<String>> said) {
        return new Compared(panel, query, digits, (s, a) -> said.apply(s), Duration.ZERO, Duration.ZERO);
    }

    private static Compared rule(
            String panel,
            String query,
            Function<Answer, String> digits,
            Function<SessionState, Optional<String>> said) {
        return new Compared(panel, query, digits, (s, a) -> said.apply(s), WRITTEN, WRITTEN);
    }

    private static String sli(Answer answer) {
        return Written.sli(answer.value(), OBJECTIVE);
    }

    private static String share(Answer answer) {
        return BudgetWords.share(answer.value());
    }

    private static Optional<String> share(SessionState state) {
        return budget(state).map(b -> BudgetWords.share(b.share().doubleValue()));
    }

    private static Optional<String> server(SessionState state) {
        return state.figures().serverSli().map(ServerSli::value).map(v -> Written.sli(v, OBJECTIVE));
    }

    private static Optional<ErrorBudget> budget(SessionState state) {
        return state.figures().budget();
    }

    private static Optional<BurnAlert> alert(SessionState state, String name) {
        return state.figures().burnAlerts().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void thePanelSaysWhatTheConsoleSaid(String name, Compared compared) throws Exception {
        var query = expression(compared.panel(), compared.query());
        var random = new Random(11);
        int answers = 0;
        for (int i = 0; i < MOMENTS; i++) {
            var at = Duration.ofMillis(random.nextLong(CLASS.duration().toMillis()));
            player.seek(at);
            double now = get("/api/clock").path("now").asDouble();
            for (Answer answer : ask(query, now)) {
                answers++;
                assertThat(said(compared, answer, at))
                        .as("%s at %s, of %s before", answer.labels(), Written.shortClock(at), answer.age())
                        .contains(compared.digits().apply(answer));
            }
        }
        assertThat(answers).as("moments that could be compared").isPositive();
    }

    /** What moves by several tenths a second is evaluated between two seconds that the console counts. */
    @ParameterizedTest
    @CsvSource({
        "A, ErrorBudgetBurnPageFast",
        "B, ErrorBudgetBurnPageSlow",
        "C, ErrorBudgetBurnTicketFast",
        "D, ErrorBudgetBurnTicketSlow"
    })
    void theBurnRatesAreAmongThoseThatTheConsoleSaid(String query, String alert) throws Exception {
        var random = new Random(12);
        for (int i = 0; i < MOMENTS; i++) {
            var at = Duration.ofMillis(random.nextLong(CLASS.duration().toMillis()));
            player.seek(at);
            for (Answer answer : ask(
                    expression("Burn rate", query),
                    get("/api/clock").path("now").asDouble())) {
                var said = around(at.minus(answer.age()), WRITTEN, WRITTEN)
                        .flatMap(s -> alert(s, alert).flatMap(BurnAlert::longBurn).stream())
                        .mapToDouble(BurnRate::value)
                        .summaryStatistics();
                assertThat(answer.value())
                        .as("at %s, of %s before", Written.shortClock(at), answer.age())
                        .isBetween(said.getMin() - ROUNDED, said.getMax() + ROUNDED);
            }
        }
    }

    /** All that the console said of it around the time of the answer's sample. */
    private static List<String> said(Compared compared, Answer answer, Duration at) {
        var sample = compared.before().isZero() ? at : at.minus(answer.age());
        return around(sample, compared.before(), compared.after())
                .flatMap(state -> compared.said().apply(state, answer).stream())
                .distinct()
                .toList();
    }

    private static Stream<SessionState> around(Duration moment, Duration before, Duration after) {
        return Stream.iterate(
                        later(Duration.ZERO, moment.minus(before)),
                        at -> at.compareTo(moment.plus(after)) <= 0,
                        at -> at.plus(FINE))
                .map(CLASS::stateAt);
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private String expression(String panel, String query) throws Exception {
        for (JsonNode it : get("/api/dashboards/uid/sre-slo").path("dashboard").path("panels")) {
            if (it.path("title").asText().equals(panel)) {
                for (JsonNode target : it.path("targets")) {
                    if (target.path("refId").asText().equals(query)) {
                        return target.path("expr").asText();
                    }
                }
            }
        }
        throw new AssertionError("There is no query " + query + " of a panel " + panel);
    }

    private List<Answer> ask(String query, double now) throws Exception {
        var recorded = RECORDED.matcher(query);
        double sampled = recorded.find()
                ? result("max(timestamp(" + recorded.group() + "))", now).stream()
                        .map(series -> series.path("value").path(1).asDouble())
                        .findFirst()
                        .orElse(now)
                : now;
        var age = Duration.ofMillis(Math.round((now - sampled) * 1_000));
        return result(query, now).stream()
                .map(series ->
                        new Answer(labels(series), series.path("value").path(1).asDouble(), age))
                .toList();
    }

    /** Without its name, which a function takes away. */
    private static Map<String, String> labels(JsonNode series) {
        var out = new TreeMap<String, String>();
        series.path("metric")
                .properties()
                .forEach(label -> out.put(label.getKey(), label.getValue().asText()));
        out.remove("__name__");
        return out;
    }

    private List<JsonNode> result(String query, double now) throws Exception {
        var path = "/api/datasources/proxy/uid/prometheus/api/v1/query?time=" + now + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return StreamSupport.stream(get(path).path("data").path("result").spliterator(), false)
                .toList();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = own.page(Theme.DARK).resolve(path);
        var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
