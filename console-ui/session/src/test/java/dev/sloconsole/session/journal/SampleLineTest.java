package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read quickly is what is read slowly: the quick way may only ever leave a line to the slow one. */
class SampleLineTest {

    private static final String LABELS = "{\"__name__\":\"up\",\"job\":\"a \\\"b\\\" }ü\"}";
    private static final String LINE =
            "[5,\"samples\",{\"series\":[{\"labels\":" + LABELS + ",\"samples\":[[17,@]]}]}]";

    @Test
    void linesThatWeWriteAreReadQuickly() {
        var up = Labels.of("__name__", "up", "job", "ü \"quoted\" {} \\ ");
        var samples = List.of(
                new ScrapedSample(up, 0, -0.0),
                new ScrapedSample(up, 1, 1e300),
                new ScrapedSample(up, 2, -1.5e-7),
                new ScrapedSample(Labels.EMPTY, 1_772_355_604_000L, 999_999_999_999_999.0),
                new ScrapedSample(up, 3, 0.1 + 0.2),
                new ScrapedSample(up, 4, Double.NaN),
                new ScrapedSample(up, 5, StaleMarker.VALUE),
                new ScrapedSample(up, 6, Double.POSITIVE_INFINITY),
                new ScrapedSample(up, 7, Double.NEGATIVE_INFINITY));
        var fact = new Fact(7, Duration.ofMillis(7_199_950), new MetricsObserved(new SamplesScraped(samples)));

        assertThat(quick(JournalCodec.line(fact))).contains(new JournalEntry.Known(fact));
        assertThat(quick("[0,\"samples\",{\"series\":[]}]"))
                .contains(new JournalEntry.Known(
                        new Fact(7, Duration.ZERO, new MetricsObserved(new SamplesScraped(List.of())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "0.0",
                "-0.0",
                "1e5",
                "1E+5",
                "123456789012345678",
                "9007199254740993",
                "0.30000000000000004",
                "2.2250738585072012e-308",
                "4.9E-324",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "1e999",
                "+1",
                "1 ",
                "0x1",
                "null",
                "\"NaN\"",
                "\"nan\"",
                "\"stale\"",
                "\"Inf\"",
                "\"+Inf\"",
                "\"-Inf\"",
                "true",
                "[]",
                "12345678901234567890",
                "1,2",
                "1]],\"samples\":[[18,2",
                "1]]},{\"labels\":{},\"samples\":[[1,1"
            })
    void valuesAreThoseOfTheSlowWay(String value) {
        same(LINE.replace("@", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "{\"a\":\"\"}", "{\"a\":1}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[]}",
                        "{\"a\":\"1\",\"a\":\"2\"}",
                "{\"b\":\"1\",\"a\":\"2\"}", "{ \"a\" : \"1\" }", "{\"a\"}", "{\"a\":\"\\u00fc\"}", "{\"a\":\"\\", "[]",
                        "null",
                "{\"a\":\"1\",}", "{\"a\":\"\\q\"}", "{\"\":\"1\"}", "{\"a\":\"\t\"}"
            })
    void labelsAreThoseOfTheSlowWay(String labels) {
        same(LINE.replace(LABELS, labels).replace("@", "1"));
    }

    @Test
    void textThatIsNoUtf8IsDamage() {
        var bytes = LINE.replace("@", "1").getBytes(StandardCharsets.UTF_8);
        bytes[LINE.indexOf('ü')] = (byte) 0xff;

        assertThat(reader().read(7, ByteBuffer.wrap(bytes))).isEmpty();
    }

    @Provide
    Arbitrary<String> lines() {
        // A line of ours in which something is left out, doubled, or in another place.
        return Arbitraries.integers()
                .between(0, LINE.length())
                .list()
                .ofSize(3)
                .map(at -> LINE.substring(0, at.get(0))
                        + LINE.substring(Math.min(at.get(1), at.get(2)), Math.max(at.get(1), at.get(2)))
                        + LINE.substring(at.get(2)))
                .map(line -> line.replace("@", "1.5"));
    }

    @Property(tries = 1_000)
    void whateverALineHoldsItIsWhatTheSlowWaySays(@ForAll("lines") String line) {
        same(line);
    }

    /** That the quick way knows nothing of a line, or the same. */
    private static void same(String line) {
        quick(line)
                .ifPresent(entry -> assertThat(entry)
                        .as(line)
                        .isEqualTo(JournalCodec.entry(7, line))
                        .hasToString(JournalCodec.entry(7, line).toString()));
    }

    private static Optional<JournalEntry> quick(String line) {
        var bytes = ("..." + line).getBytes(StandardCharsets.UTF_8);
        return reader().read(7, ByteBuffer.wrap(bytes, 3, bytes.length - 3));
    }

    private static SampleLine reader() {
        return new SampleLine(text -> {
            try {
                var decoded = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
                return Optional.of(JournalCodec.labels(decoded));
            } catch (Data.DamagedLine | CharacterCodingException e) {
                return Optional.empty();
            }
        });
    }
}
