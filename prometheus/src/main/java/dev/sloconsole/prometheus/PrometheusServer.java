package dev.sloconsole.prometheus;

import dev.sloconsole.prometheus.api.HttpApi;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.DnsLookup;
import dev.sloconsole.prometheus.scrape.Scraper;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A running engine: the store with its one writer, the scraper, the rules and the HTTP API. */
public final class PrometheusServer implements AutoCloseable {

    /** The Prometheus whose answers are given, and what gives them. */
    public static final String VERSION = "3.0.0+slo-console.0.1.0";

    private final Ingest ingest;
    private final Scraper scraper;
    private final RuleTimer rules;
    private final HttpApi api;

    /**
     * What is not in the configuration file.
     *
     * @param dnsServer who resolves the targets; the system where it is empty
     * @param web what the HTTP API does beyond answering
     */
    public record Options(
            InetSocketAddress listen,
            Duration retention,
            QueryOptions query,
            boolean remoteWriteReceiver,
            Optional<InetSocketAddress> dnsServer,
            Web web) {

        /** With nothing but the API's answers. */
        public Options(
                InetSocketAddress listen,
                Duration retention,
                QueryOptions query,
                boolean remoteWriteReceiver,
                Optional<InetSocketAddress> dnsServer) {
            this(listen, retention, query, remoteWriteReceiver, dnsServer, Web.PLAIN);
        }
    }

    /**
     * What the HTTP API does beyond answering.
     *
     * @param queryConcurrency how many queries are evaluated at the same time
     * @param corsOrigin the sites whose pages may read the answers; none where it is empty
     * @param lifecycle whether {@code /-/quit} ends the program
     * @param flags the command line's flags by their names
     */
    public record Web(
            int queryConcurrency, Optional<GoRegex> corsOrigin, boolean lifecycle, Map<String, String> flags) {

        static final Web PLAIN = new Web(20, Optional.empty(), false, Map.of());
    }

    public PrometheusServer(Loaded loaded, Options options, Clock clock) {
        this(loaded, options, clock, () -> {});
    }

    /** @param quit ends the program, where the HTTP API may be asked to */
    public PrometheusServer(Loaded loaded, Options options, Clock clock, Runnable quit) {
        var config = loaded.config();
        this.ingest = new Ingest(new SeriesStore(), clock, options.retention());
        this.scraper = new Scraper(config.scrapeConfigs(), new DnsLookup(options.dnsServer()), ingest, clock);
        this.rules = new RuleTimer(
                loaded.ruleGroups(),
                new PromqlEngine(options.query()),
                config.global().externalLabels(),
                ingest,
                clock);
        this.api = new HttpApi(
                new HttpApi.Options(
                        options.listen(),
                        options.query(),
                        options.web().queryConcurrency(),
                        options.remoteWriteReceiver(),
                        options.web().corsOrigin(),
                        options.web().lifecycle(),
                        options.retention(),
                        options.web().flags(),
                        VERSION),
                config,
                ingest,
                scraper,
                rules,
                quit,
                clock);
    }

    /**
     * Starts everything; the port is taken first, so that nothing runs if it cannot be had.
     *
     * @throws HttpApi.CannotListen if the address cannot be had
     */
    public void start() throws InterruptedException {
        api.start();
        ingest.start();
        scraper.start();
        rules.start();
    }

    public int port() {
        return api.port();
    }

    /** Stops everything, in the opposite order. */
    @Override
    public void close() {
        rules.close();
        scraper.close();
        api.close();
        ingest.close();
    }
}
