package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.config.ScrapeConfig.DnsSdConfig;
import dev.sloconsole.prometheus.config.ScrapeConfig.StaticConfig;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The targets of one job. Each DNS discovery asks again on a virtual thread of its own; a changed answer stops the
 * loops of targets that are gone and starts those of new ones.
 */
final class ScrapePool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapePool.class);

    private final ScrapeConfig config;
    private final ScrapeClient client;
    private final DnsLookup dns;
    private final Ingest ingest;
    private final Clock clock;
    private final Map<String, List<Labels>> found = new LinkedHashMap<>();
    private final Map<Target, ScrapeLoop> loops = new LinkedHashMap<>();
    private final List<Thread> discoveries = new CopyOnWriteArrayList<>();
    private volatile List<ScrapeLoop> active = List.of();
    private volatile List<Labels> dropped = List.of();
    private volatile Optional<String> refusal = Optional.empty();
    private final List<ScrapeLoop> retiring = new ArrayList<>();
    private volatile boolean closed;

    ScrapePool(ScrapeConfig config, OkHttpClient http, DnsLookup dns, Ingest ingest, Clock clock) {
        this.config = config;
        this.client = new ScrapeClient(http, config, ingest.limits(), dns);
        this.dns = dns;
        this.ingest = ingest;
        this.clock = clock;
    }

    String job() {
        return config.jobName();
    }

    List<ScrapeLoop> active() {
        return active;
    }

    /** The labels of the targets that relabelling dropped. */
    List<Labels> dropped() {
        return dropped;
    }

    void start() throws InterruptedException {
        for (int i = 0; i < config.staticConfigs().size(); i++) {
            StaticConfig group = config.staticConfigs().get(i);
            var targets = group.targets().stream()
                    .map(address -> group.labels().with("__address__", address))
                    .toList();
            synchronized (this) {
                found.put("static/" + i, targets);
            }
        }
        sync();
        for (DnsSdConfig sd : config.dnsSdConfigs()) {
            for (String name : sd.names()) {
                discoveries.add(Thread.ofVirtual().name("dns_sd " + name).start(() -> discover(sd, name)));
            }
        }
    }

    /** Why targets are not scraped, or not found, any more, although nobody closed this. */
    Stream<String> faults() {
        if (closed) {
            return Stream.empty();
        }
        var ended = discoveries.stream()
                .filter(thread -> !thread.isAlive())
                .map(thread -> "The targets of job " + config.jobName() + " are not looked for any more: the thread "
                        + thread.getName() + " has ended. Start it again.");
        return Stream.concat(ended, active.stream().flatMap(loop -> loop.fault().stream()));
    }

    private void discover(DnsSdConfig sd, String name) {
        String source = "dns/" + sd.type() + "/" + name + "/" + sd.port();
        boolean failing = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var targets = dns.targets(name, sd.type(), sd.port());
                    failing = false;
                    update(source, targets);
                } catch (IOException e) {
                    if (!failing) {
                        LOG.warn(
                                "DNS discovery of {} ({}) failed; its targets stay as they were: {}",
                                name,
                                sd.type(),
                                e.getMessage());
                    }
                    failing = true;
                }
                Thread.sleep(sd.refreshInterval());
            }
        } catch (InterruptedException e) {
            // The way in which close() ends a wait.
        }
    }

    private void update(String source, List<Labels> targets) throws InterruptedException {
        synchronized (this) {
            if (targets.equals(found.put(source, targets))) {
                return;
            }
        }
        sync();
    }

    private synchronized void sync() throws InterruptedException {
        if (closed) {
            return;
        }
        var wanted = new LinkedHashMap<Target, Boolean>();
        var droppedNow = new ArrayList<Labels>();
        for (List<Labels> group : found.values()) {
            for (Labels labels : group) {
                switch (Target.of(labels, config)) {
                    case Target.Relabelled.Kept(Target target) -> wanted.put(target, true);
                    case Target.Relabelled.Dropped(Labels discovered) -> droppedNow.add(discovered);
                    case Target.Relabelled.Unusable(Labels discovered, String reason) ->
                        LOG.warn(
                                "Job {} cannot scrape {}: {}. Correct its address or its relabelling.",
                                config.jobName(),
                                discovered,
                                reason);
                }
            }
        }
        refusal = config.targetLimit() > 0 && wanted.size() > config.targetLimit()
                ? Optional.of("target_limit exceeded (number of targets: " + wanted.size() + ", limit: "
                        + config.targetLimit() + ")")
                : Optional.empty();
        retiring.removeIf(loop -> !loop.isAlive());
        for (Target gone :
                loops.keySet().stream().filter(t -> !wanted.containsKey(t)).toList()) {
            ScrapeLoop loop = loops.remove(gone);
            if (loop != null) {
                loop.retire();
                retiring.add(loop);
            }
        }
        for (Target target : wanted.keySet()) {
            if (!loops.containsKey(target)) {
                var loop = new ScrapeLoop(target, config, client, () -> refusal, ingest, clock);
                loops.put(target, loop);
                loop.start();
            }
        }
        active = List.copyOf(loops.values());
        dropped = List.copyOf(droppedNow);
    }

    @Override
    public void close() {
        closed = true;
        discoveries.forEach(Thread::interrupt);
        synchronized (this) {
            try {
                for (ScrapeLoop loop : loops.values()) {
                    loop.stop();
                }
                for (ScrapeLoop loop : retiring) {
                    loop.stop();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            loops.clear();
            active = List.of();
        }
    }
}
