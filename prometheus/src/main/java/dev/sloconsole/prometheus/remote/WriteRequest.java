package dev.sloconsole.prometheus.remote;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/**
 * The body of a remote write: {@code prometheus.WriteRequest}, of which the samples are read and written. Metadata and
 * exemplars are skipped; of a native histogram it is kept that there was one.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Prometheus remote-write 1.0</a>
 */
public final class WriteRequest {

    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private WriteRequest() {}

    /**
     * The samples of a body, in its order.
     *
     * @param most bytes that it may have uncompressed
     * @throws MalformedWrite if it is not a compressed request, or too large
     */
    public static List<Sample> decode(byte[] body, int most) throws MalformedWrite {
        byte[] plain;
        try {
            if (!Snappy.isValidCompressedBuffer(body)) {
                throw new MalformedWrite("snappy: corrupt input");
            }
            if (Snappy.uncompressedLength(body) > most) {
                throw new MalformedWrite("snappy: decoded block is too large");
            }
            plain = Snappy.uncompress(body);
        } catch (IOException e) {
            throw new MalformedWrite("snappy: corrupt input");
        }
        var samples = new ArrayList<Sample>();
        var known = new HashMap<ByteBuffer, Labels>();
        var message = new ProtoReader(plain);
        while (message.next()) {
            if (message.field() == 1 && message.wireType() == BYTES) {
                series(message.message(), known, samples);
            } else {
                message.skip();
            }
        }
        return samples;
    }

    /** @param known labels by the bytes that they were, for a request has many samples of a series */
    private static void series(ProtoReader series, Map<ByteBuffer, Labels> known, List<Sample> into)
            throws MalformedWrite {
        Labels first = first(series, known);
        var later = new TreeMap<String, String>();
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        while (series.next()) {
            if (series.field() == 1 && series.wireType() == BYTES) {
                label(series.message(), later);
            } else if (series.field() == 2 && series.wireType() == BYTES) {
                sample(series.message(), times, values);
            } else if (series.field() == 4 && series.wireType() == BYTES) {
                times.add(timeOfHistogram(series.message()));
                values.add(HistogramMarker.VALUE);
            } else {
                series.skip();
            }
        }
        Labels own = later.isEmpty() ? first : all(first, later);
        if (own.get(Labels.NAME).isEmpty()) {
            throw new MalformedWrite("received a series without a metric name: " + own);
        }
        for (int i = 0; i < times.size(); i++) {
            into.add(new Sample(own, times.get(i), values.get(i)));
        }
    }

    /** The labels at the beginning of a series, where everybody writes them. */
    private static Labels first(ProtoReader series, Map<ByteBuffer, Labels> known) throws MalformedWrite {
        ByteBuffer bytes = series.leading(1);
        Labels labels = known.get(bytes);
        if (labels == null) {
            var read = new TreeMap<String, String>();
            var fields = new ProtoReader(bytes.duplicate());
            while (fields.next()) {
                label(fields.message(), read);
            }
            labels = Labels.of(read);
            known.put(bytes, labels);
        }
        return labels;
    }

    private static Labels all(Labels first, TreeMap<String, String> later) throws MalformedWrite {
        var all = first.toMap();
        for (var label : later.entrySet()) {
            if (all.putIfAbsent(label.getKey(), label.getValue()) != null) {
                throw repeated(label.getKey());
            }
        }
        return Labels.of(all);
    }

    private static MalformedWrite repeated(String name) {
        return new MalformedWrite("received a series with an empty or repeated label name: \"" + name + "\"");
    }

    private static void label(ProtoReader label, TreeMap<String, String> into) throws MalformedWrite {
        String name = "";
        String value = "";
        while (label.next()) {
            if (label.field() == 1 && label.wireType() == BYTES) {
                name = label.text();
            } else if (label.field() == 2 && label.wireType() == BYTES) {
                value = label.text();
            } else {
                label.skip();
            }
        }
        if (name.isEmpty() || into.putIfAbsent(name, value) != null) {
            throw repeated(name);
        }
    }

    private static void sample(ProtoReader sample, List<Long> times, List<Double> values) throws MalformedWrite {
        double value = 0;
        long time = 0;
        while (sample.next()) {
            if (sample.field() == 1 && sample.wireType() == FIXED64) {
                value = Double.longBitsToDouble(sample.fixed64());
            } else if (sample.field() == 2 && sample.wireType() == 0) {
                time = sample.varint();
            } else {
                sample.skip();
            }
        }
        times.add(time);
        values.add(value);
    }

    private static long timeOfHistogram(ProtoReader histogram) throws MalformedWrite {
        long time = 0;
        while (histogram.next()) {
            if (histogram.field() == 15 && histogram.wireType() == 0) {
                time = histogram.varint();
            } else {
                histogram.skip();
            }
        }
        return time;
    }

    /** The body that carries samples. */
    public static byte[] encode(List<Sample> samples) {
        var request = new ByteArrayOutputStream();
        for (Sample sample : samples) {
            var series = new ByteArrayOutputStream();
            sample.labels().forEach((name, value) -> {
                var label = new ByteArrayOutputStream();
                ProtoWriter.text(label, 1, name);
                ProtoWriter.text(label, 2, value);
                ProtoWriter.bytes(series, 1, label.toByteArray());
            });
            var point = new ByteArrayOutputStream();
            ProtoWriter.fixed64(point, 1, Double.doubleToRawLongBits(sample.value()));
            ProtoWriter.varint(point, 2, sample.timestampMillis());
            ProtoWriter.bytes(series, 2, point.toByteArray());
            ProtoWriter.bytes(request, 1, series.toByteArray());
        }
        try {
            return Snappy.compress(request.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("Snappy could not compress a remote write.", e);
        }
    }
}
