package dev.sloconsole.prometheus.scrape;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A compressed body: one gzip member behind the other to the very end. Java's own reader passes over what is behind the
 * last one; Prometheus does not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952: gzip</a>
 */
final class GzipBody {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final byte[] body;
    private final long limit;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private int at;

    private GzipBody(byte[] body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * The uncompressed bytes; a few more than the limit, and not all, where there are more.
     *
     * @throws EOFException if the body is cut
     * @throws ZipException if it is something else
     */
    static byte[] unzip(byte[] body, long limit) throws EOFException, ZipException {
        var gzip = new GzipBody(body, limit);
        do {
            gzip.member();
        } while (gzip.at < body.length && gzip.plain.size() <= limit);
        return gzip.plain.toByteArray();
    }

    private void member() throws EOFException, ZipException {
        skipHeader();
        var crc = new CRC32();
        var inflater = new Inflater(true);
        try {
            inflater.setInput(body, at, body.length - at);
            byte[] buffer = new byte[16 << 10];
            long size = 0;
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw new EOFException("unexpected EOF");
                }
                crc.update(buffer, 0, read);
                plain.write(buffer, 0, read);
                size += read;
                if (plain.size() > limit) {
                    return;
                }
            }
            at = body.length - inflater.getRemaining();
            need(TRAILER);
            if (number(4) != crc.getValue() || number(4) != (size & 0xffff_ffffL)) {
                throw new ZipException("invalid checksum");
            }
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("invalid data").initCause(e);
        } finally {
            inflater.end();
        }
    }

    private void skipHeader() throws EOFException, ZipException {
        need(HEADER);
        if (number(2) != 0x8b1f || number(1) != 8) {
            throw new ZipException("invalid header");
        }
        int flags = (int) number(1);
        at += 6;
        if ((flags & EXTRA) != 0) {
            need(2);
            int length = (int) number(2);
            need(length);
            at += length;
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            need(2);
            at += 2;
        }
    }

    private void skipText() throws EOFException {
        do {
            need(1);
        } while (body[at++] != 0);
    }

    private void need(int bytes) throws EOFException {
        if (body.length - at < bytes) {
            throw new EOFException("unexpected EOF");
        }
    }

    /** The next bytes as a number, the lowest first. */
    private long number(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (body[at++] & 0xffL) << (8 * i);
        }
        return number;
    }
}
