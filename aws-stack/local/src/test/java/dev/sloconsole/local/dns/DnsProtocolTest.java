package dev.sloconsole.local.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What is no plain question, and clients that behave badly. */
class DnsProtocolTest {

    private static final Duration TTL = Duration.ofSeconds(10);

    private final Zones zones = new Zones(List.of(new Zone(
            "sre.local",
            Duration.ofSeconds(7),
            Map.of(
                    "app.sre.local", addresses(true, "10.42.0.4"),
                    "one.sre.local", addresses(false, "10.42.0.5", "10.42.0.6"),
                    "_web._tcp.sre.local",
                            services(IntStream.range(10, 30)
                                    .mapToObj(i -> "10.42.0." + i)
                                    .toList())))));
    private final Authority authority = new Authority(() -> zones, new Random(1));
    private final Packets packets = new Packets("test", authority);
    private final CachingResolver resolver = new CachingResolver(authority, System::nanoTime);
    private final DnsServer server = DnsServer.start("dns-protocol-test", authority);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static RecordSet addresses(boolean multivalue, String... addresses) {
        return new RecordSet(
                multivalue,
                Optional.of(TTL),
                Optional.empty(),
                List.of(addresses).stream()
                        .map(address -> new Endpoint("i-" + address.replace('.', '-'), address, 0, true))
                        .toList());
    }

    private static RecordSet services(List<String> addresses) {
        return new RecordSet(
                true,
                Optional.empty(),
                Optional.of(TTL),
                addresses.stream()
                        .map(address -> new Endpoint("x".repeat(40) + address.substring(8), address, 80, true))
                        .toList());
    }

