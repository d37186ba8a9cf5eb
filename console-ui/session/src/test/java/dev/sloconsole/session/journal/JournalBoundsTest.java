package dev.sloconsole.session.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.JournalReader.Limits;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may cost that is no journal, or is one of somebody who wishes us ill: a sentence, and not the memory. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JournalBoundsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private static String header() {
        return JournalCodec.header(new JournalHeader(
                "L",
                Lesson.builtIn().outline(Source.LOCAL),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "s",
                Facts.START,
                "t"));
    }

    private Path zipped(String first, String line, int times) throws IOException {
        var file = folder.resolve("bomb.jsonl.gz");
        var lines = (line + "\n").repeat(1_000).getBytes(UTF_8);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((first + "\n").getBytes(UTF_8));
            for (int i = 0; i < times / 1_000; i++) {
                out.write(lines);
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "[]", "{\"a\":1}", "[1,\"step-entered\",{}]"})
    void aSmallFileOfMillionsOfGarbageLinesIsRefused(String garbage) throws IOException {
        var bomb = zipped(header(), garbage, 300_000);

        assertThatThrownBy(() -> Journal.open(bomb))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("it is not a journal of SLO Console, or too little is left of it")
                .hasMessageContaining("Choose another file");
    }

    @Test
    void moreFactsThanAClassCanHaveAreNotRead() throws IOException {
        var endless = zipped(header(), "[1,\"paused\",{\"lasted\":6}]", 100_000);

        var journal = JournalReader.open(endless, new Limits(20_000, 1L << 30, 10_000));

        assertThat(journal.entries()).hasSizeBetween(20_000, 25_000);
        assertThat(journal.damage().places()).hasSize(1);
        assertThat(journal.damage().toString()).contains("what comes from here on is not read");
    }

    @Test
    void moreBytesThanAClassCanHaveAreNotRead() throws IOException {
        var endless = zipped(header() + "\n[1,\"paused\",{\"lasted\":6}]", "0".repeat(10_000), 10_000);

        var journal = JournalReader.open(endless, new Limits(20_000, 20 << 20, 10_000));

        assertThat(journal.entries()).hasSize(1);
        assertThat(journal.damage().toString()).contains("20,971,520 bytes");
    }

    @Test
    void aDeviceOrAPipeIsNotRead() {
        var zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "this system has no /dev/zero");

        assertThatThrownBy(() -> Journal.open(zero))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("it is a device or a pipe");
    }

    static Stream<String> impossible() {
        return Stream.of(
                "[1,\"traffic-counted\",{\"ok\":9223372036854775807,\"clientError\":0,\"serverError\":0,\"timeout\":0,\"refused\":0,\"dropped\":0}]",
                "[1,\"traffic-counted\",{\"ok\":92233720368547758079,\"clientError\":0,\"serverError\":0,\"timeout\":0,\"refused\":0,\"dropped\":0}]",
                "[1,\"traffic-counted\",{\"ok\":-1,\"clientError\":0,\"serverError\":0,\"timeout\":0,\"refused\":0,\"dropped\":0}]",
                "[1,\"traffic-counted\",{\"ok\":1e18,\"clientError\":0,\"serverError\":0,\"timeout\":0,\"refused\":0,\"dropped\":0}]",
                "[1,\"traffic-changed\",{\"mode\":\"normal\",\"ratePerSecond\":4294967297,\"failurePercent\":30}]",
                "[1,\"traffic-changed\",{\"mode\":\"normal\",\"ratePerSecond\":0,\"failurePercent\":30}]",
                "[1,\"objective-changed\",{\"objective\":0.99,\"window\":0}]",
                "[1,\"objective-changed\",{\"objective\":0.99,\"window\":-5}]",
                "[1,\"objective-changed\",{\"objective\":0.99,\"window\":1e300}]",
                "[1,\"objective-changed\",{\"objective\":1e999,\"window\":5}]",
                "[1,\"samples\",{\"series\":[{\"labels\":{\"__name__\":\"up\"},\"samples\":[[9223372036854775807,1]]}]}]",
                "[1,\"samples\",{\"series\":[{\"labels\":{\"__name__\":\"up\"},\"samples\":[[92233720368547758070,1]]}]}]",
                "[1,\"samples\",{\"series\":[{\"labels\":{\"__name__\":\"up\"},\"samples\":[[-1,1]]}]}]",
                "[1,\"clock-jumped\",{\"by\":1e12}]",
                "[1e300,\"paused\",{\"lasted\":6}]",
                "[1,\"session-started\",{\"lesson\":\"L\",\"source\":\"LOCAL\",\"stack\":\"s\",\"objective\":0.99,\"window\":1800,"
                        + "\"startedAt\":\"+1000000000-12-31T23:59:59.999999999Z\",\"program\":\"t\"}]",
                "[1,\"paused\",{\"lasted\":" + "[".repeat(5_000) + "}]");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aValueThatNoClassCanHaveCostsItsLineOnly(String line) throws IOException {
        var text = new StringBuilder(header()).append('\n').append(line).append('\n');
        for (Fact fact : Facts.wholeLesson().list().subList(0, 50)) {
            text.append(JournalCodec.line(fact)).append('\n');
        }
        var file = Files.writeString(folder.resolve("a.jsonl"), text);

        var replay = Replay.open(file);

        assertThat(replay.facts()).hasSize(50);
        assertThat(replay.damage().places())
                .hasSize(1)
                .allSatisfy(place -> assertThat(place.line()).isEqualTo(2));
        assertThat(replay.finalState().traffic().total().total()).isNotNegative();
    }
}
