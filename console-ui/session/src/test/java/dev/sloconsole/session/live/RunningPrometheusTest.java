package dev.sloconsole.session.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.RealPrometheus;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.figures.SloSeries;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lesson's rules in a running Prometheus, the machine's own: what the menu of the SLO changes, reaches them. */
class RunningPrometheusTest {

    private static final Path PROMETHEUS = Path.of("..", "..", "prometheus");
    private static final int TAUGHT = 300;
    private static final int FAILING_FROM = 240;
    private static final Duration TWO_EVALUATIONS = Duration.ofSeconds(10);

    /** As long as it takes on a machine that has other things to do; the evaluations are counted, not the seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(TAUGHT);
    private final Projection projection =
            new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
    private final WindowWatch windows = new WindowWatch(Optional.of(20));

    /** What the console said was left, second by second since the SLO last changed. */
    private final List<Double> left = new ArrayList<>();

    private long sequence;
    private int second;

    private void tell(SessionEvent event) {
        projection.apply(new Fact(++sequence, Duration.ofSeconds(second), event));
    }

    /** A second of users: twenty, of which two in a hundred fail since a minute before the test began. */
    private List<Sample> taught() {
        second++;
        int failed = second > FAILING_FROM && second % 5 < 2 ? 1 : 0;
        tell(new TrafficCounted(new RequestCounts(20 - failed, 0, failed, 0, 0, 0)));
        windows.due(projection.folded(), Duration.ofSeconds(second)).forEach(this::tell);
        long millis = began.plusSeconds(second).toEpochMilli();
        var state = projection.asOf(Duration.ofSeconds(second));
        left.add(state.figures().budget().orElseThrow().left().doubleValue());
        return SloSeries.of(state, millis).stream()
                .map(s -> new Sample(s.labels(), s.timestampMillis(), s.value()))
                .toList();
    }

    /** Writes what the class has come to until now. */
    private void catchUp(RealPrometheus prometheus) {
        var samples = new ArrayList<Sample>();
        while (began.plusSeconds(second + 1).isBefore(Instant.now())) {
            samples.addAll(taught());
        }
        prometheus.write(samples);
    }

    @Test
    void anotherObjectiveReachesTheBudgetAndTheAlertsWithinOneEvaluation(@TempDir Path folder) throws Exception {
        var program = RealPrometheus.program();
        assumeThat(program).as("needs prometheus on the PATH").isPresent();
        Files.copy(PROMETHEUS.resolve("rules/lesson.yml"), folder.resolve("lesson.yml"));
        var config = Files.copy(PROMETHEUS.resolve("config/prometheus.yml"), folder.resolve("prometheus.yml"));
        tell(Facts.started());
        tell(new TrafficChanged(TrafficPlan.off().with(Mode.NORMAL)));
        try (var prometheus = RealPrometheus.start(program.get(), folder, config)) {
            agreed(prometheus);
            assertThat(firing(prometheus)).isEmpty();

            tell(new ObjectiveChanged(0.999, Duration.ofMinutes(30)));
            left.clear();
            long changed = evaluatedAt(prometheus);
            agreed(prometheus);
            assertThat(evaluatedAt(prometheus) - changed).isLessThanOrEqualTo(TWO_EVALUATIONS.toMillis());
            assertThat(firing(prometheus)).hasSize(4);
        }
    }

    /** Waits until Prometheus says what the console said is left, and the same alerts fire in both. */
    private void agreed(RealPrometheus prometheus) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            catchUp(prometheus);
            assertThat(values(prometheus, "slo:error_budget_left:requests"))
                    .singleElement()
                    .satisfies(said ->
                            assertThat(left).anySatisfy(here -> assertThat(said).isCloseTo(here, within(1e-6))));
            assertThat(projection.asOf(Duration.ofSeconds(second)).figures().burnAlerts())
                    .filteredOn(BurnAlert::fires)
                    .extracting(BurnAlert::name)
                    .containsExactlyInAnyOrderElementsOf(firing(prometheus));
        });
    }

    private static long evaluatedAt(RealPrometheus prometheus) {
        return Math.round(1000
                * values(prometheus, "max(timestamp(slo:error_budget_left:requests))").stream()
                        .findFirst()
                        .orElse(0.0));
    }

    private static List<Double> values(RealPrometheus prometheus, String query) {
        return prometheus
                .ask("query", Map.of("query", query))
                .path("data")
                .path("result")
                .valueStream()
                .map(series -> Double.valueOf(series.path("value").path(1).asText()))
                .toList();
    }

    private static List<String> firing(RealPrometheus prometheus) {
        var query = "ALERTS{alertstate=\"firing\", alertname=~\"ErrorBudget.*\"}";
        return prometheus
                .ask("query", Map.of("query", query))
                .path("data")
                .path("result")
                .valueStream()
                .map(series -> series.path("metric").path("alertname").asText())
                .sorted()
                .toList();
    }
}
