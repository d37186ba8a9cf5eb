package dev.sloconsole.session.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The compressed form of a journal that was closed: {@code NAME.gz}, in place of {@code NAME}. At every moment of the
 * change one of the two is complete on the disk.
 */
final class Compression {

    private static final System.Logger LOG = System.getLogger(Compression.class.getName());

    private Compression() {}

    /** The name of a journal's compressed form. */
    static Path compressed(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }

    /** Compresses a closed journal; where that fails, by a full disk say, the plain form stays and is as good. */
    static void compress(Path file) {
        var target = compressed(file);
        var part = file.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target)) {
                throw new IOException(target + " is there already");
            }
            write(file, part);
            if (checksum(Files.newInputStream(file)) != checksum(new GZIPInputStream(Files.newInputStream(part)))) {
                throw new IOException(part + " does not read back as it was written");
            }
            Files.move(part, target);
            syncFolder(target);
            Files.delete(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The journal " + file + " stays uncompressed", e);
            deleteQuietly(part);
        }
    }

    private static void write(Path file, Path part) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var gzip = new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16);
            Files.copy(file, gzip);
            gzip.finish();
            channel.force(true);
        }
    }

    private static long checksum(InputStream bytes) throws IOException {
        try (var in = new CheckedInputStream(new BufferedInputStream(bytes), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    /** The new name must be on the disk before the old one goes; not every system lets a folder be opened. */
    private static void syncFolder(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The folder " + folder + " could not be forced to the disk", e);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The unfinished " + part + " could not be deleted", e);
        }
    }
}
