package dev.sloconsole.session.journal;

import dev.sloconsole.session.Fact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The contents of a journal: the header, every whole line after it, and what was lost. */
public record Journal(JournalHeader header, List<JournalEntry> entries, Damage damage) {

    /**
     * Is told of a journal while it is read, on the thread that reads. What it was told is true of the journal in the
     * end only if that has the very same header and facts: a damaged one may lose some of them once it is all known.
     */
    public interface Follower {

        /** The header; comes first, or, where it is damaged, never. */
        void begins(JournalHeader header);

        /** The next fact. */
        void tells(Fact fact);
    }

    public Journal {
        entries = List.copyOf(entries);
    }

    /**
     * Opens a journal, plain or compressed with gzip. What is whole is read, whatever is damaged around it. Where
     * there is no such file but its compressed form {@code FILE.gz}, that is opened.
     *
     * @throws JournalException if there is no such file, if it is not a journal, or if it cannot be read at all
     */
    public static Journal open(Path file) {
        return JournalReader.open(file);
    }

    /**
     * The same, with somebody who follows.
     *
     * @throws JournalException if there is no such file, if it is not a journal, or if it cannot be read at all
     */
    public static Journal open(Path file, Follower follower) {
        return JournalReader.open(file, JournalReader.Limits.CLASS, follower);
    }

    /** The facts that this program knows, in order. */
    public List<Fact> facts() {
        return entries.stream()
                .flatMap(e -> switch (e) {
                    case JournalEntry.Known known -> Stream.of(known.fact());
                    case JournalEntry.Unknown unknown -> Stream.<Fact>empty();
                })
                .toList();
    }

    /**
     * Writes this journal to another file, what this program does not understand included. The file is there complete
     * or not at all.
     *
     * @throws JournalException if it cannot be written
     */
    public void writeTo(Path file) {
        var temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                writer.append(JournalCodec.header(header)).append('\n');
                for (JournalEntry entry : entries) {
                    writer.append(entry.line()).append('\n');
                }
            }
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new JournalException(
                    "Could not write the journal " + file + ": " + Reasons.of(e) + ". Choose another place for it.", e);
        }
    }
}
