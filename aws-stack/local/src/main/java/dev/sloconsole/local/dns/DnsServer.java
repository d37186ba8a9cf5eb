package dev.sloconsole.local.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;

/**
 * A DNS server on loopback, UDP and TCP on one free port (RFC 1035, RFC 7766). What it says comes from a
 * {@link Responder}; whatever arrives, it goes on serving: a packet that is no message gets FORMERR if it has at least
 * a header, and nothing otherwise.
 */
public final class DnsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DnsServer.class);
    private static final int HEADER_BYTES = 12;
    private static final int PLAIN_UDP_BYTES = 512;
    private static final int MOST_CONNECTIONS = 64;
    private static final int IDLE_MILLIS = 5_000;

    private final String name;
    private final Responder responder;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private DnsServer(String name, Responder responder, DatagramSocket udp, ServerSocket tcp) {
        this.name = name;
        this.responder = responder;
        this.udp = udp;
        this.tcp = tcp;
    }

    /**
     * Starts a server.
     *
     * @param name of its threads
     * @throws UncheckedIOException when no port is free for both UDP and TCP
     */
    public static DnsServer start(String name, Responder responder) {
        var loopback = InetAddress.getLoopbackAddress();
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                var tcp = new ServerSocket(0, 50, loopback);
                try {
                    var udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
                    var server = new DnsServer(name, responder, udp, tcp);
                    Thread.ofPlatform().daemon().name(name + "-udp").start(server::serveUdp);
                    Thread.ofPlatform().daemon().name(name + "-tcp").start(server::serveTcp);
                    return server;
                } catch (IOException e) {
                    tcp.close();
                    last = e;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("Could not start the DNS server: no port on 127.0.0.1 is free for both UDP and"
                + " TCP. Close programs that hold many ports and try again.", last);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void serveUdp() {
        var buffer = new byte[65_535];
        while (!udp.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                var reply = reply(Arrays.copyOf(buffer, packet.getLength()), false);
                if (reply.isPresent()) {
                    udp.send(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                if (!udp.isClosed()) {
                    LOG.debug("{}: a packet could not be answered", name, e);
                }
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                var socket = tcp.accept();
                if (free.tryAcquire()) {
                    connections.add(socket);
                    Thread.ofVirtual().name(name + "-connection").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    LOG.debug("{}: a connection could not be accepted", name, e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            while (!tcp.isClosed()) {
                var query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                var reply = reply(query, true);
                if (reply.isEmpty()) {
                    return;
                }
                var framed = new byte[reply.get().length + 2];
                framed[0] = (byte) (reply.get().length >> 8);
                framed[1] = (byte) reply.get().length;
                System.arraycopy(reply.get(), 0, framed, 2, reply.get().length);
                out.write(framed);
            }
        } catch (IOException | RuntimeException e) {
            LOG.trace("{}: a connection ended", name, e);
        } finally {
            connections.remove(socket);
            free.release();
        }
    }

    private Optional<byte[]> reply(byte[] packet, boolean stream) {
        if (packet.length < HEADER_BYTES || (packet[2] & 0x80) != 0) {
            return Optional.empty();
        }
        Message query;
        try {
            query = new Message(packet);
        } catch (IOException | RuntimeException e) {
            return Optional.of(refusal(packet, Rcode.FORMERR));
        }
        try {
            int limit = stream ? 65_535 : PLAIN_UDP_BYTES;
            var opt = query.getOPT();
            if (!stream && opt != null) {
                limit = Math.clamp(opt.getPayloadSize(), PLAIN_UDP_BYTES, Authority.UDP_PAYLOAD);
            }
            return Optional.of(responder.answer(query).toWire(limit));
        } catch (RuntimeException e) {
            LOG.warn("{}: could not answer {}", name, query.getQuestion(), e);
            return Optional.of(refusal(packet, Rcode.SERVFAIL));
        }
    }

    private static byte[] refusal(byte[] packet, int rcode) {
        var header = new Header(((packet[0] & 0xff) << 8) | (packet[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setOpcode(Opcode.QUERY);
        header.setRcode(rcode);
        return header.toWire();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        for (var connection : connections) {
            connection.close();
        }
    }
}
