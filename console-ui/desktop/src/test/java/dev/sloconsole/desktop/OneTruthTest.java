package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sloconsole.desktop.report.HtmlReport;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.figures.ServerFigures;
import dev.sloconsole.session.figures.SloSeries;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.budget.BudgetWords;
import dev.sloconsole.view.playback.ReplayCheck;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.BurnTile;
import dev.sloconsole.view.tiles.SliTile;
import dev.sloconsole.view.tiles.Tile;
import dev.sloconsole.view.wall.KeyFigure;
import dev.sloconsole.view.wall.Part;
import dev.sloconsole.view.wall.Wall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A recorded class of 20 requests a second, of which 30 % fail from 3:00 to 4:00 and all from 6:00 to 6:10, looked at in
 * fifty moments: the tile, the wall, the report, {@code replay --check} and the rules that the dashboard reads say the
 * same.
 */
class OneTruthTest {

    private static final double OBJECTIVE = 0.99;
    private static final List<Fact> CLASS = recorded();
    private static final Map<String, String> RULES = rules();

    private static List<Fact> recorded() {
        var facts = Facts.begun();
        facts.at(0).and(new StepEntered("normal-traffic"));
        facts.at(0).and(new TrafficChanged(TrafficPlan.off().with(Mode.NORMAL)));
        for (int second = 0; second < 1_800; second++) {
            long failed = second >= 180 && second < 240 ? 6 : second >= 360 && second < 370 ? 20 : 0;
            facts.at(second + 1).and(new TrafficCounted(new RequestCounts(20 - failed, 0, failed, 0, 0, 0)));
        }
        return facts.list();
    }

    /** The recording rules of the lesson by their names, each with what it reads of the others put in. */
    private static Map<String, String> rules() {
        try {
            var file = Files.readString(Path.of("..", "..", "prometheus", "rules", "lesson.yml"));
            var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(file);
            var rules = new LinkedHashMap<String, String>();
            for (Object group : list(root, "groups")) {
                for (Object rule : list((Map<?, ?>) group, "rules")) {
                    if (((Map<?, ?>) rule).get("record") instanceof String name) {
                        var query = String.valueOf(((Map<?, ?>) rule).get("expr"));
                        for (var before : rules.entrySet()) {
                            query = query.replaceAll(before.getKey() + "(?![\\w:])", "(" + before.getValue() + ")");
                        }
                        rules.put(name, query);
                    }
                }
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Integer> fiftyMoments() {
        return Stream.of(
                        IntStream.of(1, 180, 187, 200, 239, 240, 241, 360, 361, 370, 371, 900, 1_799, 1_800),
                        IntStream.range(0, 36).map(i -> 47 + 49 * i))
                .flatMap(IntStream::boxed);
    }

    @ParameterizedTest(name = "{0} s")
    @MethodSource("fiftyMoments")
    void noTwoSurfacesDiffer(int second) throws IOException {
        var replay = upTo(second);
        var state = replay.stateAt(Duration.ofSeconds(second));
        var budget = BudgetTile.from(state);
        var sli = SliTile.from(state);
        var burn = BurnTile.from(state);
        var share = budget.note().split(" · ", 2)[0];

        var wall = Wall.of(state, state.at(), 0).figures();
        assertThat(wall).extracting(KeyFigure::value).contains(sli.value());
        var left = wall.getLast();
        assertThat((left.value() + " " + left.unit()).replace(" left", "")).isEqualTo(budget.value());
        assertThat(Part.text(left.note()))
                .matches(note -> note.startsWith(share) || budget.note().endsWith(note));

        var report = HtmlReport.render(replay);
        Stream.of(budget, sli, burn).forEach(tile -> assertThat(report).contains(painted(tile)));

        var check = JsonMapper.builder()
                .build()
                .readTree(ReplayCheck.json(replay))
                .path("final")
                .path("figures");
        assertThat(count(check.path("budgetLeftRequests"), check.path("budgetAllowedRequests")))
                .isEqualTo(budget.value());
        assertThat(BudgetWords.share(check.path("budgetRemaining").asDouble())).isEqualTo(share);
        assertThat(Written.sli(check.path("userSli").asDouble(), OBJECTIVE)).isEqualTo(sli.value());
        assertThat(Written.times(check.path("burnRate").asDouble(), 14.4, 6, 3, 1))
                .isEqualTo(burn.value());

        double ruled = rule("slo:error_budget_left:requests", state);
        assertThat(count(ruled, rule("slo:error_budget_allowed:requests", state)))
                .isEqualTo(budget.value());
        assertThat(BudgetWords.share(rule("slo:error_budget_left:ratio", state)))
                .isEqualTo(share);
    }

    private static Replay upTo(int second) {
        var entries = CLASS.stream()
                .filter(f -> f.at().toSeconds() <= second)
                .<JournalEntry>map(JournalEntry.Known::new)
                .toList();
        var lesson = Lesson.builtIn();
        var header = new JournalHeader(
                lesson.title(),
                lesson.message(),
                lesson.outline(Source.LOCAL),
                OBJECTIVE,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                Facts.START,
                "t");
        return Replay.of(new Journal(header, entries, new Damage(List.of())));
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return (List<?>) Objects.requireNonNull(map.get(name), name);
    }

    /** What a rule says of the gauges that the console writes at the moment of a state. */
    private static double rule(String name, SessionState state) {
        var now = Facts.START.plus(state.at());
        var store = new SeriesStore();
        SloSeries.of(state, now.toEpochMilli()).forEach(s -> store.append(s.labels(), s.timestampMillis(), s.value()));
        return ServerFigures.values(Objects.requireNonNull(RULES.get(name), name), store.snapshot(), now)
                .getFirst();
    }

    private static String painted(Tile tile) {
        return "<b>" + tile.value() + " <small>" + tile.words() + "</small></b><p>" + tile.note() + "</p>";
    }

    private static String count(JsonNode left, JsonNode allowed) {
        return count(left.asDouble(), allowed.asDouble());
    }

    private static String count(double left, double allowed) {
        long whole = Math.round(left);
        return whole < 0
                ? Written.count(-whole) + " over"
                : Written.count(whole) + " of " + Written.count(Math.round(allowed));
    }
}
