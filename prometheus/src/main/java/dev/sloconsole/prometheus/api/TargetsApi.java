package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.scrape.MetricMetadata;
import dev.sloconsole.prometheus.scrape.Scraper;
import dev.sloconsole.prometheus.scrape.Scraper.ActiveTarget;
import dev.sloconsole.prometheus.scrape.Scraper.DroppedTarget;
import dev.sloconsole.prometheus.scrape.Scraper.TargetMetadata;
import dev.sloconsole.prometheus.series.LabelMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What is scraped: the targets, and what they say about their metrics. */
final class TargetsApi {

    private final Scraper scraper;

    TargetsApi(Scraper scraper) {
        this.scraper = scraper;
    }

    byte[] targets(Parameters parameters) {
        String state = parameters.text("state").toLowerCase(Locale.ROOT);
        boolean anyState = state.isEmpty() || state.equals("any");
        String pool = parameters.text("scrapePool");
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("activeTargets");
            if (anyState || state.equals("active")) {
                for (ActiveTarget target : byJob(scraper.activeTargets(), ActiveTarget::job)) {
                    if (pool.isEmpty() || pool.equals(target.job())) {
                        active(json, target);
                    }
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("droppedTargets");
            var counts = new TreeMap<String, Integer>();
            boolean showDropped = anyState || state.equals("dropped");
            if (showDropped) {
                scraper.jobs().forEach(job -> counts.put(job, 0));
            }
            var dropped = showDropped ? scraper.droppedTargets() : List.<DroppedTarget>of();
            for (DroppedTarget target : byJob(dropped, DroppedTarget::job)) {
                counts.merge(target.job(), 1, Integer::sum);
                if ((pool.isEmpty() || pool.equals(target.job()))) {
                    json.writeStartObject();
                    json.writeFieldName("discoveredLabels");
                    Json.labels(json, target.discovered());
                    json.writeStringField("scrapePool", target.job());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            if (showDropped) {
                json.writeObjectFieldStart("droppedTargetCounts");
                for (var count : counts.entrySet()) {
                    json.writeNumberField(count.getKey(), count.getValue());
                }
                json.writeEndObject();
            } else {
                json.writeNullField("droppedTargetCounts");
            }
            json.writeEndObject();
        });
    }

    private static <T> List<T> byJob(List<T> targets, Function<T, String> job) {
        return targets.stream().sorted(Comparator.comparing(job)).toList();
    }

    private static void active(JsonGenerator json, ActiveTarget active) throws IOException {
        json.writeStartObject();
        json.writeFieldName("discoveredLabels");
        Json.labels(json, active.target().discovered());
        json.writeFieldName("labels");
        Json.labels(json, active.target().labels());
        json.writeStringField("scrapePool", active.job());
        json.writeStringField("scrapeUrl", active.target().url().toString());
        json.writeStringField("globalUrl", active.target().url().toString());
        json.writeStringField("lastError", active.status().lastError().orElse(""));
        json.writeStringField("lastScrape", Json.time(active.status().lastScrape()));
        Json.number(json, "lastScrapeDuration", active.status().took().toNanos() / 1e9);
        json.writeStringField("health", active.status().health().text());
        json.writeStringField(
                "scrapeInterval", PromDuration.format(active.target().interval()));
        json.writeStringField(
                "scrapeTimeout", PromDuration.format(active.target().timeout()));
        json.writeEndObject();
    }

    byte[] scrapePools() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeFieldName("scrapePools");
            Json.strings(json, scraper.jobs().stream().sorted().toList());
            json.writeEndObject();
        });
    }

    /** What each target says about each of its metrics, or about one. */
    byte[] targetMetadata(Parameters parameters) throws ApiError {
        int limit = parameters.count("limit");
        String metric = parameters.text("metric");
        String matchTarget = parameters.text("match_target");
        List<LabelMatcher> matchers;
        try {
            matchers =
                    matchTarget.isEmpty() || matchTarget.equals("{}") ? List.of() : Parser.parseSelector(matchTarget);
        } catch (ParseException e) {
            throw ApiError.invalid("match_target", e.describe(matchTarget));
        }
        var found = new ArrayList<TargetMetadata>();
        for (TargetMetadata entry : scraper.metadata()) {
            var labels = entry.target().labels();
            if ((limit < 0 || found.size() < limit)
                    && (metric.isEmpty() || metric.equals(entry.family()))
                    && matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())))) {
                found.add(entry);
            }
        }
        return Json.success(json -> {
            json.writeStartArray();
            for (TargetMetadata entry : found) {
                json.writeStartObject();
                json.writeFieldName("target");
                Json.labels(json, entry.target().labels());
                if (metric.isEmpty()) {
                    json.writeStringField("metric", entry.family());
                }
                fields(json, entry.metadata());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What is said about each metric, by whichever target. */
    byte[] metadata(Parameters parameters) throws ApiError {
        int limit = parameters.count("limit");
        int perMetric = parameters.count("limit_per_metric");
        String metric = parameters.text("metric");
        Map<String, Set<MetricMetadata>> families = new TreeMap<>();
        for (TargetMetadata entry : scraper.metadata()) {
            boolean room = limit < 0 || families.size() < limit || families.containsKey(entry.family());
            if (room && (metric.isEmpty() || metric.equals(entry.family()))) {
                var known = families.computeIfAbsent(entry.family(), f -> new LinkedHashSet<>());
                if (perMetric <= 0 || known.size() < perMetric) {
                    known.add(entry.metadata());
                }
            }
        }
        return Json.success(json -> {
            json.writeStartObject();
            for (var family : families.entrySet()) {
                json.writeArrayFieldStart(family.getKey());
                for (MetricMetadata entry : family.getValue()) {
                    json.writeStartObject();
                    fields(json, entry);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static void fields(JsonGenerator json, MetricMetadata metadata) throws IOException {
        json.writeStringField("type", metadata.type());
        json.writeStringField("help", metadata.help());
        json.writeStringField("unit", metadata.unit());
    }
}
