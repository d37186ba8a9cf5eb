package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.DnsLookup;
import dev.sloconsole.prometheus.scrape.Scraper;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    private final Path folder;

    HealthTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A clock that can be broken, which no thread that looks at it survives. */
    private static final class Brittle extends Clock {
        private volatile boolean broken;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return Instant.now();
        }
    }

    private final Brittle scraperClock = new Brittle();
    private final Brittle ruleClock = new Brittle();
    private final Ingest ingest = new Ingest(new SeriesStore(), Clock.systemUTC(), Duration.ofHours(1));

    @Test
    void aDeadIngestThreadIsTold() throws Exception {
        aDeadThreadIsTold(
                ingest::close, "Nothing is stored any more: the thread prometheus-ingest has ended. Start it again.\n");
    }

    @Test
    void aDeadRuleThreadIsTold() throws Exception {
        aDeadThreadIsTold(
                () -> ruleClock.broken = true,
                "No rule is evaluated any more: the thread rule-timer has ended. Start it again.\n");
    }

    @Test
    void aDeadScrapeThreadIsToldByItsTarget() throws Exception {
        aDeadThreadIsTold(
                () -> scraperClock.broken = true,
                "http://127.0.0.1:1/metrics is not scraped any more: the thread scrape http://127.0.0.1:1/metrics has "
                        + "ended. Start it again.\n");
    }

    private void aDeadThreadIsTold(Runnable fault, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 50ms, evaluation_interval: 50ms}
                rule_files: [rules.yml]
                scrape_configs: [{job_name: a, static_configs: [{targets: ['127.0.0.1:1']}]}]
                """);
        Files.writeString(folder.resolve("rules.yml"), "groups: [{name: g, rules: [{record: a, expr: vector(1)}]}]\n");
        var loaded = (Loaded) ConfigReader.read(file, new PromqlEngine());
        var scraper =
                new Scraper(loaded.config().scrapeConfigs(), new DnsLookup(Optional.empty()), ingest, scraperClock);
        var rules = new RuleTimer(loaded.ruleGroups(), new PromqlEngine(), Labels.EMPTY, ingest, ruleClock);
        var api = new HttpApi(
                new HttpApi.Options(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        QueryOptions.DEFAULT,
                        2,
                        true,
                        Optional.empty(),
                        false,
                        Duration.ofHours(1),
                        Map.of(),
                        "3"),
                loaded.config(),
                ingest,
                scraper,
                rules,
                () -> {},
                Clock.systemUTC());
        api.start();
        ingest.start();
        scraper.start();
        rules.start();
        try (ingest;
                api;
                scraper;
                rules) {
            for (String path : List.of("/-/healthy", "/-/ready")) {
                assertThat(ask(api, path).statusCode()).isEqualTo(200);
            }
            fault.run();
            await().untilAsserted(() -> {
                for (String path : List.of("/-/healthy", "/-/ready")) {
                    assertThat(ask(api, path).statusCode()).isEqualTo(503);
                    assertThat(ask(api, path).body()).isEqualTo(sentence);
                }
            });
            scraperClock.broken = false;
        }
        assertThat(scraper.faults()).isEmpty();
    }

    private HttpResponse<String> ask(HttpApi api, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
