package dev.sloconsole.local.dns;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the private hosted zones hold at one moment. Immutable: whoever changes a record publishes a new one. */
public record Zones(List<Zone> zones) {

    /** No zone at all. */
    public static final Zones NONE = new Zones(List.of());

    public Zones {
        zones = List.copyOf(zones);
    }

    /**
     * One private hosted zone.
     *
     * @param name lower case, without a dot at the end, such as {@code sre.local}
     * @param soaTtl of the SOA record, and so of negative answers
     * @param records by full name, lower case, without a dot at the end
     */
    public record Zone(String name, Duration soaTtl, Map<String, RecordSet> records) {
        public Zone {
            records = Map.copyOf(records);
        }
    }

    /**
     * The records of one name.
     *
     * @param multivalue up to eight answers, else one
     * @param addressTtl of the A records, where there are any
     * @param serviceTtl of the SRV records, where there are any
     */
    public record RecordSet(
            boolean multivalue,
            Optional<Duration> addressTtl,
            Optional<Duration> serviceTtl,
            List<Endpoint> endpoints) {
        public RecordSet {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * One instance behind a name.
     *
     * @param address IPv4, dotted
     * @param port for SRV records
     * @param healthCheckId of the health check in Route 53 that stands for the instance's health, where there is one
     */
    public record Endpoint(
            String instanceId, String address, int port, boolean healthy, Optional<String> healthCheckId) {
        public Endpoint(String instanceId, String address, int port, boolean healthy) {
            this(instanceId, address, port, healthy, Optional.empty());
        }
    }

    /** Whether a name lies in one of the zones. */
    public boolean covers(String name) {
        return zones.stream().anyMatch(zone -> name.equals(zone.name()) || name.endsWith("." + zone.name()));
    }
}
