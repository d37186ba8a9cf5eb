package dev.sloconsole.session.journal;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines of a journal go. Used by one thread alone, the {@link JournalWriter}'s, which closes it. */
public interface JournalSink extends Closeable {

    /** Takes one line, without its line feed; it may stay in memory until {@link #flush}. */
    void write(String line) throws IOException;

    /** Hands everything to the operating system, so that the end of this process cannot lose it. */
    void flush() throws IOException;

    /** Flushes, and waits until the disk has everything; after a failure it only lets go of the file. */
    @Override
    void close() throws IOException;
}
