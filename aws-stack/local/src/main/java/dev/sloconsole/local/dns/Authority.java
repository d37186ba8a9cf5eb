package dev.sloconsole.local.dns;

import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The zones' own answers, as Route 53 gives them for a private hosted zone of Cloud Map: up to eight healthy instances
 * in random order, all of them when none is healthy, NXDOMAIN once the last instance is gone, the SOA with every
 * negative answer. See
 * <a href="https://docs.aws.amazon.com/cloud-map/latest/dg/services-route53.html">Cloud Map and DNS</a>.
 */
public final class Authority implements Responder {

    /** Route 53 answers a multivalue query with at most so many records. */
    public static final int MOST_ANSWERS = 8;

    /** What we tell others we can take over UDP: what fits every path unfragmented (DNS flag day 2020). */
    static final int UDP_PAYLOAD = 1232;

    private final Supplier<Zones> zones;
    private final RandomGenerator random;

    public Authority(Supplier<Zones> zones, RandomGenerator random) {
        this.zones = zones;
        this.random = random;
    }

    @Override
    public Message answer(Message query) {
        var reply = replyTo(query);
        var question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            reply.getHeader().setRcode(Rcode.NOTIMP);
            return reply;
        }
        if (question == null) {
            reply.getHeader().setRcode(Rcode.FORMERR);
            return reply;
        }
        var name = plain(question.getName());
        var zone = zones.get().zones().stream()
                .filter(z -> name.equals(z.name()) || name.endsWith("." + z.name()))
                .max(Comparator.comparingInt(z -> z.name().length()));
        if (zone.isEmpty() || question.getDClass() != DClass.IN) {
            reply.getHeader().setRcode(Rcode.REFUSED);
            return reply;
        }
        reply.getHeader().setFlag(Flags.AA);
        fill(reply, zone.get(), name, question.getName(), question.getType());
        return reply;
    }

    private void fill(Message reply, Zone zone, String name, Name asked, int type) {
        boolean exists;
        List<Record> answers;
        if (name.equals(zone.name())) {
            exists = true;
            answers = apex(zone, type);
        } else {
            var set = Optional.ofNullable(zone.records().get(name)).filter(s -> !s.endpoints().isEmpty());
            var single = instanceHost(zone, name);
            exists = set.isPresent() || single.isPresent() || zone.records().entrySet().stream()
                    .anyMatch(e -> e.getKey().endsWith("." + name) && !e.getValue().endpoints().isEmpty());
            answers = set.map(s -> records(s, name, asked, type))
                    .or(() -> single.map(s -> records(s, name, asked, type)))
                    .orElse(List.of());
        }
        answers.forEach(answer -> reply.addRecord(answer, Section.ANSWER));
        if (!exists) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        if (answers.isEmpty()) {
            reply.addRecord(soa(zone), Section.AUTHORITY);
        }
    }

    private static List<Record> apex(Zone zone, int type) {
        return switch (type) {
            case Type.SOA -> List.of(soa(zone));
            case Type.NS -> List.of(ns(zone));
            case Type.ANY -> List.of(soa(zone), ns(zone));
            default -> List.of();
        };
    }

    /** The host name that an SRV record points at: instance id, then the service's name. */
    private static Optional<RecordSet> instanceHost(Zone zone, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var id = name.substring(0, dot);
        return Optional.ofNullable(zone.records().get(name.substring(dot + 1)))
                .filter(set -> set.serviceTtl().isPresent())
                .flatMap(set -> set.endpoints().stream()
                        .filter(e -> e.instanceId().toLowerCase(Locale.ROOT).equals(id))
                        .findFirst()
                        .map(e -> new RecordSet(true, set.serviceTtl(), Optional.empty(), List.of(e))));
    }

    private List<Record> records(RecordSet set, String name, Name asked, int type) {
        var chosen = choose(set);
        var records = new ArrayList<Record>();
        if (type == Type.A || type == Type.ANY) {
            set.addressTtl().ifPresent(ttl -> chosen.forEach(
                    e -> records.add(new ARecord(
                            asked, DClass.IN, ttl.toSeconds(), InetAddress.ofLiteral(e.address())))));
        }
        if (type == Type.SRV || type == Type.ANY) {
            set.serviceTtl().ifPresent(ttl -> chosen.forEach(e -> records.add(new SRVRecord(
                    asked, DClass.IN, ttl.toSeconds(), 1, 1, e.port(), absolute(e.instanceId() + "." + name)))));
        }
        return records;
    }

    private List<Endpoint> choose(RecordSet set) {
        var healthy = set.endpoints().stream().filter(Endpoint::healthy).toList();
        var candidates = new ArrayList<>(healthy.isEmpty() ? set.endpoints() : healthy);
        Collections.shuffle(candidates, Random.from(random));
        return candidates.subList(0, Math.min(candidates.size(), set.multivalue() ? MOST_ANSWERS : 1));
    }

    /** An empty answer to a query: its id, its question, its EDNS if it has any. */
    static Message replyTo(Message query) {
        var reply = new Message(query.getHeader().getID());
        var header = reply.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(query.getHeader().getOpcode());
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        var question = query.getQuestion();
        if (question != null) {
            reply.addRecord(question, Section.QUESTION);
        }
        if (query.getOPT() != null) {
            reply.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        return reply;
    }

    /** A name as the zones write it: lower case, no dot at the end. */
    static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    static Name absolute(String name) {
        try {
            return Name.fromString(name + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Not a DNS name: " + name, e);
        }
    }

    private static SOARecord soa(Zone zone) {
        long ttl = zone.soaTtl().toSeconds();
        return new SOARecord(absolute(zone.name()), DClass.IN, ttl, absolute("ns-1536.awsdns-00.co.uk"),
                absolute("awsdns-hostmaster.amazon.com"), 1, 7200, 900, 1_209_600, ttl);
    }

    private static NSRecord ns(Zone zone) {
        return new NSRecord(absolute(zone.name()), DClass.IN, 172_800, absolute("ns-1536.awsdns-00.co.uk"));
    }
}
