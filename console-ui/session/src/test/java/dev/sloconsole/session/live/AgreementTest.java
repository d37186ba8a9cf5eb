package dev.sloconsole.session.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.figures.ServerFigures;
import dev.sloconsole.session.figures.SloSeries;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of a class, second by second, in which the console judges by what it counted, and the lesson's rules by what
 * the console wrote: a minute of partial failure, an outage, users who stay away and come in crowds, another objective,
 * the end of a window, a handful of requests, and a sleep.
 */
class AgreementTest {

    private static final Path PROMETHEUS = Path.of("..", "..", "prometheus");
    private static final int EVALUATED_EVERY = 5;
    private static final int HOUR = 3_600;
    private static final int ASLEEP_FROM = 3_000;
    private static final int ASLEEP_UNTIL = 3_400;

    private final Path folder;
    private final Projection projection =
            new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
    private final WindowWatch windows = new WindowWatch(Optional.of(20));
    private long sequence;

    AgreementTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What comes in a second, {good, failed}. */
    private static long[] users(int second) {
        if (second >= 900 && second < 1_020) {
            return new long[] {0, 0};
        }
        long all = second >= 1_200 && second < 1_260 ? 200 : second >= 2_400 && second < 2_700 ? 1 : 20;
        long failed = 0;
        if (second >= 180 && second < 240) {
            failed = 6;
        } else if (second >= 360 && second < 370) {
            failed = all;
        } else if (second >= 720 && second < 800) {
            failed = 2;
        } else if (second == 2_500 || second == 2_520) {
            failed = 1;
        } else if (second >= 2_800 && second < 3_000) {
            failed = 4;
        }
        return new long[] {all - failed, failed};
    }

    private void tell(int second, SessionEvent event) {
        projection.apply(new Fact(++sequence, Duration.ofSeconds(second), event));
    }

    private void second(int second) {
        switch (second) {
            case 900 -> tell(second, new TrafficChanged(TrafficPlan.off()));
            case 1_020 -> tell(second, new TrafficChanged(TrafficPlan.off().with(Mode.NORMAL)));
            case 1_500 -> tell(second, new ObjectiveChanged(0.995, Duration.ofMinutes(30)));
            case ASLEEP_UNTIL -> tell(second, new ProcessPaused(Duration.ofSeconds(ASLEEP_UNTIL - ASLEEP_FROM)));
            default -> {
                // nothing but users
            }
        }
        var users = users(second);
        if (users[0] + users[1] > 0) {
            tell(second + 1, new TrafficCounted(new RequestCounts(users[0], 0, users[1], 0, 0, 0)));
        }
        windows.due(projection.folded(), Duration.ofSeconds(second + 1)).forEach(event -> tell(second + 1, event));
    }

    @Test
    void theConsoleAndThePrometheusOfTheStackJudgeAlikeWithinOneEvaluation() throws Exception {
        Files.copy(PROMETHEUS.resolve("rules/lesson.yml"), folder.resolve("lesson.yml"));
        var config = Files.copy(PROMETHEUS.resolve("config/prometheus.yml"), folder.resolve("prometheus.yml"));
        var engine = new PromqlEngine();
        var rules = ((Loaded) ConfigReader.read(config, engine)).ruleGroups();
        var clock = Clock.fixed(Facts.START, ZoneOffset.UTC);
        var console = new TreeMap<Integer, List<String>>();
        var prometheus = new TreeMap<Integer, List<String>>();
        tell(0, Facts.started());
        tell(0, new TrafficChanged(TrafficPlan.off().with(Mode.NORMAL)));
        try (var ingest = new Ingest(new SeriesStore(), clock, Duration.ofHours(2))) {
            ingest.start();
            var timer = new RuleTimer(rules, engine, Labels.EMPTY, ingest, clock);
            for (int t = 1; t <= HOUR; t++) {
                boolean asleep = t > ASLEEP_FROM && t <= ASLEEP_UNTIL;
                var now = Facts.START.plusSeconds(t);
                if (!asleep) {
                    second(t - 1 == ASLEEP_UNTIL ? ASLEEP_UNTIL : t - 1);
                    ingest.writeAndWait(written(t, now));
                }
                if (t % EVALUATED_EVERY == 0) {
                    timer.evaluateAt(now.toEpochMilli());
                    console.put(t, firing(t));
                    prometheus.put(t, alerts(ingest, now));
                    if (!asleep) {
                        budgetsAgree(ingest, t, now);
                    }
                }
            }
        }

        assertThat(new TreeSet<>(console.values().stream().flatMap(List::stream).toList()))
                .as("all four alerts fire some time")
                .hasSize(4);
        for (int t = 2 * EVALUATED_EVERY; t < HOUR; t += EVALUATED_EVERY) {
            assertThat(List.of(console.get(t - EVALUATED_EVERY), console.get(t), console.get(t + EVALUATED_EVERY)))
                    .as("firing at %s s: the rules say %s", t, prometheus.get(t))
                    .contains(prometheus.get(t));
        }
    }

    private List<Sample> written(int t, Instant now) {
        return SloSeries.of(projection.asOf(Duration.ofSeconds(t)), now.toEpochMilli()).stream()
                .map(s -> new Sample(s.labels(), s.timestampMillis(), s.value()))
                .toList();
    }

    private List<String> firing(int t) {
        return projection.asOf(Duration.ofSeconds(t)).figures().burnAlerts().stream()
                .filter(BurnAlert::fires)
                .map(BurnAlert::name)
                .toList();
    }

    private static List<String> alerts(Ingest ingest, Instant now) {
        var firing = new ArrayList<String>();
        for (var name : List.of("PageFast", "PageSlow", "TicketFast", "TicketSlow")) {
            var query = "ALERTS{alertname=\"ErrorBudgetBurn" + name + "\", alertstate=\"firing\"}";
            if (!ServerFigures.values(query, ingest.snapshot(), now).isEmpty()) {
                firing.add("ErrorBudgetBurn" + name);
            }
        }
        return firing;
    }

    private void budgetsAgree(Ingest ingest, int t, Instant now) {
        var budget = projection.asOf(Duration.ofSeconds(t)).figures().budget().orElseThrow();
        assertThat(ServerFigures.values("slo:error_budget_left:requests", ingest.snapshot(), now))
                .as("left at %s s", t)
                .singleElement()
                .satisfies(left -> assertThat(left).isCloseTo(budget.left().doubleValue(), within(1e-6)));
        assertThat(ServerFigures.values("slo:error_budget_left:ratio", ingest.snapshot(), now))
                .singleElement()
                .satisfies(share -> assertThat(share).isCloseTo(budget.share().doubleValue(), within(1e-6)));
    }
}
