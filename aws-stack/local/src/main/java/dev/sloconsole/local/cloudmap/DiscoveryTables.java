package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.dns.Zones;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of Cloud Map's tables. Touched by the local-cloud thread only. */
final class DiscoveryTables {

    private DiscoveryTables() {}

    record Namespace(
            String id,
            String arn,
            String name,
            Optional<String> description,
            String hostedZoneId,
            Duration soaTtl,
            Instant created) {}

    /** A health that Cloud Map keeps for an instance of a service with a custom health check. */
    enum Health {
        HEALTHY,
        UNHEALTHY
    }

    static final class Instance {
        final String id;
        final Map<String, String> attributes;
        final String creatorRequestId;
        Health health;

        Instance(String id, Map<String, String> attributes, String creatorRequestId, Health health) {
            this.id = id;
            this.attributes = Map.copyOf(attributes);
            this.creatorRequestId = creatorRequestId;
            this.health = health;
        }
    }

    static final class Service {
        final String id;
        final String arn;
        final String name;
        final Namespace namespace;
        final ObjectNode request;
        final Instant created;
        final Map<String, Instance> instances = new LinkedHashMap<>();
        long revision = 1;

        Service(String id, String arn, String name, Namespace namespace, ObjectNode request, Instant created) {
            this.id = id;
            this.arn = arn;
            this.name = name;
            this.namespace = namespace;
            this.request = request;
            this.created = created;
        }

        boolean customHealth() {
            return request.has("HealthCheckCustomConfig");
        }

        String fullName() {
            return (name + "." + namespace.name()).toLowerCase(Locale.ROOT);
        }

        Zones.RecordSet records() {
            var dns = request.path("DnsConfig");
            return new Zones.RecordSet(
                    !dns.path("RoutingPolicy").asText("MULTIVALUE").equals("WEIGHTED"),
                    ttl(dns, "A"),
                    ttl(dns, "SRV"),
                    instances.values().stream()
                            .filter(i -> i.attributes.containsKey("AWS_INSTANCE_IPV4"))
                            .map(i -> new Zones.Endpoint(
                                    i.id,
                                    i.attributes.get("AWS_INSTANCE_IPV4"),
                                    Integer.parseInt(i.attributes.getOrDefault("AWS_INSTANCE_PORT", "0")),
                                    i.health == Health.HEALTHY))
                            .toList());
        }

        private static Optional<Duration> ttl(JsonNode dns, String type) {
            for (var record : dns.path("DnsRecords")) {
                if (record.path("Type").asText().equals(type)) {
                    return Optional.of(Duration.ofSeconds(record.path("TTL").asLong()));
                }
            }
            return Optional.empty();
        }
    }

    /** Work that AWS does in its own time; here it is over when the caller asks for the first time. */
    record Operation(String id, String type, Instant created, Map<String, String> targets) {}
}
