package dev.sloconsole.session.journal;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads lines of scraped samples straight from their bytes, where they look exactly as {@link Samples} writes them; any
 * other line is left to {@link JournalCodec}, which says the same of those that are read here. Samples are three quarters
 * of a journal, and the few hundred label sets in them come again with every scrape: each is read once, and shared.
 */
final class SampleLine {

    private static final byte[] KIND = ascii(",\"samples\",{\"series\":[");
    private static final byte[] LABELS = ascii("{\"labels\":");
    private static final byte[] SAMPLES = ascii(",\"samples\":[");
    private static final byte[] STALE = ascii("\"stale\"");
    private static final byte[] NAN = ascii("\"NaN\"");
    private static final byte[] PLUS_INF = ascii("\"+Inf\"");
    private static final byte[] MINUS_INF = ascii("\"-Inf\"");

    /** So many digits are a whole number that a double holds exactly. */
    private static final int EXACT_DIGITS = 15;

    private static final int LONGEST_NUMBER = 64;

    /** What the line is not as it is written. */
    private static final class Other extends Exception {
        private static final long serialVersionUID = 1L;

        private Other() {
            super(null, null, false, false);
        }
    }

    private final Function<ByteBuffer, Optional<Labels>> unknown;
    private final Map<ByteBuffer, Labels> known = new HashMap<>();
    private byte[] bytes = {};
    private int at;
    private int end;

    /** @param unknown reads the text of a label set that is met for the first time; empty for what is none */
    SampleLine(Function<ByteBuffer, Optional<Labels>> unknown) {
        this.unknown = unknown;
    }

    /** The fact of a line; empty where the line is of another kind, damaged, or written by somebody else. */
    Optional<JournalEntry> read(long sequence, ByteBuffer line) {
        bytes = line.array();
        at = line.arrayOffset() + line.position();
        end = at + line.remaining();
        try {
            expect('[');
            double seconds = number();
            expect(KIND);
            var samples = series();
            expect('}');
            expect(']');
            if (at != end) {
                return Optional.empty();
            }
            var time = Data.duration(seconds);
            return time.isNegative()
                    ? Optional.empty()
                    : Optional.of(new JournalEntry.Known(
                            new Fact(sequence, time, new MetricsObserved(new SamplesScraped(samples)))));
        } catch (Other | Data.DamagedLine e) {
            return Optional.empty();
        }
    }

    private List<ScrapedSample> series() throws Other {
        var samples = new ArrayList<ScrapedSample>();
        if (!next(']')) {
            do {
                expect(LABELS);
                var labels = labels();
                expect(SAMPLES);
                if (!next(']')) {
                    do {
                        samples.add(sample(labels));
                    } while (next(','));
                    expect(']');
                }
                expect('}');
            } while (next(','));
            expect(']');
        }
        return samples;
    }

    private ScrapedSample sample(Labels labels) throws Other {
        expect('[');
        long millis = digits();
        if (millis > Samples.MAX_MILLIS) {
            throw new Other();
        }
        expect(',');
        double value = at < end && bytes[at] == '"' ? word() : number();
        expect(']');
        return new ScrapedSample(labels, millis, value);
    }

    private Labels labels() throws Other {
        int from = at;
        expect('{');
        while (!next('}')) {
            if (at == end || bytes[at] == '{' || bytes[at] == '[') {
                throw new Other();
            }
            if (bytes[at++] == '"') {
                skipText();
            }
        }
        var text = ByteBuffer.wrap(bytes, from, at - from);
        var labels = known.get(text);
        if (labels == null) {
            labels = unknown.apply(text.duplicate()).orElseThrow(() -> new Other());
            known.put(ByteBuffer.allocate(at - from).put(text).flip(), labels);
        }
        return labels;
    }

    /** To behind the quotation mark that ends a text. */
    private void skipText() throws Other {
        while (at < end) {
            switch (bytes[at++]) {
                case '"' -> {
                    return;
                }
                case '\\' -> at++;
                default -> {}
            }
        }
        throw new Other();
    }

    private double word() throws Other {
        if (next(STALE)) {
            return StaleMarker.VALUE;
        }
        if (next(NAN)) {
            return Double.NaN;
        }
        if (next(PLUS_INF)) {
            return Double.POSITIVE_INFINITY;
        }
        expect(MINUS_INF);
        return Double.NEGATIVE_INFINITY;
    }

    /** A number of JSON's: nothing before its sign, no needless zero, digits around its point. */
    private double number() throws Other {
        int from = at;
        boolean negative = next('-');
        long whole = digits();
        int length = at - from;
        boolean plain = true;
        if (next('.')) {
            plain = false;
            skipDigits();
        }
        if (next('e') || next('E')) {
            plain = false;
            if (!next('+')) {
                next('-');
            }
            skipDigits();
        }
        if (plain && length <= EXACT_DIGITS) {
            return negative ? -whole : whole;
        }
        if (at - from > LONGEST_NUMBER) {
            throw new Other();
        }
        double value = Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        if (!Double.isFinite(value)) {
            throw new Other();
        }
        return value;
    }

    /** A whole number of at most eighteen digits. */
    private long digits() throws Other {
        int from = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
        }
        int length = at - from;
        if (length == 0 || length > 18 || (length > 1 && bytes[from] == '0')) {
            throw new Other();
        }
        return value;
    }

    private void skipDigits() throws Other {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new Other();
        }
    }

    private void expect(char one) throws Other {
        if (!next(one)) {
            throw new Other();
        }
    }

    private boolean next(char one) {
        if (at < end && bytes[at] == one) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(byte[] text) throws Other {
        if (!next(text)) {
            throw new Other();
        }
    }

    private boolean next(byte[] text) {
        if (end - at < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        at += text.length;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
