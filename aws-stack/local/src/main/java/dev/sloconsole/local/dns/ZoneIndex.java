package dev.sloconsole.local.dns;

import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Every name that the zones of one moment have, so that a question costs one look. Immutable. */
final class ZoneIndex {

    /** What stands at a name, and the zone that says so. */
    sealed interface Found {

        Zone zone();

        /** The zone's own name. */
        record Top(Zone zone) implements Found {}

        /** A name with records; there is at least one endpoint. */
        record Owner(Zone zone, RecordSet set) implements Found {}

        /** A name without records but with names below it (an empty non-terminal, RFC 8020). */
        record Between(Zone zone) implements Found {}

        /** The zone has no such name. */
        record Missing(Zone zone) implements Found {}
    }

    private final Zones zones;
    private final List<Zone> longestFirst;
    private final Map<String, Found> names = new HashMap<>();
    /** The same by dnsjava's names, which are equal whatever the case of their letters. */
    private final Map<Name, Found> byName = new HashMap<>();

    ZoneIndex(Zones zones) {
        this.zones = zones;
        this.longestFirst = zones.zones().stream()
                .sorted(Comparator.comparingInt((Zone zone) -> zone.name().length())
                        .reversed())
                .toList();
        longestFirst.forEach(this::add);
        names.forEach((name, found) -> byName.put(Names.absolute(name), found));
    }

    Zones zones() {
        return zones;
    }

    /** Looks a name up; empty if it lies in no zone. */
    Optional<Found> find(Name asked) {
        var found = byName.get(asked);
        if (found != null) {
            return Optional.of(found);
        }
        var name = Names.plain(asked);
        return longestFirst.stream()
                .filter(zone -> name.endsWith("." + zone.name()))
                .findFirst()
                .map(Found.Missing::new);
    }

    private void add(Zone zone) {
        names.put(zone.name(), new Found.Top(zone));
        zone.records().forEach((name, set) -> {
            if (set.endpoints().isEmpty()) {
                return;
            }
            add(zone, name, set);
            set.serviceTtl()
                    .ifPresent(ttl -> set.endpoints()
                            .forEach(endpoint -> add(
                                    zone,
                                    endpoint.instanceId().toLowerCase(Locale.ROOT) + "." + name,
                                    new RecordSet(true, Optional.of(ttl), Optional.empty(), List.of(endpoint)))));
        });
    }

    private void add(Zone zone, String name, RecordSet set) {
        if (names.get(name) instanceof Found.Between || !names.containsKey(name)) {
            names.put(name, new Found.Owner(zone, set));
        }
        var above = name.substring(name.indexOf('.') + 1);
        while (above.endsWith("." + zone.name())) {
            names.putIfAbsent(above, new Found.Between(zone));
            above = above.substring(above.indexOf('.') + 1);
        }
    }
}
