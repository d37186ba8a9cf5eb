package dev.sloconsole.stack;

import static dev.sloconsole.stack.StackFact.DnsSource.AUTHORITATIVE;
import static dev.sloconsole.stack.StackFact.DnsSource.RESOLVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

class DnsWatcherTest {

    private static final String NAME = "sre-app-service.sre.local";
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final List<StackFact> facts = new CopyOnWriteArrayList<>();
    private Server server;
    private DnsWatcher watcher;

    /** Room for a machine that is busy with other things; what is awaited comes in milliseconds. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @BeforeEach
    void open() throws IOException {
        server = new Server();
        watcher = new DnsWatcher(NAME, Map.of(RESOLVER, server.address()), INTERVAL, facts::add);
    }

    @AfterEach
    void close() throws IOException {
        watcher.close();
        server.close();
    }

    @Test
    void answerIsToldOnceAndAgainWhenItsAddressesChange() {
        server.answers(query -> addresses(query, 10, "10.42.0.12", "10.42.0.11"));
        watcher.start();
        awaitFact(answer(RESOLVER, 10, "10.42.0.11", "10.42.0.12"));
        server.awaitQueries(5);
        server.answers(query -> addresses(query, 10, "10.42.0.13"));
        awaitFact(answer(RESOLVER, 10, "10.42.0.13"));

        assertThat(facts).hasSize(2);
    }

    @Test
    void countdownIsNoNewsButATimeToLiveThatWentUpIs() {
        server.answers(query -> addresses(query, 10, "10.42.0.11"));
        watcher.start();
        awaitFact(answer(RESOLVER, 10, "10.42.0.11"));
        server.answers(query -> addresses(query, 9, "10.42.0.11"));
        server.awaitQueries(3);
        server.answers(query -> addresses(query, 3, "10.42.0.11"));
        server.awaitQueries(3);
        server.answers(query -> addresses(query, 8, "10.42.0.11"));
        awaitFact(answer(RESOLVER, 8, "10.42.0.11"));

        assertThat(facts).hasSize(2);
    }

    @Test
    void nameThatDoesNotExistIsToldWithTheTimeThatMayBeBelieved() {
        server.answers(DnsWatcherTest::noSuchName);
        watcher.start();

        awaitFact(new DnsAnswerChanged(NAME, RESOLVER, "NXDOMAIN", List.of(), Duration.ofSeconds(7)));
    }

    @Test
    void serverThatFallsSilentIsToldAsTimeout() throws IOException {
        server.answers(query -> addresses(query, 10, "10.42.0.11"));
        watcher.start();
        awaitFact(answer(RESOLVER, 10, "10.42.0.11"));
        server.close();

        awaitFact(new DnsAnswerChanged(NAME, RESOLVER, "TIMEOUT", List.of(), Duration.ZERO));
    }

    @Test
    void serversAreToldApart() throws IOException {
        try (var zone = new Server()) {
            zone.answers(query -> addresses(query, 10, "10.42.0.12"));
            server.answers(query -> addresses(query, 4, "10.42.0.11"));
            watcher.close();
            watcher = new DnsWatcher(
                    NAME, Map.of(AUTHORITATIVE, zone.address(), RESOLVER, server.address()), INTERVAL, facts::add);
            watcher.start();
            awaitFact(answer(AUTHORITATIVE, 10, "10.42.0.12"));
            awaitFact(answer(RESOLVER, 4, "10.42.0.11"));
        }
    }

    @Test
    void truncatedAnswerIsAskedForAgainOverTcp() {
        server.answers(query -> {
            var cut = new Message(query.getHeader().getID());
            cut.getHeader().setFlag(Flags.QR);
            cut.getHeader().setFlag(Flags.TC);
            cut.addRecord(query.getQuestion(), Section.QUESTION);
            return cut;
        });
        server.answersOverTcp(query -> addresses(query, 10, "10.42.0.11"));
        watcher.start();

        awaitFact(answer(RESOLVER, 10, "10.42.0.11"));
    }

    @Test
    void nameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new DnsWatcher("a..b", Map.of(), INTERVAL, facts::add))
                .hasMessageContaining("'a..b' is no DNS name");
    }

    @Test
    void closedWatcherAsksNoMore() {
        server.answers(query -> addresses(query, 10, "10.42.0.11"));
        watcher.start();
        server.awaitQueries(1);
        watcher.close();
        var asked = server.queries();

        await().during(INTERVAL.multipliedBy(5)).until(() -> server.queries() == asked);
    }

    private void awaitFact(DnsAnswerChanged fact) {
        await().untilAsserted(() -> assertThat(facts).contains(fact));
    }

    private static DnsAnswerChanged answer(DnsSource source, long ttl, String... addresses) {
        return new DnsAnswerChanged(NAME, source, "NOERROR", List.of(addresses), Duration.ofSeconds(ttl));
    }

    private static Message addresses(Message query, long ttl, String... addresses) {
        var answer = answerTo(query);
        for (var address : addresses) {
            try {
                answer.addRecord(
                        new ARecord(query.getQuestion().getName(), DClass.IN, ttl, InetAddress.getByName(address)),
                        Section.ANSWER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answer;
    }

    private static Message noSuchName(Message query) {
        var answer = answerTo(query);
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        var zone = Name.fromConstantString("sre.local.");
        answer.addRecord(new SOARecord(zone, DClass.IN, 30, zone, zone, 1, 2, 3, 4, 7), Section.AUTHORITY);
        return answer;
    }

    private static Message answerTo(Message query) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    /** A DNS server on loopback, UDP and TCP on one port, that answers as it is told to. */
    private static final class Server implements AutoCloseable {
        private final DatagramSocket udp;
        private final ServerSocket tcp;
        private final AtomicInteger queries = new AtomicInteger();
        private volatile UnaryOperator<Message> overUdp = DnsWatcherTest::noSuchName;
        private volatile UnaryOperator<Message> overTcp = DnsWatcherTest::noSuchName;

        Server() throws IOException {
            tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
            Thread.ofVirtual().start(this::serveUdp);
            Thread.ofVirtual().start(this::serveTcp);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) udp.getLocalSocketAddress();
        }

        void answers(UnaryOperator<Message> answer) {
            overUdp = answer;
        }

        void answersOverTcp(UnaryOperator<Message> answer) {
            overTcp = answer;
        }

        int queries() {
            return queries.get();
        }

        void awaitQueries(int more) {
            var before = queries.get();
            await().until(() -> queries.get() >= before + more);
        }

        private void serveUdp() {
            var packet = new DatagramPacket(new byte[512], 512);
            while (!udp.isClosed()) {
                try {
                    udp.receive(packet);
                    var query = new Message(packet.getData());
                    var answer = overUdp.apply(query).toWire();
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    queries.incrementAndGet();
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void serveTcp() {
            while (!tcp.isClosed()) {
                try (var connection = tcp.accept();
                        var in = new DataInputStream(connection.getInputStream());
                        var out = new DataOutputStream(connection.getOutputStream())) {
                    var query = new Message(in.readNBytes(in.readUnsignedShort()));
                    var answer = overTcp.apply(query).toWire();
                    out.writeShort(answer.length);
                    out.write(answer);
                } catch (IOException e) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            udp.close();
            tcp.close();
        }
    }
}
