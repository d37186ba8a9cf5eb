package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.promql.QueryStatistics;
import java.io.IOException;

/** What one query took: the {@code stats} of an answer. Filled in by the query's thread before its answer is handed on. */
final class Spent {

    private final QueryStatistics statistics = new QueryStatistics();
    private final long askedNanos = System.nanoTime();
    private long beganNanos = askedNanos;
    private long endedNanos = askedNanos;

    QueryStatistics statistics() {
        return statistics;
    }

    void begins() {
        beganNanos = System.nanoTime();
    }

    void ends() {
        endedNanos = System.nanoTime();
    }

    /** Writes the field; there is nothing to prepare and nothing to sort here, which takes 0. */
    void write(JsonGenerator json, boolean perStep) throws IOException {
        json.writeObjectFieldStart("stats");
        json.writeObjectFieldStart("timings");
        Json.number(json, "evalTotalTime", seconds(beganNanos, endedNanos));
        Json.number(json, "resultSortTime", 0);
        Json.number(json, "queryPreparationTime", 0);
        Json.number(json, "innerEvalTime", seconds(beganNanos, endedNanos));
        Json.number(json, "execQueueTime", seconds(askedNanos, beganNanos));
        Json.number(json, "execTotalTime", seconds(askedNanos, endedNanos));
        json.writeEndObject();
        json.writeObjectFieldStart("samples");
        if (perStep) {
            json.writeArrayFieldStart("totalQueryableSamplesPerStep");
            for (var step : statistics.perStep().entrySet()) {
                json.writeStartArray();
                json.writeNumber(Json.seconds(step.getKey()));
                json.writeNumber(step.getValue());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeNumberField("totalQueryableSamples", statistics.samples());
        json.writeNumberField("peakSamples", statistics.peakSamples());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static double seconds(long fromNanos, long toNanos) {
        return (toNanos - fromNanos) / 1e9;
    }
}
