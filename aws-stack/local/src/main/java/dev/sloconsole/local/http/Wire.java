package dev.sloconsole.local.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** One side of a connection: reads heads with a limit and a deadline, and passes bodies on as they come. */
public final class Wire implements AutoCloseable {

    public static final int LONGEST_HEAD = 32_768;
    private static final int LONGEST_CHUNK_LINE = 1_024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16_384];
    private int start;
    private int end;
    private OptionalLong deadline = OptionalLong.empty();

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** What was read is larger than we are willing to hold. */
    public static final class TooLarge extends IOException {
        TooLarge() {
            super("the header is larger than " + LONGEST_HEAD + " bytes");
        }
    }

    /** The peer said nothing at all in time. */
    public static final class Silence extends SocketTimeoutException {
        Silence() {
            super("nothing arrived in time");
        }
    }

    /**
     * Reads up to the empty line that ends a head.
     *
     * @param idle how long to wait for the first byte
     * @param whole how long all of it may take from then on
     * @return empty when the peer has closed before the first byte
     * @throws Silence when no first byte came in time
     */
    public Optional<HttpHead> readHead(Duration idle, Duration whole) throws IOException {
        socket.setSoTimeout((int) idle.toMillis());
        try {
            if (start == end && !fill()) {
                return Optional.empty();
            }
        } catch (SocketTimeoutException e) {
            throw new Silence();
        }
        long deadline = System.nanoTime() + whole.toNanos();
        var head = new byte[1_024];
        int length = 0;
        while (true) {
            if (start == end) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new SocketTimeoutException("the header took too long");
                }
                socket.setSoTimeout((int) left);
                if (!fill()) {
                    throw new EOFException("the connection ended within a header");
                }
            }
            if (length == LONGEST_HEAD) {
                throw new TooLarge();
            }
            if (length == head.length) {
                head = Arrays.copyOf(head, length * 2);
            }
            head[length++] = buffer[start++];
            if (head[length - 1] == '\n' && (length == 1 || head[length - 2] != '\r')) {
                throw new HttpHead.Malformed("a line ends without a carriage return");
            }
            if (length >= 4
                    && head[length - 1] == '\n'
                    && head[length - 2] == '\r'
                    && head[length - 3] == '\n'
                    && head[length - 4] == '\r') {
                return Optional.of(HttpHead.parse(Arrays.copyOf(head, length - 4)));
            }
        }
    }

    /** Takes no more than a limit. */
    private static final class Limited extends FilterOutputStream {
        private final int limit;
        private int taken;

        Limited(OutputStream to, int limit) {
            super(to);
            this.limit = limit;
        }

        @Override
        public void write(byte[] bytes, int at, int length) throws IOException {
            taken += length;
            if (taken > limit) {
                throw new BodyTooLarge(limit);
            }
            out.write(bytes, at, length);
        }
    }

    private boolean fill() throws IOException {
        if (deadline.isPresent()) {
            long left =
                    Duration.ofNanos(deadline.getAsLong() - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the body took too long");
            }
            socket.setSoTimeout((int) left);
        }
        int read = in.read(buffer, 0, buffer.length);
        start = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    /** The body of a message is larger than the reader wants. */
    public static final class BodyTooLarge extends IOException {
        BodyTooLarge(int limit) {
            super("the body is larger than " + limit + " bytes");
        }
    }

    /**
     * Reads a whole body, its chunks joined.
     *
     * @param whole how long all of it may take
     * @throws BodyTooLarge as soon as that is certain
     * @throws SocketTimeoutException when it took too long
     */
    public byte[] readBody(HttpHead.Body body, int limit, Duration whole) throws IOException {
        if (body instanceof HttpHead.Body.Fixed(long length) && length > limit) {
            throw new BodyTooLarge(limit);
        }
        long until = System.nanoTime() + whole.toNanos();
        var bytes = new ByteArrayOutputStream();
        deadline = OptionalLong.of(until);
        try {
            var limited = new Limited(bytes, limit);
            switch (body) {
                case HttpHead.Body.None() -> {}
                case HttpHead.Body.Fixed(long length) -> passFixed(length, limited, true);
                case HttpHead.Body.Chunked() -> passChunked(limited, false);
                case HttpHead.Body.ToTheEnd() -> passToTheEnd(limited);
            }
        } finally {
            deadline = OptionalLong.empty();
        }
        return bytes.toByteArray();
    }

    /** Passes a body on, framed as it came. */
    public void pass(HttpHead.Body body, Wire to, Duration idle) throws IOException {
        socket.setSoTimeout((int) idle.toMillis());
        switch (body) {
            case HttpHead.Body.None() -> {}
            case HttpHead.Body.Fixed(long length) -> passFixed(length, to.out, true);
            case HttpHead.Body.Chunked() -> passChunked(to.out, true);
            case HttpHead.Body.ToTheEnd() -> passToTheEnd(to.out);
        }
    }

    /** Passes a chunked body on to a peer that knows no chunks: it ends with the connection. */
    public void passUnchunked(Wire to, Duration idle) throws IOException {
        socket.setSoTimeout((int) idle.toMillis());
        passChunked(to.out, false);
    }

    private void passToTheEnd(OutputStream to) throws IOException {
        while (start < end || fill()) {
            to.write(buffer, start, end - start);
            start = end;
        }
    }

    private void passFixed(long length, OutputStream to, boolean write) throws IOException {
        long left = length;
        while (left > 0) {
            if (start == end && !fill()) {
                throw new EOFException("the connection ended within a body");
            }
            int part = (int) Math.min(left, end - start);
            if (write) {
                to.write(buffer, start, part);
            }
            start += part;
            left -= part;
        }
    }

    private void passChunked(OutputStream to, boolean framed) throws IOException {
        while (true) {
            var line = readLine();
            if (framed) {
                writeLine(to, line);
            }
            int semicolon = line.indexOf(';');
            var size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
            if (!size.matches("[0-9A-Fa-f]{1,15}")) {
                throw new HttpHead.Malformed("a chunk is malformed");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                passTrailers(to, framed);
                return;
            }
            passFixed(length, to, true);
            if (!readLine().isEmpty()) {
                throw new HttpHead.Malformed("a chunk is malformed");
            }
            if (framed) {
                writeLine(to, "");
            }
        }
    }

    private void passTrailers(OutputStream to, boolean framed) throws IOException {
        for (int i = 0; i < 100; i++) {
            var line = readLine();
            if (framed) {
                writeLine(to, line);
            }
            if (line.isEmpty()) {
                return;
            }
        }
        throw new HttpHead.Malformed("there are too many trailers");
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        while (line.length() <= LONGEST_CHUNK_LINE) {
            if (start == end && !fill()) {
                throw new EOFException("the connection ended within a body");
            }
            char c = (char) (buffer[start++] & 0xff);
            if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
                return line.toString();
            }
            line.append(c);
        }
        throw new HttpHead.Malformed("a chunk is malformed");
    }

    private static void writeLine(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Ends our half and takes what the peer still sends, briefly, so that it reads our last answer. */
    public void finish() {
        try {
            socket.shutdownOutput();
            socket.setSoTimeout(200);
            long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
            while (System.nanoTime() < until && fill()) {
                start = end;
            }
        } catch (IOException e) {
            // The peer is gone; so are we.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
