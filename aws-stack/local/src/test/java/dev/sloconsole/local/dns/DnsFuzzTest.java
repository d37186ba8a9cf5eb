package dev.sloconsole.local.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Good queries, damaged at random: whatever comes, there is an answer or silence, and never a failure of our own. */
class DnsFuzzTest {

    private static final long SEED = 20_260_131;
    private static final int PACKETS = 20_000;

    private final Zones zones = new Zones(List.of(new Zone(
            "sre.local",
            Duration.ofSeconds(7),
            Map.of(
                    "app.sre.local",
                    new RecordSet(
                            true,
                            Optional.of(Duration.ofSeconds(10)),
                            Optional.of(Duration.ofSeconds(10)),
                            List.of(
                                    new Endpoint("t1", "10.42.0.4", 5000, true),
                                    new Endpoint("t2", "10.42.0.5", 5000, false)))))));
    private final Authority authority = new Authority(() -> zones, new Random(SEED));
    private final Random random = new Random(SEED);

    @Test
    void damagedQueriesHurtNeitherServer() throws IOException {
        System.out.println("DnsFuzzTest: seed " + SEED + ", " + PACKETS + " packets to each server");
        hurtsNobody(new Packets("authority", authority));
        hurtsNobody(new Packets("resolver", new CachingResolver(authority, System::nanoTime)));
    }

    private void hurtsNobody(Packets packets) throws IOException {
        for (int i = 0; i < PACKETS; i++) {
            var packet = damaged(good());
            var hex = HexFormat.of().formatHex(packet);
            var stream = random.nextBoolean();
            var reply = packets.answer(packet, stream);
            if (packet.length < 12 || (packet[2] & 0x80) != 0) {
                assertThat(reply).as(hex).isEmpty();
                continue;
            }
            assertThat(reply).as(hex).isPresent();
            var message = new Message(reply.get());
            assertThat(message.getHeader().getFlag(Flags.QR)).as(hex).isTrue();
            assertThat(message.getHeader().getID()).as(hex).isEqualTo((packet[0] & 0xff) << 8 | (packet[1] & 0xff));
            assertThat(message.getRcode()).as(hex).isNotEqualTo(Rcode.SERVFAIL);
            assertThat(reply.get().length).as(hex).isLessThanOrEqualTo(stream ? 65_535 : 1_232);
        }
        var good = query("app.sre.local", Type.A);
        assertThat(new Message(packets.answer(good.toWire(), false).orElseThrow()).getSection(Section.ANSWER))
                .hasSize(1);
    }

    private byte[] good() {
        var names = List.of("app.sre.local", "t1.app.sre.local", "nobody.sre.local", "sre.local", "example.org");
        var types = List.of(Type.A, Type.SRV, Type.SOA, Type.NS, Type.ANY, Type.AAAA, Type.TXT);
        var query = query(names.get(random.nextInt(names.size())), types.get(random.nextInt(types.size())));
        if (random.nextBoolean()) {
            query.addRecord(new OPTRecord(random.nextInt(65_536), 0, random.nextInt(2)), Section.ADDITIONAL);
        }
        return query.toWire();
    }

    /** Bits turned, bytes replaced, counts falsified, pointers planted, the end cut off or grown. */
    private byte[] damaged(byte[] packet) {
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(Math.max(1, packet.length));
            switch (random.nextInt(6)) {
                case 0 -> packet = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
                case 1 -> packet = Arrays.copyOf(packet, packet.length + random.nextInt(40));
                case 2 -> set(packet, at, random.nextInt(256));
                case 3 -> set(packet, at, packet.length == 0 ? 0 : packet[at] ^ 1 << random.nextInt(8));
                case 4 -> set(packet, 4 + random.nextInt(8), random.nextInt(3) == 0 ? 255 : random.nextInt(3));
                default -> {
                    set(packet, at, 0xc0 | random.nextInt(64));
                    set(packet, at + 1, random.nextInt(80));
                }
            }
        }
        return packet;
    }

    private static void set(byte[] packet, int at, int value) {
        if (at < packet.length) {
            packet[at] = (byte) value;
        }
    }

    private static Message query(String name, int type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
