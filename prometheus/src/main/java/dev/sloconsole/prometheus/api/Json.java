package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.promql.PromNumbers;
import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Prometheus's JSON: the envelope of every answer, and the forms of values, labels and times. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes the {@code data} of an answer. */
    interface Data {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] success(Data data) {
        return success(data, List.of(), List.of());
    }

    static byte[] success(Data data, List<String> warnings, List<String> infos) {
        return object(json -> {
            json.writeStringField("status", "success");
            json.writeFieldName("data");
            data.write(json);
            strings(json, "warnings", warnings);
            strings(json, "infos", infos);
        });
    }

    static byte[] error(ApiError error) {
        return object(json -> {
            json.writeStringField("status", "error");
            json.writeStringField("errorType", error.type().text());
            json.writeStringField("error", error.text());
        });
    }

    private static byte[] object(Data fields) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void strings(JsonGenerator json, String field, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeFieldName(field);
            strings(json, texts);
        }
    }

    static void strings(JsonGenerator json, List<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void labels(JsonGenerator json, Labels labels) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < labels.size(); i++) {
            json.writeStringField(labels.name(i), labels.value(i));
        }
        json.writeEndObject();
    }

    static void value(JsonGenerator json, PromValue value) throws IOException {
        json.writeStartObject();
        switch (value) {
            case PromValue.Scalar scalar -> {
                json.writeStringField("resultType", "scalar");
                json.writeFieldName("result");
                point(json, scalar.timestampMillis(), PromNumbers.format(scalar.value()));
            }
            case PromValue.Text text -> {
                json.writeStringField("resultType", "string");
                json.writeFieldName("result");
                point(json, text.timestampMillis(), text.value());
            }
            case PromValue.Vector vector -> {
                json.writeStringField("resultType", "vector");
                json.writeArrayFieldStart("result");
                for (var sample : vector.samples()) {
                    json.writeStartObject();
                    json.writeFieldName("metric");
                    labels(json, sample.labels());
                    json.writeFieldName("value");
                    point(json, sample.timestampMillis(), PromNumbers.format(sample.value()));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case PromValue.Matrix matrix -> {
                json.writeStringField("resultType", "matrix");
                json.writeArrayFieldStart("result");
                for (Series series : matrix.series()) {
                    json.writeStartObject();
                    json.writeFieldName("metric");
                    labels(json, series.labels());
                    json.writeArrayFieldStart("values");
                    for (int i = 0; i < series.size(); i++) {
                        point(json, series.timestamp(i), PromNumbers.format(series.value(i)));
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void point(JsonGenerator json, long timestampMillis, String value) throws IOException {
        json.writeStartArray();
        json.writeNumber(seconds(timestampMillis));
        json.writeString(value);
        json.writeEndArray();
    }

    /** Seconds since the epoch, with three decimals unless they are whole. */
    static String seconds(long millis) {
        long size = Math.abs(millis);
        String sign = millis < 0 ? "-" : "";
        long rest = size % 1000;
        return sign + size / 1000 + (rest == 0 ? "" : "." + (rest < 100 ? "0" : "") + (rest < 10 ? "0" : "") + rest);
    }

    static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("0001-01-01T00:00:00Z");
    }
}
