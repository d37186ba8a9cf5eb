package dev.sloconsole.prometheus.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class WriteRequestTest {

    private static final List<Sample> SAMPLES = List.of(
            new Sample(Labels.of(Labels.NAME, "client_requests_total", "outcome", "2xx"), 1_795_371_342_857L, 41),
            new Sample(Labels.of(Labels.NAME, "ü", "a", "\"\n"), -1, Double.NEGATIVE_INFINITY));

    @Test
    void whatIsEncodedIsDecodedAgain() throws Exception {
        assertThat(decoded(WriteRequest.encode(SAMPLES))).isEqualTo(SAMPLES);
        var marker = decoded(WriteRequest.encode(List.of(Sample.stale(Labels.of(Labels.NAME, "a"), 5))));
        assertThat(StaleMarker.isStale(marker.getFirst().value())).isTrue();
    }

    @Test
    void unknownFieldsAreSkipped() throws Exception {
        // timeseries{labels{__name__, a}, field 9 = varint 7, samples{value 1.0, timestamp 2}}, metadata (field 3)
        // "xyz"
        byte[] label = bytes(0x0a, 8, "__name__", 0x12, 1, "a");
        byte[] sample = bytes(0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 2);
        byte[] series = bytes(0x0a, label.length, label, 0x48, 7, 0x12, sample.length, sample);
        byte[] request = bytes(0x0a, series.length, series, 0x1a, 3, "xyz");
        assertThat(decoded(Snappy.compress(request))).containsExactly(new Sample(Labels.of(Labels.NAME, "a"), 2, 1));
    }

    @Test
    void ofANativeHistogramItIsKeptThatItWasThere() throws Exception {
        // timeseries{labels{__name__, a}, histograms{count_int (1) = 3, timestamp (15) = 2}}
        byte[] label = bytes(0x0a, 8, "__name__", 0x12, 1, "a");
        byte[] histogram = bytes(0x08, 3, 0x78, 2);
        byte[] series = bytes(0x0a, label.length, label, 0x22, histogram.length, histogram);
        var read = decoded(Snappy.compress(bytes(0x0a, series.length, series)));
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().timestampMillis()).isEqualTo(2);
        assertThat(HistogramMarker.isHistogram(read.getFirst().value())).isTrue();
    }

    @Test
    void aSeriesWithoutANameIsRefused() {
        var nameless = List.of(new Sample(Labels.of("a", "b"), 1, 1));
        assertThatThrownBy(() -> decoded(WriteRequest.encode(nameless)))
                .isInstanceOf(MalformedWrite.class)
                .hasMessageContaining("without a metric name");
    }

    @Test
    void labelsMayStandBehindTheSamplesButNotTwice() throws Exception {
        byte[] name = bytes(0x0a, 8, "__name__", 0x12, 1, "a");
        byte[] label = bytes(0x0a, 1, "b", 0x12, 1, "c");
        byte[] sample = bytes(0x10, 2);
        byte[] series = bytes(0x0a, name.length, name, 0x12, sample.length, sample, 0x0a, label.length, label);
        assertThat(decoded(Snappy.compress(bytes(0x0a, series.length, series))))
                .containsExactly(new Sample(Labels.of(Labels.NAME, "a", "b", "c"), 2, 0));
        byte[] twice = bytes(0x0a, name.length, name, 0x12, sample.length, sample, 0x0a, name.length, name);
        assertThatThrownBy(() -> decoded(Snappy.compress(bytes(0x0a, twice.length, twice))))
                .isInstanceOf(MalformedWrite.class)
                .hasMessageContaining("repeated label name: \"__name__\"");
    }

    @Test
    void noDamageDoesMoreThanRefuseTheWrite() throws Exception {
        byte[] good = Snappy.uncompress(WriteRequest.encode(SAMPLES));
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            byte[] body = i % 2 == 0 ? Snappy.compress(damaged) : WriteRequest.encode(SAMPLES);
            if (i % 2 == 1) {
                body[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
            }
            try {
                decoded(body);
            } catch (MalformedWrite e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static byte[] bytes(Object... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> out.write(number);
                case String text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                case byte[] bytes -> out.writeBytes(bytes);
                default -> throw new IllegalArgumentException(part.toString());
            }
        }
        return out.toByteArray();
    }

    private static List<Sample> decoded(byte[] body) throws MalformedWrite {
        return WriteRequest.decode(body, 1 << 20);
    }
}
