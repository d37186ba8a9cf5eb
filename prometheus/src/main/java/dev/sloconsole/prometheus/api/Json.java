package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prometheus's JSON: the envelope of every answer, and the forms of values, labels and times. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_ANNOTATIONS = 10;

    private Json() {}

    /** Writes the {@code data} of an answer. */
    interface Data {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] success(Data data) {
        return success(data, List.of(), List.of());
    }

    static byte[] success(Data data, List<String> warnings, List<String> infos) {
        return object(json -> success(json, data, warnings, infos));
    }

    /** Writes an answer bit by bit, for one that is too large to be put together first. */
    static void write(OutputStream out, Data data, List<String> warnings, List<String> infos) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            success(json, data, warnings, infos);
            json.writeEndObject();
        }
    }

    private static void success(JsonGenerator json, Data data, List<String> warnings, List<String> infos)
            throws IOException {
        json.writeStringField("status", "success");
        json.writeFieldName("data");
        data.write(json);
        strings(json, "warnings", capped(warnings, "warning"));
        strings(json, "infos", capped(infos, "info"));
    }

    private static List<String> capped(List<String> texts, String kind) {
        if (texts.size() <= MAX_ANNOTATIONS) {
            return texts;
        }
        var shown = new ArrayList<>(texts.subList(0, MAX_ANNOTATIONS));
        shown.add(texts.size() - MAX_ANNOTATIONS + " more " + kind + " annotations omitted");
        return shown;
    }

    static byte[] error(ApiError error) {
        return object(json -> {
            json.writeStringField("status", "error");
            json.writeStringField("errorType", error.type().text());
            json.writeStringField("error", error.text());
        });
    }

    private static byte[] object(Data fields) {
        return bare(json -> {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        });
    }

    /** JSON without the envelope. */
    static byte[] bare(Data data) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            data.write(json);
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

    /** The fields of a value. */
    static void value(JsonGenerator json, PromValue value) throws IOException {
        switch (value) {
            case PromValue.Scalar scalar -> {
                json.writeStringField("resultType", "scalar");
                json.writeFieldName("result");
                labelless(json, scalar.timestampMillis(), GoNumbers.plain(scalar.value()));
            }
            case PromValue.Text text -> {
                json.writeStringField("resultType", "string");
                json.writeFieldName("result");
                labelless(json, text.timestampMillis(), GoQuotes.replaceNoUtf8(text.value()));
            }
            case PromValue.Vector vector -> {
                json.writeStringField("resultType", "vector");
                json.writeArrayFieldStart("result");
                for (var sample : vector.samples()) {
                    json.writeStartObject();
                    json.writeFieldName("metric");
                    labels(json, sample.labels());
                    json.writeFieldName("value");
                    point(json, sample.timestampMillis(), GoNumbers.format(sample.value()));
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
                        point(json, series.timestamp(i), GoNumbers.format(series.value(i)));
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }
    }

    private static void point(JsonGenerator json, long timestampMillis, String value) throws IOException {
        json.writeStartArray();
        json.writeNumber(seconds(timestampMillis));
        json.writeString(value);
        json.writeEndArray();
    }

    /** A value without labels, whose time Prometheus writes as any number: without zeros at its end. */
    private static void labelless(JsonGenerator json, long timestampMillis, String value) throws IOException {
        json.writeStartArray();
        json.writeNumber(GoNumbers.plain(timestampMillis / 1000.0));
        json.writeString(value);
        json.writeEndArray();
    }

    /** A number as Go writes it: whole ones without a point, no exponent for those in everyday use. */
    static void number(JsonGenerator json, String field, double value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(GoNumbers.format(value));
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
