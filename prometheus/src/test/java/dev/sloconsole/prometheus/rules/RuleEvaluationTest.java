package dev.sloconsole.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.config.RuleGroup.Rule;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleEvaluationTest {

    private final SeriesStore store = new SeriesStore();

    @Test
    void aRecordingRuleNamesItsResultAndEndsWhatIsGone() {
        var rule = evaluation(new RecordingRule("sum:x", "sum by (job) (x > 0)", Labels.of("slo", "a")));
        set(1_000, 5);
        assertThat(rule.evaluate(store.snapshot(), 1_000))
                .containsExactly(new Sample(Labels.of(Labels.NAME, "sum:x", "job", "j", "slo", "a"), 1_000, 5));
        set(2_000, 0);
        var ended = rule.evaluate(store.snapshot(), 2_000);
        assertThat(ended).singleElement().satisfies(sample -> {
            assertThat(sample.labels().get(Labels.NAME)).isEqualTo("sum:x");
            assertThat(StaleMarker.isStale(sample.value())).isTrue();
        });
        assertThat(rule.evaluate(store.snapshot(), 3_000)).isEmpty();
    }

    @Test
    void anAlertIsPendingUntilItHeldLongEnoughAndFiresOnForAWhile() {
        var rule = evaluation(new AlertingRule(
                "High",
                "x > 1",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Labels.of("severity", "page"),
                Labels.of("summary", "{{ $labels.job }} has {{ $value }}")));
        set(0, 7);
        assertThat(states(rule, 0)).containsExactlyInAnyOrderEntriesOf(Map.of("pending", 1.0, "since", 0.0));
        assertThat(states(rule, 5_000)).containsEntry("pending", 1.0);
        var fired = states(rule, 10_000);
        assertThat(fired).containsEntry("firing", 1.0).containsEntry("pending", StaleMarker.VALUE);
        assertThat(rule.status().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.annotations().get("summary")).isEqualTo("j has 7");
            assertThat(alert.labels()).isEqualTo(Labels.of("alertname", "High", "job", "j", "severity", "page"));
        });
        set(11_000, 0);
        assertThat(states(rule, 11_000)).containsEntry("firing", 1.0);
        assertThat(states(rule, 15_000)).containsEntry("firing", 1.0);
        assertThat(StaleMarker.isStale(states(rule, 16_000).getOrDefault("firing", 0.0)))
                .isTrue();
        assertThat(rule.status().state()).isEqualTo(Alert.State.INACTIVE);
    }

    @Test
    void anAlertThatStopsHoldingStartsAnewWhenItHoldsAgain() {
        var rule = evaluation(
                new AlertingRule("High", "x > 1", Duration.ofSeconds(10), Duration.ZERO, Labels.EMPTY, Labels.EMPTY));
        set(0, 7);
        rule.evaluate(store.snapshot(), 0);
        set(5_000, 0);
        rule.evaluate(store.snapshot(), 5_000);
        set(9_000, 7);
        assertThat(states(rule, 10_000)).containsEntry("pending", 1.0).containsEntry("since", 10.0);
    }

    @Test
    void aRuleThatCannotBeEvaluatedSaysWhyAndProducesNothing() {
        var rule = evaluation(new RecordingRule("y", "x + on(none) group_left() (x or other)", Labels.EMPTY));
        set(0, 1);
        store.append(Labels.of(Labels.NAME, "other", "job", "k"), 0, 1);
        assertThat(rule.evaluate(store.snapshot(), 0)).isEmpty();
        assertThat(rule.status().health()).isEqualTo(RuleStatus.Health.ERROR);
        assertThat(rule.status().lastError().orElseThrow()).contains("many-to-many");
    }

    private void set(long timeMillis, double value) {
        assertThat(store.append(Labels.of(Labels.NAME, "x", "job", "j"), timeMillis, value))
                .isTrue();
    }

    private static RuleEvaluation evaluation(Rule rule) {
        return new RuleEvaluation(rule, 0, new PromqlEngine(), Labels.EMPTY);
    }

    /** The evaluation's ALERTS by state, and ALERTS_FOR_STATE as "since". */
    private Map<String, Double> states(RuleEvaluation rule, long timeMillis) {
        var states = new TreeMap<String, Double>();
        List<Sample> samples = rule.evaluate(store.snapshot(), timeMillis);
        samples.forEach(sample -> states.put(
                sample.labels().get(Labels.NAME).equals("ALERTS")
                        ? sample.labels().get("alertstate")
                        : "since",
                sample.value()));
        return states;
    }
}
