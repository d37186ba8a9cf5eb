package dev.sloconsole.local.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.dns.CachingResolver.Resolution;
import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

class DnsTest {

    private final AtomicReference<Zones> zones = new AtomicReference<>(Zones.NONE);
    private final AtomicLong nanos = new AtomicLong();
    private final Authority authority = new Authority(zones::get, new Random(1));
    private final CachingResolver resolver = new CachingResolver(authority, nanos::get);
    private final DnsServer server = DnsServer.start("dns-test", authority);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static Endpoint endpoint(String address, boolean healthy) {
        return new Endpoint("i-" + address.replace('.', '-'), address, 5000, healthy);
    }

    private void publish(Endpoint... endpoints) {
        publish(List.of(endpoints));
    }

    private void publish(List<Endpoint> endpoints) {
        var ttl = Optional.of(Duration.ofSeconds(10));
        zones.set(new Zones(List.of(new Zone(
                "sre.local",
                Duration.ofSeconds(7),
                Map.of("app.sre.local", new RecordSet(true, ttl, ttl, endpoints))))));
    }

    private static Message query(String name, int type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> data(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .sorted()
                .toList();
    }

    private static SOARecord soa(Message message) {
        return (SOARecord) message.getSection(Section.AUTHORITY).getFirst();
    }

    // ---- the zones' own answers

    @Test
    void sameQuestionAgainIsAnsweredUnderItsOwnIdAndFollowsTheZone() throws IOException {
        publish(endpoint("10.42.0.4", true));
        for (int i = 0; i < 3; i++) {
            var query = query("App.sre.local", Type.A);
            var answer = again(query);
            assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
            assertThat(answer.getQuestion()).isEqualTo(query.getQuestion());
            assertThat(answer.getQuestion().getName()).hasToString("App.sre.local.");
            assertThat(data(answer)).containsExactly("10.42.0.4");
        }
        publish(endpoint("10.42.0.9", true));
        assertThat(data(again(query("App.sre.local", Type.A)))).containsExactly("10.42.0.9");
        assertThat(data(again(query("App.sre.local", Type.SRV)))).hasSize(1);
        publish();
        assertThat(again(query("App.sre.local", Type.A)).getHeader().getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void choiceOfSeveralIsMadeAnewForTheSameQuestion() throws IOException {
        publish(IntStream.rangeClosed(1, 20)
                .mapToObj(i -> endpoint("10.42.0." + i, true))
                .toList());
        var seen = new HashSet<List<String>>();
        for (int i = 0; i < 10; i++) {
            seen.add(data(again(query("app.sre.local", Type.A))));
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }

    @Test
    void answersAreHealthyOnesOrElseAll() {
        publish(endpoint("10.42.0.4", true), endpoint("10.42.0.5", false));
        assertThat(data(authority.answer(query("app.sre.local", Type.A)))).containsExactly("10.42.0.4");
        publish(endpoint("10.42.0.4", false), endpoint("10.42.0.5", false));
        assertThat(data(authority.answer(query("APP.sre.LOCAL", Type.A)))).containsExactly("10.42.0.4", "10.42.0.5");
    }

    @Test
    void neverMoreThanEightAnswers() {
        publish(IntStream.range(10, 30)
                .mapToObj(i -> endpoint("10.42.0." + i, true))
                .toList());
        assertThat(data(authority.answer(query("app.sre.local", Type.A))))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void negativeAnswersCarryTheSoaWithTheNamespacesTtl() {
        publish(endpoint("10.42.0.4", true));
        var missing = authority.answer(query("nope.sre.local", Type.A));
        assertThat(missing.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(soa(missing).getMinimum()).isEqualTo(86_400);
        assertThat(soa(missing).getTTL()).isEqualTo(7);
        var noData = authority.answer(query("app.sre.local", Type.AAAA));
        assertThat(noData.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(soa(noData).getTTL()).isEqualTo(7);
        publish();
        assertThat(authority.answer(query("app.sre.local", Type.A)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void serviceRecordsLeadToAddresses() {
        publish(endpoint("10.42.0.4", true));
        var srv = (SRVRecord) authority
                .answer(query("app.sre.local", Type.SRV))
                .getSection(Section.ANSWER)
                .getFirst();
        assertThat(srv.getPort()).isEqualTo(5000);
        assertThat(data(authority.answer(query(srv.getTarget().toString(true), Type.A))))
                .containsExactly("10.42.0.4");
    }

    @Test
    void foreignNamesAreRefused() {
        publish();
        assertThat(authority.answer(query("example.org", Type.A)).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(authority.answer(query("notsre.local", Type.A)).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    // ---- the resolver that believes

    @Test
    void resolverBelievesAnAnswerUntilItsTimeIsOver() {
        publish(endpoint("10.42.0.4", true));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.4", 10));
        publish(endpoint("10.42.0.5", true));
        pass(Duration.ofMillis(6_500));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.4", 4));
        pass(Duration.ofMillis(3_499));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.4", 1));
        pass(Duration.ofMillis(1));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.5", 10));
    }

    @Test
    void resolverBelievesThatANameIsMissingAsLongAsTheSoaSays() {
        publish();
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(new Resolution.Missing(Duration.ofSeconds(7)));
        publish(endpoint("10.42.0.4", true));
        pass(Duration.ofSeconds(6));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(new Resolution.Missing(Duration.ofSeconds(1)));
        pass(Duration.ofSeconds(1));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.4", 10));
    }

    @Test
    void resolverRemembersNothingAboutNamesOutsideEveryZone() {
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(new Resolution.Missing(Duration.ZERO));
        publish(endpoint("10.42.0.4", true));
        assertThat(resolver.resolve("app.sre.local")).isEqualTo(found("10.42.0.4", 10));
    }

    private static Resolution found(String address, int seconds) {
        return new Resolution.Found(List.of(InetAddress.ofLiteral(address)), Duration.ofSeconds(seconds));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    // ---- on the wire

    private Message again(Message query) throws IOException {
        return new Message(udp(query.toWire()).orElseThrow());
    }

    private Optional<byte[]> udp(byte[] packet) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(300);
            socket.send(new DatagramPacket(packet, packet.length, server.address()));
            var answer = new DatagramPacket(new byte[4096], 4096);
            try {
                socket.receive(answer);
                return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
        }
    }

    private Message tcp(Message query) throws IOException {
        try (var socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            var out = new DataOutputStream(socket.getOutputStream());
            var in = new DataInputStream(socket.getInputStream());
            out.writeShort(query.toWire().length);
            out.write(query.toWire());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return new Message(answer);
        }
    }

    @Test
    void garbageGetsAnErrorOrNothingAndHurtsNobody() throws IOException {
        publish(endpoint("10.42.0.4", true));
        assertThat(udp(new byte[0])).isEmpty();
        assertThat(udp(new byte[] {1, 2, 3})).isEmpty();
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var packet = new byte[12 + random.nextInt(60)];
            random.nextBytes(packet);
            packet[2] &= 0x7f;
            var answer = udp(packet);
            assertThat(answer).isPresent();
            assertThat(new Message(answer.get()).getHeader().getFlag(Flags.QR)).isTrue();
        }
        var bad = query("app.sre.local", Type.A).toWire();
        bad[5] = 9;
        assertThat(new Message(udp(bad).orElseThrow()).getRcode()).isEqualTo(Rcode.FORMERR);
        var answer = new byte[12];
        answer[2] = (byte) 0x80;
        assertThat(udp(answer)).as("an answer is never answered").isEmpty();
        var good = query("app.sre.local", Type.A);
        var reply = new Message(udp(good.toWire()).orElseThrow());
        assertThat(reply.getHeader().getID()).isEqualTo(good.getHeader().getID());
        assertThat(data(reply)).containsExactly("10.42.0.4");
    }

    @Test
    void longAnswersAreCutOverUdpAndWholeOverTcp() throws IOException {
        var name = "x".repeat(60);
        publish(IntStream.range(10, 30)
                .mapToObj(i -> new Endpoint(name + i, "10.42.0." + i, 5000, true))
                .toList());
        var query = query("app.sre.local", Type.SRV);
        var cut = new Message(udp(query.toWire()).orElseThrow());
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.toWire().length).isLessThanOrEqualTo(512);
        var whole = tcp(query);
        assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(whole.getSection(Section.ANSWER)).hasSize(8);
    }
}
