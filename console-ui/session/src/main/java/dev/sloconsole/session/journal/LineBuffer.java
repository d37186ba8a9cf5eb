package dev.sloconsole.session.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one line while they arrive; of a line that is too long only the length is kept. */
final class LineBuffer {

    private final int most;
    private byte[] bytes = new byte[1 << 12];
    private long length;

    LineBuffer(int most) {
        this.most = most;
    }

    /** Adds the bytes of a chunk from one index up to another, that one excluded. */
    void add(byte[] chunk, int from, int to) {
        int n = to - from;
        if (length + n <= most) {
            int filled = (int) length;
            if (filled + n > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, filled + n));
            }
            System.arraycopy(chunk, from, bytes, filled, n);
        }
        length += n;
    }

    /** Of the whole line, also where it is too long to be kept. */
    long length() {
        return length;
    }

    /** The line, which must not be too long; valid until the next call of {@link #add}. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes, 0, (int) length);
    }

    void clear() {
        length = 0;
    }
}
