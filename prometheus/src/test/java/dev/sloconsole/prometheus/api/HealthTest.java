package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.config.PrometheusConfig;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    @Test
    void aDeadThreadIsToldByItsName() throws Exception {
        var clock = Clock.systemUTC();
        var ingest = new Ingest(new SeriesStore(), clock, Duration.ofHours(1));
        var scraper = new Scraper(List.of(), new DnsLookup(Optional.empty()), ingest, clock);
        var rules = new RuleTimer(List.of(), new PromqlEngine(), Labels.EMPTY, ingest, clock);
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
                new PrometheusConfig(PrometheusConfig.Global.DEFAULT, List.of(), ""),
                ingest,
                scraper,
                rules,
                () -> {},
                clock);
        api.start();
        ingest.start();
        try (api) {
            for (String path : List.of("/-/healthy", "/-/ready")) {
                assertThat(ask(api, path).statusCode()).isEqualTo(200);
            }
            ingest.close();
            await().untilAsserted(() -> {
                for (String path : List.of("/-/healthy", "/-/ready")) {
                    assertThat(ask(api, path).statusCode()).isEqualTo(503);
                    assertThat(ask(api, path).body())
                            .isEqualTo(
                                    "Nothing is stored any more: the thread prometheus-ingest has ended. Start it again.\n");
                }
            });
        }
    }

    private HttpResponse<String> ask(HttpApi api, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
