package dev.sloconsole.local.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DNS server on loopback, UDP and TCP on one free port (RFC 1035, RFC 7766). What it says comes from a
 * {@link Responder}; whatever arrives, it goes on serving: a packet that is no message gets FORMERR if it has at least
 * a header, and nothing otherwise.
 */
public final class DnsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DnsServer.class);

    private static final int LARGEST_PACKET = 65_535;

    private final String name;
    private final Packets packets;
    private final DatagramChannel udp;
    private final ServerSocket tcp;
    private final TcpConnections connections;

    private DnsServer(String name, Responder responder, DatagramChannel udp, ServerSocket tcp) {
        this.name = name;
        this.packets = new Packets(name, responder);
        this.udp = udp;
        this.tcp = tcp;
        this.connections = new TcpConnections(name, packets);
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
                    var udp = bound(new InetSocketAddress(loopback, tcp.getLocalPort()));
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
        throw new UncheckedIOException(
                "Could not start the DNS server: no port on 127.0.0.1 is free for both UDP and"
                        + " TCP. Close programs that hold many ports and try again.",
                last);
    }

    private static DatagramChannel bound(InetSocketAddress address) throws IOException {
        var channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void serveUdp() {
        var in = ByteBuffer.allocateDirect(LARGEST_PACKET);
        var out = ByteBuffer.allocateDirect(LARGEST_PACKET);
        while (udp.isOpen()) {
            try {
                var client = udp.receive(in.clear());
                var packet = new byte[in.flip().remaining()];
                in.get(packet);
                var reply = packets.answer(packet, false);
                if (reply.isPresent()) {
                    udp.send(out.clear().put(reply.get()).flip(), client);
                }
            } catch (IOException | RuntimeException e) {
                if (udp.isOpen()) {
                    LOG.debug("{}: a packet could not be answered", name, e);
                }
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                connections.serve(tcp.accept());
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    LOG.debug("{}: a connection could not be accepted", name, e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        connections.close();
    }
}
