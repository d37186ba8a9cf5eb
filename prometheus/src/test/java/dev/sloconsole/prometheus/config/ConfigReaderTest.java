package dev.sloconsole.prometheus.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.config.ConfigResult.Invalid;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.config.ScrapeConfig.DnsSdConfig;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private final Path folder;

    ConfigReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyKeyOfTheLessonsConfigurationIsUnderstood() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/a.yml"), """
                groups:
                  - name: sli
                    interval: 10s
                    rules:
                      - record: job:up:sum
                        expr: sum by (job) (up)
                        labels: {slo: availability}
                      - alert: Down
                        expr: up == 0
                        for: 1m
                        keep_firing_for: 30s
                        labels: {severity: page}
                        annotations: {summary: '{{ $labels.job }} is {{ $value | humanizePercentage }}'}
                """);
        Loaded loaded = valid("""
                global:
                  scrape_interval: 5s
                  scrape_timeout: 4s
                  evaluation_interval: 7s
                  external_labels: {stack: demo}
                rule_files: [rules/*.yml]
                scrape_configs:
                  - job_name: sre-app
                    proxy_url: http://127.0.0.1:18080
                    sample_limit: 100
                    static_configs:
                      - targets: ['sre-app-service.sre.local:5000']
                        labels: {tier: web}
                    dns_sd_configs:
                      - names: [sre-app-service.sre.local]
                        type: A
                        port: 5000
                        refresh_interval: 5s
                    relabel_configs:
                      - source_labels: [__address__]
                        regex: '([^:]+):\\d+'
                        target_label: task_ip
                """);
        assertThat(loaded.config().global().externalLabels()).isEqualTo(Labels.of("stack", "demo"));
        ScrapeConfig scrape = loaded.config().scrapeConfigs().getFirst();
        assertThat(scrape.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(scrape.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(scrape.metricsPath()).isEqualTo("/metrics");
        assertThat(scrape.proxyUrl()).contains(URI.create("http://127.0.0.1:18080"));
        assertThat(scrape.sampleLimit()).isEqualTo(100);
        assertThat(scrape.dnsSdConfigs())
                .containsExactly(new DnsSdConfig(
                        List.of("sre-app-service.sre.local"), DnsSdConfig.RecordType.A, 5000, Duration.ofSeconds(5)));
        assertThat(loaded.ruleGroups()).singleElement().satisfies(group -> {
            assertThat(group.interval()).isEqualTo(Duration.ofSeconds(10));
            assertThat(group.rules().getFirst())
                    .isEqualTo(new RecordingRule("job:up:sum", "sum by (job) (up)", Labels.of("slo", "availability")));
            assertThat(group.rules().getLast()).isInstanceOfSatisfying(AlertingRule.class, alert -> {
                assertThat(alert.holdFor()).isEqualTo(Duration.ofMinutes(1));
                assertThat(alert.keepFiringFor()).isEqualTo(Duration.ofSeconds(30));
            });
        });
    }

    @Test
    void allProblemsAreToldAtOnceEachWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                  - name: broken
                    rules:
                      - record: a b
                        expr: sum(
                """);
        assertThat(problems("""
                global:
                  scrape_intervall: 5s
                  scrape_timeout: 20s
                  scrape_interval: 10s
                rule_files: [rules.yml]
                remote_write: [{url: 'http://a'}]
                scrape_configs:
                  - job_name: a
                    scrape_interval: soon
                  - job_name: a
                    scheme: https
                    relabel_configs:
                      - regex: '('
                        target_label: x
                """))
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p)
                                .startsWith("prometheus.yml:2:3: unknown key 'scrape_intervall'")
                                .contains("'scrape_interval'"),
                        p -> assertThat(p).startsWith("prometheus.yml:3:19: global scrape timeout 20s is greater"),
                        p -> assertThat(p).startsWith("prometheus.yml:6:1: 'remote_write' is known to Prometheus"),
                        p -> assertThat(p).startsWith("prometheus.yml:9:22: not a valid duration: \"soon\""),
                        p -> assertThat(p).startsWith("prometheus.yml:10:15: found multiple scrape configs"),
                        p -> assertThat(p).startsWith("prometheus.yml:11:13: scheme \"https\" is not supported"),
                        p -> assertThat(p).startsWith("prometheus.yml:13:16: not a valid regular expression"),
                        p -> assertThat(p).startsWith("rules.yml:5:15: could not parse expression:"));
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() throws IOException {
        assertThat(problems("global:\n  scrape_interval: [5s\nrule_files: x\n"))
                .singleElement()
                .asString()
                .startsWith("prometheus.yml:3:")
                .contains("not valid YAML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void whatIsNestedTooDeeplyIsToldInOneSentence(String opening) throws IOException {
        assertThat(problems("global: " + opening.repeat(50_000) + "\n"))
                .singleElement()
                .asString()
                .startsWith("prometheus.yml:1:");
    }

    @Test
    void aFileThatIsNotThereIsToldByName() {
        var result = ConfigReader.read(folder.resolve("none.yml"), new PromqlEngine());
        assertThat(((Invalid) result).problems()).singleElement().asString().contains("none.yml:1:1: no such file");
    }

    @Test
    void aTemplateThatCannotBeFilledIsRefusedWhenItIsRead() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                  - name: g
                    rules:
                      - {alert: A, expr: up, annotations: {summary: '{{ template "up" }}'}}
                """);
        assertThat(problems("rule_files: [rules.yml]\n"))
                .singleElement()
                .asString()
                .startsWith("rules.yml:4:")
                .contains("is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "rules/[z-", "a[", "[]*.yml"})
    void aPatternThatIsNoneIsToldWithItsPlace(String pattern) throws IOException {
        assertThat(problems("global: {}\nrule_files: [\"" + pattern + "\"]\n"))
                .singleElement()
                .asString()
                .startsWith("prometheus.yml:2:14: syntax error in pattern \"" + pattern + "\"");
    }

    @Test
    void aRuleFileThatIsNotThereIsToldWhereItIsNamed() throws IOException {
        assertThat(problems("rule_files: [nope.yml, gone/too.yml]\n"))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("prometheus.yml:1:14: ").contains("nope.yml: no such file"),
                        p -> assertThat(p).startsWith("prometheus.yml:1:24: ").contains("gone/too.yml: no such file"));
        assertThat(problems("rule_files: [.]\n")).singleElement().asString().startsWith("prometheus.yml:1:14: ");
    }

    @Test
    void namesMayBeAnyTextAndAGroupsLabelsGoToItsRules() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                  - name: g
                    labels: {team: x, tier: "of {{ $value }}"}
                    rules:
                      - {record: "a.b", expr: up}
                      - {alert: X, expr: up, labels: {"a-b": x, team: y}}
                """);
        var rules = valid("rule_files: [rules.yml]\n").ruleGroups().getFirst().rules();
        assertThat(rules).extracting(rule -> rule.name()).containsExactly("a.b", "X");
        assertThat(rules.getFirst().labels()).isEqualTo(Labels.of("team", "x", "tier", "of {{ $value }}"));
        assertThat(rules.getLast().labels()).isEqualTo(Labels.of("a-b", "x", "team", "y", "tier", "of {{ $value }}"));
    }

    @Test
    void whatIsEmptyAsksForNothing() throws IOException {
        valid("""
                alerting: {}
                remote_write: []
                storage:
                scrape_configs: [{job_name: a, file_sd_configs: [], tls_config: {}}]
                """);
    }

    @ParameterizedTest
    @CsvSource({"1_000, 1000", "0x10, 16", "0o17, 15", "99999999999, 2147483647", "18446744073709551616, 2147483647"})
    void wholeNumbersAreThoseOfYaml(String text, int limit) throws IOException {
        assertThat(job("sample_limit: " + text).sampleLimit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10B, 10", "1KB, 1024", "1.5MB, 1572864", "2GiB, 2147483648", "1TB, 1099511627776"})
    void sizesHaveUnits(String text, long bytes) throws IOException {
        assertThat(job("body_size_limit: " + text).bodySizeLimit()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"body_size_limit: 10", "body_size_limit: 10mb", "sample_limit: 1e3", "sample_limit: -1"})
    void whatIsNoNumberIsRefused(String option) throws IOException {
        assertThat(problems("scrape_configs: [{job_name: a, " + option + "}]\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "yes", "On"})
    void trueIsWrittenInManyWays(String text) throws IOException {
        assertThat(job("honor_labels: " + text).honorLabels()).isTrue();
    }

    @Test
    void aRecordingRuleMayHaveNothingOfAnAlertAndNoBracesInItsName() throws IOException {
        Files.writeString(
                folder.resolve("rules.yml"),
                "groups: [{name: g, rules: [{record: a, expr: up, for: 0s, annotations: {}}]}]\n");
        valid("rule_files: [rules.yml]\n");
        Files.writeString(
                folder.resolve("rules.yml"),
                "groups: [{name: g, rules: [{record: 'up{a=\"b\"}', expr: up}, {record: a, expr: up, for: 1s}]}]\n");
        assertThat(problems("rule_files: [rules.yml]\n"))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("rules.yml:1:37: braces present in the recording rule name"),
                        p -> assertThat(p).contains("invalid field 'for' in recording rule"));
    }

    private ScrapeConfig job(String option) throws IOException {
        return valid("scrape_configs: [{job_name: a, " + option + "}]\n")
                .config()
                .scrapeConfigs()
                .getFirst();
    }

    @Test
    void variablesInExternalLabelsAreThoseOfTheEnvironment() throws IOException {
        var loaded = valid(
                "global: {external_labels: {h: \"${PATH}x$$y$PATH\", none: \"a${NONE_OF_THIS_NAME}b\", plain: \"1 $ {\"}}\n");
        String path = System.getenv("PATH");
        assertThat(loaded.config().global().externalLabels())
                .isEqualTo(Labels.of("h", path + "x$y" + path, "none", "ab", "plain", "1 $ {"));
    }

    private Loaded valid(String text) throws IOException {
        var result = read(text);
        assertThat(result).isInstanceOf(Loaded.class);
        return (Loaded) result;
    }

    private List<String> problems(String text) throws IOException {
        var result = read(text);
        assertThat(result).isInstanceOf(Invalid.class);
        return ((Invalid) result)
                .problems().stream()
                        .map(p -> p.toString().replace(folder + "/", ""))
                        .toList();
    }

    private ConfigResult read(String text) throws IOException {
        Path file = folder.resolve("prometheus.yml");
        Files.writeString(file, text);
        return ConfigReader.read(file, new PromqlEngine());
    }
}
