package dev.sloconsole.session.journal;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.journal.Damage.Place;
import java.io.BufferedInputStream;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /**
     * What a file may cost at most.
     *
     * @param facts of one file; what comes after is not read
     * @param bytes of it, uncompressed; what comes after is not read
     * @param places that are damaged; a file with more of them than whole lines is refused
     */
    record Limits(int facts, long bytes, int places) {

        /** Fourteen hours of a lively class. */
        static final Limits CLASS = new Limits(1_000_000, 1L << 30, 10_000);
    }

    private static final char REPLACEMENT = '\uFFFD';

    /** What every gzip stream begins with, by RFC 1952: ten bytes, where there is no name in it. */
    private static final int GZIP_HEADER = 10;

    private static final Journal.Follower NOBODY = new Journal.Follower() {
        @Override
        public void begins(JournalHeader header) {
            // nobody listens
        }

        @Override
        public void tells(Fact fact) {
            // nobody listens
        }
    };

    private final Limits limits;
    private final Journal.Follower follower;
    private final List<Read> lines = new ArrayList<>();
    private final Map<Labels, Labels> allLabels = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final LineBuffer line = new LineBuffer(MAX_LINE);
    private final SampleLine sampleLine = new SampleLine(this::labels);
    private Optional<JournalHeader> header = Optional.empty();
    private long lineNumber = 1;
    private long lineOffset;
    private boolean begins = true;
    private boolean ordered = true;

    JournalReader() {
        this(Limits.CLASS, NOBODY);
    }

    private JournalReader(Limits limits, Journal.Follower follower) {
        this.limits = limits;
        this.follower = follower;
    }

    static Journal open(Path named) {
        return open(named, Limits.CLASS);
    }

    static Journal open(Path named, Limits limits) {
        return open(named, limits, NOBODY);
    }

    static Journal open(Path named, Limits limits, Journal.Follower follower) {
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
        if (!Files.isRegularFile(file)) {
            throw new JournalException("Could not open the journal " + file
                    + ": it is a device or a pipe, which may have no end. Write it into a file, and name that.");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new JournalReader(limits, follower).read(in);
        } catch (JournalException e) {
            throw e.about("Could not open the journal " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new JournalException(
                    "Could not open the journal " + file + ": " + Reasons.of(e) + ". Check that it can be read.", e);
        }
    }

    private Journal read(BufferedInputStream raw) throws IOException {
        try {
            var in = uncompressed(raw);
            var chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0 && !full(); n = in.read(chunk)) {
                feed(chunk, 0, n);
            }
        } catch (EOFException | ZipException e) {
            finishLine(false);
            places.add(new Place(
                    lineNumber,
                    lineOffset,
                    0,
                    "the compressed stream breaks off here, or is damaged; what came after it is lost"));
        }
        return soFar();
    }

    /** Whether there is more than a journal may hold; tells where reading ended, or refuses what is mostly damage. */
    private boolean full() {
        int damaged = places.size();
        if (damaged >= limits.places && damaged > lines.size()) {
            throw new JournalException(String.format(
                    Locale.ROOT,
                    "it is not a journal of SLO Console, or too little is left of it: of its first %,d lines %,d could"
                            + " not be read. Choose another file.",
                    lineNumber - 1,
                    damaged));
        }
        if (lines.size() < limits.facts && lineOffset + line.length() < limits.bytes && damaged < 10 * limits.places) {
            return false;
        }
        line.clear();
        var what = String.format(
                Locale.ROOT,
                "what comes from here on is not read: a journal has at most %,d facts, %,d bytes and %,d damaged lines",
                limits.facts,
                limits.bytes,
                10 * limits.places);
        places.add(new Place(lineNumber, lineOffset, 0, what));
        return true;
    }

    /** Reads on: the next bytes of the uncompressed journal. */
    void feed(byte[] chunk, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (chunk[i] == '\n') {
                line.add(chunk, start, i);
                finishLine(true);
                start = i + 1;
            }
        }
        line.add(chunk, start, to);
    }

    /**
     * What the journal holds if it ends here; reading may go on. A last line may lack its line feed and be whole all
     * the same.
     *
     * @throws JournalException if it is none
     */
    Journal soFar() {
        var last = line.length() == 0 ? Outcome.NOTHING : read(false);
        var all = joined(lines, last.read());
        var lost = joined(places, last.place());
        if (!ordered || outdated(last)) {
            lost = new ArrayList<>(lost);
            all = inOrder(all, lost);
        }
        var entries = all.stream().map(Read::entry).toList();
        var salvaged = new Salvage(entries);
        if (header.isEmpty() && last.header().isEmpty() && !salvaged.possible()) {
            throw new JournalException("it is not a journal of SLO Console: "
                    + (lost.isEmpty() ? "it is empty" : lost.getFirst().what()) + ". Choose another file.");
        }
        return new Journal(header.or(last::header).orElseGet(salvaged::header), entries, new Damage(lost));
    }

    private boolean outdated(Outcome outcome) {
        return !lines.isEmpty()
                && outcome.read()
                        .filter(r -> r.at().compareTo(lines.getLast().at()) < 0)
                        .isPresent();
    }

    /** The lines without those whose time is damaged, numbered anew. */
    private static List<Read> inOrder(List<Read> lines, List<Place> lost) {
        var kept = TimeOrder.kept(lines.stream().map(Read::at).toList());
        var left = new ArrayList<Read>();
        for (int i = 0; i < kept.length; i++) {
            var read = lines.get(i);
            if (kept[i]) {
                left.add(new Read(read.entry().numbered(left.size() + 1), read.place()));
            } else {
                lost.add(read.place());
            }
        }
        lost.sort(Comparator.comparingLong(Place::line));
        return left;
    }

    private static <T> List<T> joined(List<T> list, Optional<T> last) {
        if (last.isEmpty()) {
            return list;
        }
        var joined = new ArrayList<>(list);
        joined.add(last.get());
        return joined;
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

    private void finishLine(boolean fed) {
        if (fed || line.length() > 0) {
            var outcome = read(fed);
            outcome.header().ifPresent(follower::begins);
            header = header.or(outcome::header);
            outcome.place().ifPresent(places::add);
            ordered &= !outdated(outcome);
            outcome.read().ifPresent(read -> {
                lines.add(read);
                if (read.entry() instanceof JournalEntry.Known known) {
                    follower.tells(known.fact());
                }
            });
            begins = false;
            lineNumber++;
            lineOffset += line.length() + (fed ? 1 : 0);
            line.clear();
        }
    }

    /** What the gathered line says. */
    private Outcome read(boolean fed) {
        try {
            return begins ? first() : Outcome.of(entry());
        } catch (Data.DamagedLine e) {
            return Outcome.of(new Place(lineNumber, lineOffset, line.length(), what(e, fed)));
        }
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
    private Outcome first() {
        try {
            return Outcome.of(JournalCodec.header(text()));
        } catch (Data.DamagedLine noHeader) {
            try {
                var missing = new Place(1, 0, 0, "the header is missing, and is made up from the facts");
                return new Outcome(Optional.empty(), Optional.of(entry()), Optional.of(missing));
            } catch (Data.DamagedLine neither) {
                throw noHeader;
            }
        }
    }

    private Read entry() {
        int sequence = lines.size() + 1;
        var samples =
                line.length() > MAX_LINE ? Optional.<JournalEntry>empty() : sampleLine.read(sequence, line.bytes());
        return new Read(
                samples.orElseGet(() -> sharing(JournalCodec.entry(sequence, text()))),
                new Place(lineNumber, lineOffset, line.length(), "its time does not fit those of the lines around it"));
    }

    /** The same entry with labels that samples before it have too: two hours hold each some thousand times. */
    private JournalEntry sharing(JournalEntry entry) {
        if (entry instanceof JournalEntry.Known(Fact(var sequence, var at, MetricsObserved(SamplesScraped scraped)))) {
            var samples = new ArrayList<ScrapedSample>(scraped.samples().size());
            for (ScrapedSample s : scraped.samples()) {
                samples.add(new ScrapedSample(shared(s.labels()), s.timestampMillis(), s.value()));
            }
            return new JournalEntry.Known(new Fact(sequence, at, new MetricsObserved(new SamplesScraped(samples))));
        }
        return entry;
    }

    private Labels shared(Labels labels) {
        return allLabels.computeIfAbsent(labels, l -> l);
    }

    /** A label set that stands in a line of samples; empty where the line is damaged there. */
    private Optional<Labels> labels(ByteBuffer text) {
        try {
            return Optional.of(shared(JournalCodec.labels(text(text))));
        } catch (Data.DamagedLine e) {
            return Optional.empty();
        }
    }

    private String text() {
        if (line.length() > MAX_LINE) {
            throw new Data.DamagedLine("it is longer than a line may be");
        }
        return text(line.bytes());
    }

    private static String text(ByteBuffer bytes) {
        // Quick, but hides what is no UTF-8 behind a character that a text may also hold by itself.
        int from = bytes.arrayOffset() + bytes.position();
        var text = new String(bytes.array(), from, bytes.remaining(), StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Data.DamagedLine("it is not UTF-8");
        }
    }

    /** A line that was read, and what is to be said should its time turn out to be wrong. */
    private record Read(JournalEntry entry, Place place) {
        Duration at() {
            return entry.at();
        }
    }

    /** What a line turned out to be. */
    private record Outcome(Optional<JournalHeader> header, Optional<Read> read, Optional<Place> place) {
        static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty(), Optional.empty());

        static Outcome of(JournalHeader header) {
            return new Outcome(Optional.of(header), Optional.empty(), Optional.empty());
        }

        static Outcome of(Read read) {
            return new Outcome(Optional.empty(), Optional.of(read), Optional.empty());
        }

        static Outcome of(Place place) {
            return new Outcome(Optional.empty(), Optional.empty(), Optional.of(place));
        }
    }
}
