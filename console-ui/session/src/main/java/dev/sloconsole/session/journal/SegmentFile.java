package dev.sloconsole.session.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A later segment of a recording whose disk failed for a while: {@code NAME-2.jsonl} beside {@code NAME.jsonl}, or the
 * next number that is free. It is created with its first line, by the thread that writes it; where the disk does not take
 * its first lines, nothing is left behind.
 */
public final class SegmentFile implements JournalSink {

    private final Path first;
    private Optional<JournalFile> open = Optional.empty();
    private boolean kept;
    private volatile Optional<Path> file = Optional.empty();

    /** @param first the file that the recording began in */
    public SegmentFile(Path first) {
        this.first = first;
    }

    /** The file once it was created; from any thread. */
    public Optional<Path> file() {
        return file;
    }

    @Override
    public void write(String line) throws IOException {
        if (open.isEmpty()) {
            var name = free();
            open = Optional.of(JournalFile.create(name));
            file = Optional.of(name);
        }
        open.get().write(line);
    }

    @Override
    public void flush() throws IOException {
        if (open.isPresent()) {
            open.get().flush();
            kept = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (open.isEmpty()) {
            return;
        }
        try {
            open.get().close();
        } finally {
            if (!kept) {
                Files.deleteIfExists(file.orElseThrow());
            }
        }
    }

    /** A file's name without its folder, which is nobody's business. */
    public static String name(Path file) {
        return file.getFileName().toString();
    }

    private Path free() {
        var name = first.getFileName().toString().replaceFirst("\\.jsonl$", "");
        for (int number = 2; ; number++) {
            var next = first.resolveSibling(name + "-" + number + ".jsonl");
            if (Files.notExists(next) && Files.notExists(Compression.compressed(next))) {
                return next;
            }
        }
    }
}
