package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.config.RelabelRule;
import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.series.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/**
 * Something to scrape.
 *
 * @param labels what is put on its samples, {@code job} and {@code instance} among them
 * @param discovered what was known of it before relabelling
 */
public record Target(Labels labels, Labels discovered, HttpUrl url, Duration interval, Duration timeout) {

    /** What relabelling makes of a discovered target. */
    sealed interface Relabelled {

        record Kept(Target target) implements Relabelled {}

        /** Dropped by a relabelling step. */
        record Dropped(Labels discovered) implements Relabelled {}

        /** Nothing that could be scraped. */
        record Unusable(Labels discovered, String reason) implements Relabelled {}
    }

    /** Applies a job's defaults and relabelling to a discovered target. */
    static Relabelled of(Labels found, ScrapeConfig config) {
        var map = new TreeMap<String, String>();
        map.put("job", config.jobName());
        map.put("__scrape_interval__", PromDuration.format(config.interval()));
        map.put("__scrape_timeout__", PromDuration.format(config.timeout()));
        map.put("__metrics_path__", config.metricsPath());
        map.put("__scheme__", config.scheme());
        config.params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                map.put("__param_" + name, values.getFirst());
            }
        });
        map.putAll(found.toMap());
        Labels discovered = Labels.of(map);
        Optional<Labels> relabelled = RelabelRule.apply(config.relabelRules(), discovered);
        if (relabelled.isEmpty()) {
            return new Relabelled.Dropped(discovered);
        }
        Labels all = relabelled.get();
        String address = all.get("__address__");
        Optional<HttpUrl> url = url(all, config);
        if (address.isEmpty() || url.isEmpty()) {
            return new Relabelled.Unusable(discovered, "\"" + address + "\" is not a valid address");
        }
        Optional<Duration> interval =
                PromDuration.parse(all.get("__scrape_interval__")).filter(d -> !d.isZero());
        Optional<Duration> timeout =
                PromDuration.parse(all.get("__scrape_timeout__")).filter(d -> !d.isZero());
        if (interval.isEmpty() || timeout.isEmpty() || timeout.get().compareTo(interval.get()) > 0) {
            return new Relabelled.Unusable(
                    discovered,
                    "scrape interval \"" + all.get("__scrape_interval__") + "\" and timeout \""
                            + all.get("__scrape_timeout__") + "\" do not fit");
        }
        var own = all.toMap();
        own.keySet().removeIf(name -> name.startsWith("__"));
        own.putIfAbsent("instance", address);
        return new Relabelled.Kept(new Target(Labels.of(own), discovered, url.get(), interval.get(), timeout.get()));
    }

    private static Optional<HttpUrl> url(Labels all, ScrapeConfig config) {
        String address = all.get("__address__");
        if (!address.matches("[^/?#@\\s]+")) {
            return Optional.empty();
        }
        HttpUrl base = HttpUrl.parse(all.get("__scheme__") + "://" + address + all.get("__metrics_path__"));
        if (base == null || !base.scheme().equals("http")) {
            return Optional.empty();
        }
        // Relabelling sees and changes the first value of each parameter.
        var parameters = new TreeMap<String, List<String>>();
        config.params().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        all.forEach((name, value) -> {
            if (name.startsWith("__param_")) {
                var values = parameters.computeIfAbsent(name.substring("__param_".length()), n -> new ArrayList<>());
                if (!values.isEmpty()) {
                    values.removeFirst();
                }
                values.addFirst(value);
            }
        });
        var url = base.newBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> url.addQueryParameter(name, value)));
        return Optional.of(url.build());
    }
}
