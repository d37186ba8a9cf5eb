package dev.sloconsole.prometheus.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.config.RelabelRule.Action;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelabelRuleTest {

    private static final Labels TARGET = Labels.of("__address__", "10.42.0.7:5000", "job", "sre-app", "a_b", "x");

    @Test
    void replaceFillsInGroupsOfAnAnchoredExpression() {
        assertThat(apply(rule(Action.REPLACE, "([^:]+):\\d+", "task_ip", "$1", "__address__"))
                        .get("task_ip"))
                .isEqualTo("10.42.0.7");
        assertThat(apply(rule(Action.REPLACE, "10.42", "task_ip", "$1", "__address__"))
                        .get("task_ip"))
                .isEmpty();
        assertThat(apply(rule(Action.REPLACE, "(.*);(.*)", "both", "${2}-$1x$$", "job", "a_b"))
                        .get("both"))
                .isEqualTo("x-$");
    }

    @Test
    void keepAndDropDecideAboutTheWholeTarget() {
        assertThat(RelabelRule.apply(List.of(rule(Action.KEEP, "other", "", "", "job")), TARGET))
                .isEmpty();
        assertThat(RelabelRule.apply(List.of(rule(Action.DROP, "sre-.*", "", "", "job")), TARGET))
                .isEmpty();
        assertThat(RelabelRule.apply(List.of(rule(Action.DROP, "other", "", "", "job")), TARGET))
                .contains(TARGET);
    }

    @Test
    void labelsAreMappedDroppedAndKeptByName() {
        assertThat(apply(rule(Action.LABELMAP, "a_(.+)", "", "mapped_$1")).get("mapped_b"))
                .isEqualTo("x");
        assertThat(apply(rule(Action.LABELDROP, "a_.*", "", ""))).isEqualTo(TARGET.without("a_b"));
        assertThat(apply(rule(Action.LABELKEEP, "job", "", ""))).isEqualTo(Labels.of("job", "sre-app"));
    }

    @Test
    void hashmodIsThatOfPrometheus() {
        // MD5("sre-app"), its last eight bytes as a big-endian number, modulo 1000; computed with Python's hashlib.
        assertThat(apply(rule(Action.HASHMOD, "(.*)", "shard", "$1", "job")).get("shard"))
                .isEqualTo("648");
    }

    @Test
    void targetsAreKeptAndDroppedByEqualityAndCasesAreChanged() {
        var twice = List.of(Labels.of("a", "Xy", "b", "Xy", "c", "z"));
        for (Labels labels : twice) {
            assertThat(RelabelRule.apply(List.of(rule(Action.KEEPEQUAL, "(.*)", "b", "$1", "a")), labels))
                    .isPresent();
            assertThat(RelabelRule.apply(List.of(rule(Action.KEEPEQUAL, "(.*)", "c", "$1", "a")), labels))
                    .isEmpty();
            assertThat(RelabelRule.apply(List.of(rule(Action.DROPEQUAL, "(.*)", "b", "$1", "a")), labels))
                    .isEmpty();
            assertThat(RelabelRule.apply(List.of(rule(Action.DROPEQUAL, "(.*)", "c", "$1", "a")), labels))
                    .isPresent();
            assertThat(RelabelRule.apply(List.of(rule(Action.UPPERCASE, "(.*)", "u", "$1", "a")), labels)
                            .orElseThrow()
                            .get("u"))
                    .isEqualTo("XY");
            assertThat(RelabelRule.apply(List.of(rule(Action.LOWERCASE, "(.*)", "l", "$1", "a", "b")), labels)
                            .orElseThrow()
                            .get("l"))
                    .isEqualTo("xy;xy");
        }
    }

    @Test
    void casesAreChangedLetterByLetter() {
        for (var rule : List.of(
                rule(Action.LOWERCASE, "(.*)", "a", "$1", "a"), rule(Action.UPPERCASE, "(.*)", "b", "$1", "b"))) {
            assertThat(RelabelRule.apply(List.of(rule), Labels.of("a", "ΟΔΟΣ", "b", "straße"))
                            .orElseThrow())
                    .isIn(Labels.of("a", "οδοσ", "b", "straße"), Labels.of("a", "ΟΔΟΣ", "b", "STRAßE"));
        }
    }

    @Test
    void expressionsAreRe2sWithNamedGroupsAndLinearTime() {
        var named = rule(Action.REPLACE, "(?P<first>s)re-(.*)", "got", "${first}-$2-$3-$$", "job");
        assertThat(apply(named).get("got")).isEqualTo("s-app--$");
        var evil = rule(Action.REPLACE, "(a|a|aa)*b", "got", "x", "long");
        assertThat(RelabelRule.apply(List.of(evil), Labels.of("long", "a".repeat(5_000)))
                        .orElseThrow()
                        .get("got"))
                .isEmpty();
    }

    private static Labels apply(RelabelRule rule) {
        return RelabelRule.apply(List.of(rule), TARGET).orElseThrow();
    }

    private static RelabelRule rule(Action action, String regex, String target, String replacement, String... sources) {
        return new RelabelRule(List.of(sources), ";", target, GoRegex.compile(regex), 1000, replacement, action);
    }
}
