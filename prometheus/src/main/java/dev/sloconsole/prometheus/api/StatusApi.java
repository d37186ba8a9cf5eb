package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tells of the engine itself: its configuration, flags, build, run and what it stores. */
final class StatusApi {

    private static final int MAX_STATISTICS = 10_000;

    private final Ingest ingest;
    private final About about;

    /**
     * What is fixed when the engine starts.
     *
     * @param configText the configuration file as it was read
     * @param flags the command line's flags by their names, those left out by their defaults
     */
    record About(String version, String configText, Map<String, String> flags, Duration retention, Instant started) {}

    StatusApi(Ingest ingest, About about) {
        this.ingest = ingest;
        this.about = about;
    }

    byte[] config() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeStringField("yaml", about.configText());
            json.writeEndObject();
        });
    }

    byte[] flags() {
        return Json.success(json -> {
            json.writeStartObject();
            for (var flag : new TreeMap<>(about.flags()).entrySet()) {
                json.writeStringField(flag.getKey(), flag.getValue());
            }
            json.writeEndObject();
        });
    }

    /** The fields that Prometheus has; those that tell of Go alone are empty or 0. */
    byte[] runtimeInfo() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeStringField("startTime", Json.time(Optional.of(about.started())));
            json.writeStringField("CWD", System.getProperty("user.dir", ""));
            json.writeBooleanField("reloadConfigSuccess", true);
            json.writeStringField("lastConfigTime", Json.time(Optional.of(about.started())));
            json.writeNumberField("corruptionCount", 0);
            json.writeNumberField("goroutineCount", 0);
            json.writeNumberField("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
            json.writeNumberField("GOMEMLIMIT", Runtime.getRuntime().maxMemory());
            json.writeStringField("GOGC", "");
            json.writeStringField("GODEBUG", "");
            json.writeStringField("storageRetention", PromDuration.format(about.retention()));
            json.writeEndObject();
        });
    }

    byte[] buildInfo() {
        return Json.success(this::build);
    }

    /** The build without the envelope of the API. */
    byte[] version() {
        return Json.bare(this::build);
    }

    private void build(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", about.version());
        json.writeStringField("revision", "embedded");
        json.writeStringField("branch", "slo-console");
        json.writeStringField("buildUser", "");
        json.writeStringField("buildDate", "");
        json.writeStringField("goVersion", "none, Java " + Runtime.version().feature());
        json.writeEndObject();
    }

    /** There is no write-ahead log, so nothing of it is left to replay. */
    byte[] walReplay() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeNumberField("min", 0);
            json.writeNumberField("max", 0);
            json.writeNumberField("current", 0);
            json.writeEndObject();
        });
    }

    /** No alerts are sent anywhere. */
    byte[] alertmanagers() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("activeAlertmanagers");
            json.writeEndArray();
            json.writeArrayFieldStart("droppedAlertmanagers");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** What the store holds: how many series, and which names and labels they are made of. */
    byte[] tsdb(Parameters parameters) throws ApiError {
        int limit = statisticsLimit(parameters);
        SeriesStore.Size size = ingest.size();
        var byName = new TreeMap<String, Long>();
        var byPair = new TreeMap<String, Long>();
        var valuesByLabel = new TreeMap<String, Map<String, Boolean>>();
        var bytesByLabel = new TreeMap<String, Long>();
        for (Labels labels : ingest.snapshot().labels(List.of(), Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)) {
            byName.merge(labels.get(Labels.NAME), 1L, Long::sum);
            labels.forEach((name, value) -> {
                byPair.merge(name + "=" + value, 1L, Long::sum);
                valuesByLabel.computeIfAbsent(name, n -> new TreeMap<>()).put(value, true);
                bytesByLabel.merge(name, (long) value.length(), Long::sum);
            });
        }
        var labelValues = new TreeMap<String, Long>();
        valuesByLabel.forEach((name, values) -> labelValues.put(name, (long) values.size()));
        return Json.success(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("headStats");
            json.writeNumberField("numSeries", size.series());
            json.writeNumberField("numLabelPairs", byPair.size());
            json.writeNumberField("chunkCount", size.chunks());
            json.writeNumberField("minTime", size.firstMillis());
            json.writeNumberField("maxTime", size.lastMillis());
            json.writeEndObject();
            statistics(json, "seriesCountByMetricName", byName, limit);
            statistics(json, "labelValueCountByLabelName", labelValues, limit);
            statistics(json, "memoryInBytesByLabelName", bytesByLabel, limit);
            statistics(json, "seriesCountByLabelValuePair", byPair, limit);
            json.writeEndObject();
        });
    }

    private static int statisticsLimit(Parameters parameters) throws ApiError {
        String text = parameters.text("limit");
        int limit = text.isEmpty() ? 10 : text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (limit < 1) {
            throw ApiError.badData("limit must be a positive number");
        }
        if (limit > MAX_STATISTICS) {
            throw ApiError.badData("limit must not exceed " + MAX_STATISTICS);
        }
        return limit;
    }

    private static void statistics(JsonGenerator json, String field, Map<String, Long> counts, int limit)
            throws IOException {
        json.writeArrayFieldStart(field);
        var largest = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(limit)
                .toList();
        for (var count : largest) {
            json.writeStartObject();
            json.writeStringField("name", count.getKey());
            json.writeNumberField("value", count.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
