package dev.sloconsole.local.dns;

import dev.sloconsole.local.dns.Zones.Zone;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** The records at the top of a zone, as Route 53 makes them for every private hosted zone. */
public final class Apex {

    /** How long the name servers may be remembered, in seconds. */
    public static final long NS_TTL_SECONDS = 172_800;

    /** With a final dot; private hosted zones all have the same four, which answer nobody. */
    public static final List<String> NAME_SERVERS = List.of(
            "ns-1536.awsdns-00.co.uk.", "ns-0.awsdns-00.com.", "ns-1024.awsdns-00.org.", "ns-512.awsdns-00.net.");

    private static final String HOSTMASTER = "awsdns-hostmaster.amazon.com.";
    private static final long SERIAL = 1;
    private static final long REFRESH = 7_200;
    private static final long RETRY = 900;
    private static final long EXPIRE = 1_209_600;
    private static final long MINIMUM = 86_400;

    private Apex() {}

    /** The SOA record's value; the zone's TTL for it is the record's own. */
    public static String soaText() {
        return String.join(
                " ",
                NAME_SERVERS.getFirst(),
                HOSTMASTER,
                Long.toString(SERIAL),
                Long.toString(REFRESH),
                Long.toString(RETRY),
                Long.toString(EXPIRE),
                Long.toString(MINIMUM));
    }

    static SOARecord soa(Zone zone) {
        return soa(zone, zone.soaTtl().toSeconds());
    }

    /** The SOA in a negative answer lives as long as the answer may be believed (RFC 2308, section 3). */
    static SOARecord negativeSoa(Zone zone) {
        return soa(zone, Math.min(zone.soaTtl().toSeconds(), MINIMUM));
    }

    private static SOARecord soa(Zone zone, long ttl) {
        return new SOARecord(
                Names.absolute(zone.name()),
                DClass.IN,
                ttl,
                Names.absolute(NAME_SERVERS.getFirst()),
                Names.absolute(HOSTMASTER),
                SERIAL,
                REFRESH,
                RETRY,
                EXPIRE,
                MINIMUM);
    }

    static List<Record> ns(Zone zone) {
        return NAME_SERVERS.stream()
                .<Record>map(server ->
                        new NSRecord(Names.absolute(zone.name()), DClass.IN, NS_TTL_SECONDS, Names.absolute(server)))
                .toList();
    }
}
