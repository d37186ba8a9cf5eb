package dev.sloconsole.session.journal;

import dev.sloconsole.session.journal.Damage.Place;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads a journal line by line. A damaged line costs that line, a broken compressed stream what comes after the break,
 * a damaged header the lesson's texts. The file itself is never changed.
 */
final class JournalReader {

    /** Longer lines are no journal's; the header with its lesson is the longest. */
    private static final int MAX_LINE = 16 << 20;

    /** What every gzip stream begins with, by RFC 1952: ten bytes, where there is no name in it. */
    private static final int GZIP_HEADER = 10;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final LineBuffer line = new LineBuffer(MAX_LINE);
    private Optional<JournalHeader> header = Optional.empty();
    private Duration latest = Duration.ZERO;
    private long lineNumber = 1;
    private long lineOffset;
    private boolean begins = true;

    private JournalReader() {}

    static Journal open(Path named) {
        var file = !Files.exists(named) && Files.isRegularFile(Compression.compressed(named))
                ? Compression.compressed(named)
                : named;
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
        } catch (JournalException e) {
            throw e.about("Could not open the journal " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new JournalException(
                    "Could not open the journal " + file + ": " + Reasons.of(e) + ". Check that it can be read.", e);
        }
    }

    private Journal read(BufferedInputStream raw) throws IOException {
        try {
            readLines(uncompressed(raw));
        } catch (EOFException | ZipException e) {
            finishLine(false);
            places.add(new Place(
                    lineNumber,
                    lineOffset,
                    0,
                    "the compressed stream breaks off here, or is damaged; what came after it is lost"));
        }
        var salvaged = new Salvage(entries);
        if (header.isEmpty() && !salvaged.possible()) {
            throw new JournalException("it is not a journal of SLO Console: "
                    + (places.isEmpty() ? "it is empty" : places.getFirst().what()) + ". Choose another file.");
        }
        return new Journal(header.orElseGet(salvaged::header), entries, new Damage(places));
    }

    /** The plain journal; a gzip stream whose own header is damaged is read without it. */
    private InputStream uncompressed(BufferedInputStream raw) throws IOException {
        raw.mark(1 << 12);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        if (!gzip) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 1 << 9);
        } catch (ZipException e) {
            places.add(new Place(1, 0, 0, "the header of the compressed stream is damaged"));
            raw.reset();
            raw.skipNBytes(GZIP_HEADER);
            return new InflaterInputStream(raw, new Inflater(true), 1 << 9);
        }
    }

    private void readLines(InputStream in) throws IOException {
        var chunk = new byte[1 << 16];
        int n = in.read(chunk);
        while (n >= 0) {
            int from = 0;
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    line.add(chunk, from, i);
                    finishLine(true);
                    from = i + 1;
                }
            }
            line.add(chunk, from, n);
            n = in.read(chunk);
        }
        finishLine(false);
    }

    /** Takes what was gathered as a line; a last one may lack its line feed and be whole all the same. */
    private void finishLine(boolean fed) {
        if (!fed && line.length() == 0) {
            return;
        }
        try {
            if (begins) {
                first();
            } else {
                take(JournalCodec.entry(entries.size() + 1, text()));
            }
        } catch (Data.DamagedLine e) {
            places.add(new Place(lineNumber, lineOffset, line.length(), what(e, fed)));
        }
        begins = false;
        lineNumber++;
        lineOffset += line.length() + (fed ? 1 : 0);
        line.clear();
    }

    private String what(Data.DamagedLine e, boolean fed) {
        if (begins) {
            return "the header could not be read, and is made up from the facts: " + e.getMessage();
        }
        return fed
                ? "the line could not be read: " + e.getMessage()
                : "the journal breaks off in the middle of this line";
    }

    /** The header; or a fact, where the header is missing. */
    private void first() {
        try {
            header = Optional.of(JournalCodec.header(text()));
        } catch (Data.DamagedLine noHeader) {
            try {
                take(JournalCodec.entry(1, text()));
            } catch (Data.DamagedLine neither) {
                throw noHeader;
            }
            places.add(new Place(1, 0, 0, "the header is missing, and is made up from the facts"));
        }
    }

    private void take(JournalEntry entry) {
        if (entry.at().compareTo(latest) < 0) {
            throw new Data.DamagedLine("its time is before that of the line before");
        }
        latest = entry.at();
        entries.add(entry);
    }

    private String text() {
        if (line.length() > MAX_LINE) {
            throw new Data.DamagedLine("it is longer than a line may be");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line.bytes()).toString();
        } catch (CharacterCodingException e) {
            throw new Data.DamagedLine("it is not UTF-8");
        }
    }
}
