package dev.sloconsole.session.journal;

import dev.sloconsole.session.journal.Damage.Place;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a journal line by line. A damaged line costs that line, a broken compressed stream what comes after the break.
 * The file itself is never changed.
 */
final class JournalReader {

    /** Longer lines are no journal's; the header with its lesson is the longest. */
    private static final int MAX_LINE = 16 << 20;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private Optional<JournalHeader> header = Optional.empty();
    private Duration latest = Duration.ZERO;
    private long lineNumber = 1;
    private long lineOffset;
    private long lineBytes;

    private JournalReader() {}

    static Journal open(Path file) {
        if (Files.isDirectory(file)) {
            throw new JournalException(
                    "Could not open the journal " + file + ": it is a folder. Name the journal file in it.");
        }
        if (!Files.exists(file)) {
            throw new JournalException("Could not open the journal " + file
                    + ": there is no such file. Check the name; a rehearsal writes its journal into the folder given"
                    + " by --out.");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new JournalReader().read(in);
        } catch (Data.DamagedLine | JournalException e) {
            throw new JournalException("Could not open the journal " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JournalException(
                    "Could not open the journal " + file + ": " + Reasons.of(e) + ". Check that it can be read.", e);
        }
    }

    private Journal read(BufferedInputStream raw) throws IOException {
        try {
            readBytes(uncompressed(raw));
        } catch (EOFException | ZipException e) {
            finishLine(false);
            places.add(new Place(
                    lineNumber, lineOffset, 0, "the compressed stream breaks off here; what came after it is lost"));
        }
        return new Journal(header.orElseThrow(JournalReader::noJournal), entries, new Damage(places));
    }

    private static JournalException noJournal() {
        return new JournalException("it is empty, so there is no journal in it. Choose another file.");
    }

    private static InputStream uncompressed(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private void readBytes(InputStream in) throws IOException {
        var chunk = new byte[1 << 16];
        int n = in.read(chunk);
        while (n >= 0) {
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    finishLine(true);
                } else {
                    lineBytes++;
                    if (line.size() < MAX_LINE) {
                        line.write(chunk[i]);
                    }
                }
            }
            n = in.read(chunk);
        }
        finishLine(false);
    }

    /** Takes what was gathered as a line; a last one may lack its line feed and be whole all the same. */
    private void finishLine(boolean fed) {
        if (fed || lineBytes > 0) {
            take(fed);
            lineNumber++;
        }
        lineOffset += lineBytes + (fed ? 1 : 0);
        lineBytes = 0;
        line.reset();
    }

    private void take(boolean fed) {
        if (header.isEmpty()) {
            header = Optional.of(firstLine());
            return;
        }
        try {
            var entry = JournalCodec.entry(entries.size() + 1, text());
            if (entry.at().compareTo(latest) < 0) {
                throw new Data.DamagedLine("its time is before that of the line before");
            }
            latest = entry.at();
            entries.add(entry);
        } catch (Data.DamagedLine e) {
            var what = fed
                    ? "the line could not be read: " + e.getMessage()
                    : "the journal breaks off in the middle of this line";
            places.add(new Place(lineNumber, lineOffset, lineBytes, what));
        }
    }

    private JournalHeader firstLine() {
        try {
            return JournalCodec.header(text());
        } catch (Data.DamagedLine e) {
            throw new JournalException("it is not a journal of SLO Console, or its first line is damaged: "
                    + e.getMessage() + ". Choose another file.");
        }
    }

    private String text() {
        if (lineBytes > MAX_LINE) {
            throw new Data.DamagedLine("it is longer than a line may be");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Data.DamagedLine("it is not UTF-8");
        }
    }
}
