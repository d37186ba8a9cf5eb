package dev.sloconsole.session.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A journal being written, as plain lines: after a {@code kill -9} it holds all up to the latest flush, and opens.
 * Closing it compresses it, see {@link Compression}. A file that is there already is never touched.
 */
public final class JournalFile implements JournalSink {

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private boolean failed;

    private JournalFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Creates the file, and the folders above it. */
    public static JournalFile create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new JournalFile(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
        if (bytes.remaining() > buffer.remaining()) {
            flush();
        }
        if (bytes.remaining() > buffer.remaining()) {
            drain(bytes);
        } else {
            buffer.put(bytes);
        }
    }

    @Override
    public void flush() throws IOException {
        drain(buffer.flip());
        buffer.clear();
    }

    /** What was handed over in part must not be written a second time, so nothing is written after a failure. */
    private void drain(ByteBuffer bytes) throws IOException {
        if (failed) {
            throw new IOException("an earlier line could not be written");
        }
        failed = true;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        failed = false;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!failed) {
                flush();
                channel.force(true);
            }
        }
        if (!failed) {
            Compression.compress(file);
        }
    }
}
