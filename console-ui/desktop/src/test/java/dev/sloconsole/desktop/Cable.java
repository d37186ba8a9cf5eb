package dev.sloconsole.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to an address of this computer that can be cut and mended, as one out of a building can. */
final class Cable implements AutoCloseable {

    private final InetSocketAddress end;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(InetSocketAddress end) throws IOException {
        this.end = end;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cable").start(this::accept);
    }

    InetSocketAddress begin() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** From now on nothing comes through. */
    void cut() {
        cut = true;
        sockets.forEach(Cable::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var here = server.accept();
                if (cut) {
                    close(here);
                    continue;
                }
                var there = new Socket(end.getAddress(), end.getPort());
                sockets.add(here);
                sockets.add(there);
                carry(here, there);
                carry(there, here);
            } catch (IOException e) {
                // closed, or the end is gone for this one
            }
        }
    }

    private void carry(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (SocketException e) {
                // cut, or one of the two has gone
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
