package dev.sloconsole.local.dns;

import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The zones' own answers, as Route 53 gives them for a private hosted zone of Cloud Map: up to eight healthy instances
 * in random order (one, if the service is weighted), chosen from all when none is healthy, NXDOMAIN once the last
 * instance is gone, the SOA with every negative answer. See
 * <a href="https://docs.aws.amazon.com/cloud-map/latest/dg/services-route53.html">Cloud Map and DNS</a>.
 */
public final class Authority implements Repeating {

    /** Route 53 answers a multivalue query with at most so many records. */
    public static final int MOST_ANSWERS = 8;

    private final Supplier<Zones> zones;
    private final RandomGenerator random;
    private volatile ZoneIndex index = new ZoneIndex(Zones.NONE);

    public Authority(Supplier<Zones> zones, RandomGenerator random) {
        this.zones = zones;
        this.random = random;
    }

    @Override
    public Message answer(Message query) {
        var reply = Packets.replyTo(query);
        var question = query.getQuestion();
        var found = index().find(question.getName());
        if (found.isEmpty()) {
            reply.getHeader().setRcode(Rcode.REFUSED);
            return reply;
        }
        reply.getHeader().setFlag(Flags.AA);
        var zone = found.get().zone();
        var answers = switch (found.get()) {
            case ZoneIndex.Found.Top top -> apex(zone, question.getType());
            case ZoneIndex.Found.Owner owner -> records(owner.set(), question.getName(), question.getType());
            case ZoneIndex.Found.Between between -> List.<Record>of();
            case ZoneIndex.Found.Missing missing -> {
                reply.getHeader().setRcode(Rcode.NXDOMAIN);
                yield List.<Record>of();
            }
        };
        answers.forEach(answer -> reply.addRecord(answer, Section.ANSWER));
        if (answers.isEmpty()) {
            reply.addRecord(Apex.negativeSoa(zone), Section.AUTHORITY);
        }
        return reply;
    }

    @Override
    public Object revision() {
        return zones.get();
    }

    /** All but a choice of several instances. */
    @Override
    public boolean repeats(Message query) {
        return index().find(query.getQuestion().getName())
                .filter(found -> found instanceof ZoneIndex.Found.Owner owner
                        && owner.set().endpoints().size() > 1)
                .isEmpty();
    }

    /** The zones as they are now; they are sorted anew only when others were published. */
    @SuppressWarnings("ReferenceEquality") // comparing what is in them would cost as much as sorting them
    private ZoneIndex index() {
        var now = zones.get();
        var known = index;
        if (known.zones() != now) {
            known = new ZoneIndex(now);
            index = known;
        }
        return known;
    }

    private static List<Record> apex(Zone zone, int type) {
        return switch (type) {
            case Type.SOA -> List.of(Apex.soa(zone));
            case Type.NS -> Apex.ns(zone);
            case Type.ANY -> {
                var all = new ArrayList<>(Apex.ns(zone));
                all.addFirst(Apex.soa(zone));
                yield all;
            }
            default -> List.of();
        };
    }

    private List<Record> records(RecordSet set, Name asked, int type) {
        var chosen = choose(set);
        var records = new ArrayList<Record>();
        if (type == Type.A || type == Type.ANY) {
            set.addressTtl()
                    .ifPresent(ttl -> chosen.forEach(e -> records.add(
                            new ARecord(asked, DClass.IN, ttl.toSeconds(), InetAddress.ofLiteral(e.address())))));
        }
        if (type == Type.SRV || type == Type.ANY) {
            set.serviceTtl()
                    .ifPresent(ttl -> chosen.forEach(e -> records.add(new SRVRecord(
                            asked,
                            DClass.IN,
                            ttl.toSeconds(),
                            1,
                            1,
                            e.port(),
                            Names.absolute(e.instanceId() + "." + Names.plain(asked))))));
        }
        return records;
    }

    private List<Endpoint> choose(RecordSet set) {
        if (set.endpoints().size() == 1) {
            return set.endpoints();
        }
        var healthy = set.endpoints().stream().filter(Endpoint::healthy).toList();
        var candidates = new ArrayList<>(healthy.isEmpty() ? set.endpoints() : healthy);
        Collections.shuffle(candidates, Random.from(random));
        return candidates.subList(0, Math.min(candidates.size(), set.multivalue() ? MOST_ANSWERS : 1));
    }
}
