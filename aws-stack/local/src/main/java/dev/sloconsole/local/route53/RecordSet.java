package dev.sloconsole.local.route53;

import dev.sloconsole.local.dns.Apex;
import dev.sloconsole.local.dns.Zones;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A resource record set as Route 53 lists it. Those that Cloud Map makes for an instance have the instance's id as
 * their set identifier.
 *
 * @param name with a dot at the end
 * @param type SOA, NS, A or SRV
 * @param routing simple at the zone's top, else multivalue or weighted
 */
record RecordSet(
        String name,
        String type,
        Optional<String> setIdentifier,
        Routing routing,
        long ttl,
        List<String> values,
        Optional<String> healthCheckId) {

    /** How Route 53 chooses between record sets of one name and type. */
    enum Routing {
        SIMPLE,
        MULTIVALUE,
        WEIGHTED
    }

    /** Route 53's order: by name with its labels reversed, then by type, then by set identifier. */
    static final Comparator<RecordSet> ORDER = Comparator.comparing((RecordSet set) -> sortKey(set.name()))
            .thenComparing(RecordSet::type)
            .thenComparing(set -> set.setIdentifier().orElse(""));

    /** All record sets of a zone, in order. */
    static List<RecordSet> of(Zones.Zone zone) {
        var sets = new ArrayList<RecordSet>();
        sets.add(simple(zone.name(), "NS", Apex.NS_TTL_SECONDS, Apex.NAME_SERVERS));
        sets.add(simple(zone.name(), "SOA", zone.soaTtl().toSeconds(), List.of(Apex.soaText())));
        zone.records()
                .forEach((name, records) -> records.endpoints().forEach(endpoint -> {
                    records.addressTtl()
                            .ifPresent(ttl ->
                                    sets.add(of(name, "A", records, endpoint, ttl.toSeconds(), endpoint.address())));
                    records.serviceTtl().ifPresent(ttl -> {
                        var host = endpoint.instanceId().toLowerCase(Locale.ROOT) + "." + name;
                        sets.add(of(
                                name,
                                "SRV",
                                records,
                                endpoint,
                                ttl.toSeconds(),
                                "1 1 " + endpoint.port() + " " + host + "."));
                        sets.add(of(host, "A", records, endpoint, ttl.toSeconds(), endpoint.address()));
                    });
                }));
        sets.sort(ORDER);
        return sets;
    }

    private static RecordSet simple(String name, String type, long ttl, List<String> values) {
        return new RecordSet(name + ".", type, Optional.empty(), Routing.SIMPLE, ttl, values, Optional.empty());
    }

    private static RecordSet of(
            String name, String type, Zones.RecordSet records, Zones.Endpoint endpoint, long ttl, String value) {
        return new RecordSet(
                name + ".",
                type,
                Optional.of(endpoint.instanceId()),
                records.multivalue() ? Routing.MULTIVALUE : Routing.WEIGHTED,
                ttl,
                List.of(value),
                endpoint.healthCheckId());
    }

    /** {@code a.sre.local.} as {@code local.sre.a.}, in lower case. */
    static String sortKey(String name) {
        var labels = Arrays.asList(
                name.toLowerCase(Locale.ROOT).replaceAll("\\.$", "").split("\\.", -1));
        Collections.reverse(labels);
        return String.join(".", labels) + ".";
    }
}
