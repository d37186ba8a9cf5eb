package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a journal when its file comes to harm. */
class DamageTest {

    private static final int TAIL = 64 << 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private final byte[] bytes = lesson();
    private final List<JournalEntry> entries = opened(bytes).entries();

    private static byte[] lesson() {
        var text = new StringBuilder(JournalCodec.header(Facts.header())).append('\n');
        for (Fact fact : Facts.wholeLesson().list()) {
            text.append(JournalCodec.line(fact)).append('\n');
            if (text.length() > 5 * TAIL / 4) {
                break;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Journal opened(byte[] journal) {
        var reader = new JournalReader();
        reader.feed(journal, 0, journal.length);
        return reader.soFar();
    }

    private static byte[] zipped(byte[] journal) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(journal);
        }
        return out.toByteArray();
    }

    private Journal file(byte[] content) throws IOException {
        return Journal.open(Files.write(folder.resolve("a.jsonl"), content));
    }

    private int linesUpTo(int cut) {
        int lines = 0;
        for (int i = 0; i < cut; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    @Test
    void cutAtEveryByteOfItsLast64KiBItOpensAndLosesNoWholeLine() {
        assertThat(bytes.length).isGreaterThan(TAIL);
        int from = bytes.length - TAIL;
        var reader = new JournalReader();
        reader.feed(bytes, 0, from);
        int whole = linesUpTo(from) - 1;
        for (int cut = from; cut <= bytes.length; cut++) {
            var journal = reader.soFar();
            boolean lineIsWhole = cut < bytes.length && bytes[cut] == '\n';
            boolean inALine = bytes[cut - 1] != '\n';
            int left = whole + (lineIsWhole && inALine ? 1 : 0);
            if (journal.entries().size() != left || journal.damage().none() != (lineIsWhole || !inALine)) {
                assertThat(journal.entries()).as("cut at " + cut).hasSize(left);
                assertThat(journal.damage().none()).as("cut at " + cut).isEqualTo(lineIsWhole || !inALine);
            }
            if (cut < bytes.length) {
                reader.feed(bytes, cut, cut + 1);
                whole += bytes[cut] == '\n' ? 1 : 0;
            }
        }
        assertThat(reader.soFar().entries()).isEqualTo(entries);
    }

    @Test
    void aCutFileOpensAsItsBeginning() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 100; i++) {
            int cut = bytes.length - random.nextInt(TAIL);
            var journal = file(Arrays.copyOf(bytes, cut));
            assertThat(journal.entries())
                    .isEqualTo(entries.subList(0, journal.entries().size()));
            assertThat(journal.entries()).hasSizeGreaterThanOrEqualTo(linesUpTo(cut) - 1);
            journal.damage()
                    .places()
                    .forEach(p -> assertThat(p.offset() + p.bytes()).isEqualTo(cut));
        }
    }

    @Test
    void aCutCompressedFileOpensAsItsBeginning() throws IOException {
        var zipped = zipped(bytes);
        int most = 0;
        for (int cut = 12; cut < zipped.length; cut += 61) {
            Journal journal;
            try {
                journal = file(Arrays.copyOf(zipped, cut));
            } catch (JournalException e) {
                assertThat(most).as("nothing was to be had before " + cut).isZero();
                continue;
            }
            assertThat(journal.entries())
                    .isEqualTo(entries.subList(0, journal.entries().size()));
            assertThat(journal.entries()).as("cut at " + cut).hasSizeGreaterThanOrEqualTo(most);
            assertThat(journal.damage().toString()).contains("breaks off here");
            most = journal.entries().size();
        }
        assertThat(most).isGreaterThan(entries.size() * 9 / 10);
    }

    @Test
    void aFlippedByteCostsItsLineAndNothingElse() {
        var random = new Random(2);
        int headerEnd = linesUpToHeader();
        for (int i = 0; i < 400; i++) {
            var copy = bytes.clone();
            int at = headerEnd + random.nextInt(bytes.length - headerEnd);
            copy[at] ^= (byte) (1 << random.nextInt(8));
            var journal = opened(copy);
            // It may have been a line feed, and two lines are one.
            assertThat(journal.entries()).as("flipped at " + at).hasSizeGreaterThanOrEqualTo(entries.size() - 2);
            assertThat(journal.damage().places()).hasSizeLessThanOrEqualTo(2);
        }
    }

    private int linesUpToHeader() {
        int i = 0;
        while (bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    @Test
    void aFlippedByteOfACompressedFileIsTold() throws IOException {
        var zipped = zipped(bytes);
        var random = new Random(3);
        for (int i = 0; i < 100; i++) {
            var copy = zipped.clone();
            int at = 10 + random.nextInt(zipped.length - 10);
            copy[at] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(file(copy).damage().none()).as("flipped at " + at).isFalse();
            } catch (JournalException e) {
                assertThat(at)
                        .as("only the very beginning is worth a whole journal")
                        .isLessThan(6_000);
            }
        }
    }

    @Test
    void aCompressedFileWithADamagedHeaderOpens() throws IOException {
        var zipped = zipped(bytes);
        zipped[2] = 77;
        var journal = file(zipped);

        assertThat(journal.entries()).isEqualTo(entries);
        assertThat(journal.damage().toString()).contains("header of the compressed stream");
    }

    @Test
    void withoutItsHeaderAJournalOpensWithWhatTheFactsTell() {
        int headerEnd = linesUpToHeader();
        var missing = opened(Arrays.copyOfRange(bytes, headerEnd, bytes.length));
        var damaged = bytes.clone();
        damaged[headerEnd / 2] = '\0';
        damaged[0] = '?';

        for (Journal journal : List.of(missing, opened(damaged))) {
            assertThat(journal.entries()).isEqualTo(entries);
            assertThat(journal.damage().places()).hasSize(1);
            assertThat(journal.damage().toString()).contains("header").contains("made up from the facts");
            assertThat(journal.header().startedAt()).isEqualTo(Facts.START);
            assertThat(journal.header().stackName()).isEqualTo("sre-slo-demo");
            assertThat(journal.header().steps()).extracting(s -> s.id()).startsWith("images", "deploy", "targets");
        }
    }

    @Test
    void aFileThatHoldsNoFactIsNoJournal() {
        assertThatThrownBy(() -> opened("hello\nworld\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("not a journal");
    }

    @Test
    void openingADamagedFileLeavesItAsItWas() throws IOException {
        var cut = Arrays.copyOf(bytes, bytes.length - 7);
        file(cut);

        assertThat(folder.resolve("a.jsonl")).hasBinaryContent(cut);
        assertThat(folder).isDirectoryNotContaining(f -> !f.endsWith("a.jsonl"));
    }
}