    private static Message query(String name, int type, int dclass) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, dclass));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Message query(String name, int type) {
        return query(name, type, DClass.IN);
    }

    private Message answered(byte[] packet) {
        try {
            return new Message(packets.answer(packet, false).orElseThrow());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Message answered(Message query) {
        return answered(query.toWire());
    }

    @ParameterizedTest
    @CsvSource({
        "app.sre.local, A, IN, NOERROR, 1", "app.sre.local, ANY, IN, NOERROR, 1", "app.sre.local, TXT, IN, NOERROR, 0",
        "app.sre.local, TYPE65280, IN, NOERROR, 0", "sre.local, SOA, IN, NOERROR, 1", "sre.local, NS, IN, NOERROR, 4",
        "sre.local, ANY, IN, NOERROR, 5", "sre.local, A, IN, NOERROR, 0", "_tcp.sre.local, A, IN, NOERROR, 0",
        "x.app.sre.local, A, IN, NXDOMAIN, 0", "*.sre.local, A, IN, NXDOMAIN, 0", "one.sre.local, A, IN, NOERROR, 1",
        "example.org, A, IN, REFUSED, 0", "local, A, IN, REFUSED, 0", "app.sre.local, A, CH, REFUSED, 0",
        "app.sre.local, A, ANY, REFUSED, 0", "sre.local, AXFR, IN, REFUSED, 0", "sre.local, OPT, IN, FORMERR, 0"
    })
    void everyQuestionHasItsAnswer(String name, String type, String dclass, String rcode, int answers) {
        var reply = answered(query(name, Type.value(type, true), DClass.value(dclass)));
        assertThat(Rcode.string(reply.getRcode())).isEqualTo(rcode);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(answers);
        var negative = answers == 0 && (rcode.equals("NOERROR") || rcode.equals("NXDOMAIN"));
        assertThat(reply.getSection(Section.AUTHORITY)).hasSize(negative ? 1 : 0);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isEqualTo(rcode.startsWith("N"));
        assertThat(reply.getHeader().getFlag(Flags.RA)).isFalse();
    }

    @Test
    void caseOfTheQuestionComesBackLetterForLetter() {
        var reply = answered(query("aPp.sRe.LoCaL", Type.A));
        assertThat(reply.getQuestion().getName()).hasToString("aPp.sRe.LoCaL.");
        assertThat(reply.getSection(Section.ANSWER).getFirst().getName()).hasToString("aPp.sRe.LoCaL.");
    }

    @Test
    void otherOpcodesAreNotImplementedAndKeepTheirId() {
        for (int opcode : List.of(1, Opcode.STATUS, Opcode.NOTIFY, Opcode.UPDATE, 15)) {
            var query = query("app.sre.local", Type.A);
            query.getHeader().setOpcode(opcode);
            var reply = answered(query);
            assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
            assertThat(reply.getHeader().getOpcode()).isEqualTo(opcode);
            assertThat(reply.getHeader().getID()).isEqualTo(query.getHeader().getID());
        }
    }

    @Test
    void noneOrSeveralQuestionsAreMalformed() {
        assertThat(answered(new Message(7)).getRcode()).isEqualTo(Rcode.FORMERR);
        var two = query("app.sre.local", Type.A);
        two.addRecord(two.getQuestion(), Section.QUESTION);
        assertThat(answered(two).getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void ednsIsAnsweredWithEdnsAndAnUnknownVersionWithBadvers() {
        var query = query("app.sre.local", Type.A);
        query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        assertThat(answered(query).getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(answered(query("app.sre.local", Type.A)).getOPT()).isNull();
        var future = query("app.sre.local", Type.A);
        future.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);
        assertThat(answered(future).getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(answered(future).getSection(Section.ANSWER)).isEmpty();
        var twice = query("app.sre.local", Type.A);
        twice.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        twice.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        assertThat(answered(twice).getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void answersAreCutAtWhatTheClientCanTake() {
        var plain = query("_web._tcp.sre.local", Type.SRV);
        assertThat(answered(plain).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(packets.answer(plain.toWire(), false).orElseThrow().length).isLessThanOrEqualTo(512);
        for (int size : List.of(0, 100, 600, 65_535)) {
            var edns = query("_web._tcp.sre.local", Type.SRV);
            edns.addRecord(new OPTRecord(size, 0, 0), Section.ADDITIONAL);
            assertThat(packets.answer(edns.toWire(), false).orElseThrow().length)
                    .isLessThanOrEqualTo(Math.clamp(size, 512, 1232));
            assertThat(answered(edns).getHeader().getFlag(Flags.TC)).isEqualTo(size < 1000);
            assertThat(answered(edns).getOPT()).isNotNull();
        }
    }

    @Test
    void resolverHasRecursionAndNoAuthorityOfItsOwn() {
        var reply = resolver.answer(query("app.sre.local", Type.A));
        assertThat(reply.getHeader().getFlag(Flags.RA)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(resolver.answer(query("example.org", Type.A)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(resolver.answer(query("APP.sre.local", Type.A))
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .getName())
                .as("from the cache, in the letters of this question")
                .hasToString("APP.sre.local.");
    }

    @Test
    void cacheDoesNotGrowWithoutEnd() {
        for (int i = 0; i < 10_500; i++) {
            resolver.resolve("n" + i + ".sre.local");
        }
        assertThat(resolver.size()).isEqualTo(10_000);
    }

    // ---- over TCP

    private Socket connect() throws IOException {
        var socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] framed(Message query) {
        var wire = query.toWire();
        var framed = new byte[wire.length + 2];
        framed[0] = (byte) (wire.length >> 8);
        framed[1] = (byte) wire.length;
        System.arraycopy(wire, 0, framed, 2, wire.length);
        return framed;
    }

    private static Message read(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        return new Message(answer);
    }

    @Test
    void questionsSentAheadAreAnsweredInOrder() throws IOException {
        try (var socket = connect()) {
            var queries = IntStream.range(0, 50)
                    .mapToObj(i -> query("app.sre.local", Type.A))
                    .toList();
            for (var query : queries) {
                socket.getOutputStream().write(framed(query));
            }
            for (var query : queries) {
                assertThat(read(socket).getHeader().getID())
                        .isEqualTo(query.getHeader().getID());
            }
        }
    }

    @Test
    void questionInPiecesIsAnswered() throws IOException {
        try (var socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte b : framed(query("app.sre.local", Type.A))) {
                socket.getOutputStream().write(b);
            }
            assertThat(read(socket).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void thoseWhoHoldConnectionsShutNobodyOut() throws IOException {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 3 * TcpConnections.MOST; i++) {
                var socket = connect();
                held.add(socket);
                socket.getOutputStream().write(0);
            }
            try (var socket = connect()) {
                socket.getOutputStream().write(framed(query("app.sre.local", Type.A)));
                assertThat(read(socket).getSection(Section.ANSWER)).hasSize(1);
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void realClientFollowsACutAnswerToTcp() throws IOException {
        var client = new SimpleResolver(server.address());
        client.setTimeout(Duration.ofSeconds(20));
        assertThat(client.send(query("_web._tcp.sre.local", Type.SRV)).getSection(Section.ANSWER))
                .hasSize(8);
        client.setEDNS(0, 4096, 0, List.of());
        assertThat(client.send(query("app.sre.local", Type.A)).getSection(Section.ANSWER))
                .hasSize(1);
    }
}
