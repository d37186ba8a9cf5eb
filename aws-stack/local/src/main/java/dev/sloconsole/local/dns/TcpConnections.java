package dev.sloconsole.local.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP side of a DNS server (RFC 7766): any number of questions a connection, also sent ahead of their answers,
 * which come back in order. Each connection has a virtual thread. A question must arrive whole within a few seconds;
 * when all places are taken, the connection that has been answered the longest ago makes way, so that those who hold
 * connections without asking shut nobody out.
 */
final class TcpConnections implements AutoCloseable {

    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnections.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String server;
    private final Packets packets;
    /** Each with the time at which it came or was answered last. */
    private final Map<Socket, Long> open = new ConcurrentHashMap<>();

    private volatile boolean closed;

    TcpConnections(String server, Packets packets) {
        this.server = server;
        this.packets = packets;
    }

    /** Takes a connection over; called by the accepting thread alone. */
    void serve(Socket socket) throws IOException {
        while (open.size() >= MOST) {
            idlest().ifPresent(this::end);
        }
        open.put(socket, System.nanoTime());
        if (closed) {
            end(socket);
            return;
        }
        Thread.ofVirtual().name(server + "-connection").start(() -> converse(socket));
    }

    private Optional<Socket> idlest() {
        long now = System.nanoTime();
        return open.entrySet().stream()
                .max(Comparator.comparingLong(entry -> now - entry.getValue()))
                .map(Map.Entry::getKey);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("{}: a connection was closed in disorder", server, e);
        }
    }

    private void converse(Socket socket) {
        try {
            var in = socket.getInputStream();
            while (true) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                var length = read(socket, in, 2, deadline);
                var query = read(socket, in, (length[0] & 0xff) << 8 | (length[1] & 0xff), deadline);
                var reply = packets.answer(query, true);
                if (reply.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(framed(reply.get()));
                open.computeIfPresent(socket, (it, before) -> System.nanoTime());
            }
        } catch (IOException | RuntimeException e) {
            LOG.trace("{}: a connection ended", server, e);
        } finally {
            end(socket);
        }
    }

    /** So many bytes, in time: a client that sends one now and then gains nothing by it. */
    private static byte[] read(Socket socket, InputStream in, int length, long deadline) throws IOException {
        var bytes = new byte[length];
        int have = 0;
        while (have < length) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("The question did not arrive in time.");
            }
            socket.setSoTimeout((int) left);
            int read = in.read(bytes, have, length - have);
            if (read < 0) {
                throw new EOFException("The client has ended the connection.");
            }
            have += read;
        }
        return bytes;
    }

    private static byte[] framed(byte[] reply) {
        var framed = new byte[reply.length + 2];
        framed[0] = (byte) (reply.length >> 8);
        framed[1] = (byte) reply.length;
        System.arraycopy(reply, 0, framed, 2, reply.length);
        return framed;
    }

    @Override
    public void close() {
        closed = true;
        open.keySet().forEach(this::end);
    }
}
