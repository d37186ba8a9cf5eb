package dev.sloconsole.local.cloudmap;

import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.route53.HostedZone;
import dev.sloconsole.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of Cloud Map's tables. Touched by the local-cloud thread only; {@link #zones} alone is for any thread. */
final class DiscoveryTables {

    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private volatile Zones zones = Zones.NONE;

    /** A namespace; one that is found by API calls only has no DNS. */
    static final class Namespace {
        final String id;
        final String arn;
        final String name;
        final Optional<NamespaceDns> dns;
        final String creatorRequestId;
        final Instant created;
        Optional<String> description;
        Duration soaTtl;

        Namespace(
                String id,
                String arn,
                String name,
                Optional<NamespaceDns> dns,
                Optional<String> description,
                Duration soaTtl,
                String creatorRequestId,
                Instant created) {
            this.id = id;
            this.arn = arn;
            this.name = name;
            this.dns = dns;
            this.description = description;
            this.soaTtl = soaTtl;
            this.creatorRequestId = creatorRequestId;
            this.created = created;
        }

        String type() {
            return dns.isPresent() ? "DNS_PRIVATE" : "HTTP";
        }
    }

    /** The hosted zone of a namespace, and the VPC that it is private to. */
    record NamespaceDns(String hostedZoneId, String vpcId) {}

    /**
     * What records a service's instances get.
     *
     * @param ttls by record type (A, SRV), in seconds
     */
    record DnsConfig(String routingPolicy, SortedMap<String, Long> ttls) {
        DnsConfig {
            ttls = Collections.unmodifiableSortedMap(new TreeMap<>(ttls));
        }

        Optional<Duration> ttl(String type) {
            return Optional.ofNullable(ttls.get(type)).map(Duration::ofSeconds);
        }
    }

    /** A health that Cloud Map keeps for an instance of a service with a custom health check. */
    enum Health {
        HEALTHY,
        UNHEALTHY
    }

    /** An instance; what was reported of its health last may not have taken effect yet. */
    static final class Instance {
        final String id;
        final Map<String, String> attributes;
        final String creatorRequestId;
        int reports;
        Health reported;
        Health health;

        Instance(String id, Map<String, String> attributes, String creatorRequestId, Health health) {
            this.id = id;
            this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
            this.creatorRequestId = creatorRequestId;
            this.reported = health;
            this.health = health;
        }
    }

    /** A service; without DNS its instances are found by API calls only. */
    static final class Service {
        final String id;
        final String arn;
        final String name;
        final Namespace namespace;
        final Optional<Long> failureThreshold;
        final String creatorRequestId;
        final Instant created;
        final Map<String, Instance> instances = new LinkedHashMap<>();
        Optional<String> description;
        Optional<DnsConfig> dns;
        long revision = 1;

        Service(
                String id,
                String arn,
                String name,
                Namespace namespace,
                Optional<String> description,
                Optional<DnsConfig> dns,
                Optional<Long> failureThreshold,
                String creatorRequestId,
                Instant created) {
            this.id = id;
            this.arn = arn;
            this.name = name;
            this.namespace = namespace;
            this.description = description;
            this.dns = dns;
            this.failureThreshold = failureThreshold;
            this.creatorRequestId = creatorRequestId;
            this.created = created;
        }

        boolean customHealth() {
            return failureThreshold.isPresent();
        }

        String fullName() {
            return (name + "." + namespace.name).toLowerCase(Locale.ROOT);
        }

        private Zones.RecordSet records(DnsConfig config) {
            return new Zones.RecordSet(
                    !config.routingPolicy().equals("WEIGHTED"),
                    config.ttl("A"),
                    config.ttl("SRV"),
                    instances.values().stream()
                            .filter(i -> i.attributes.containsKey("AWS_INSTANCE_IPV4"))
                            .map(i -> new Zones.Endpoint(
                                    i.id,
                                    i.attributes.get("AWS_INSTANCE_IPV4"),
                                    Integer.parseInt(i.attributes.getOrDefault("AWS_INSTANCE_PORT", "0")),
                                    i.health == Health.HEALTHY,
                                    customHealth() ? Optional.of(healthCheckId(i)) : Optional.empty()))
                            .toList());
        }

        /** The health check that Cloud Map makes in Route 53 for each instance. */
        private String healthCheckId(Instance instance) {
            return UUID.nameUUIDFromBytes((id + "/" + instance.id).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /** What the DNS server may answer right now. */
    Zones zones() {
        return zones;
    }

    List<Namespace> namespaces() {
        return List.copyOf(namespaces.values());
    }

    List<Service> services() {
        return List.copyOf(services.values());
    }

    List<Service> services(Namespace namespace) {
        return services.values().stream()
                .filter(s -> s.namespace.equals(namespace))
                .toList();
    }

    void add(Namespace namespace) {
        namespaces.put(namespace.id, namespace);
        publish();
    }

    void remove(Namespace namespace) {
        namespaces.remove(namespace.id);
        publish();
    }

    void add(Service service) {
        services.put(service.id, service);
        publish();
    }

    void remove(Service service) {
        services.remove(service.id);
        publish();
    }

    /** To be called after every change to a service or its instances. */
    void changed(Service service) {
        service.revision++;
        publish();
    }

    /** To be called after every change to a namespace. */
    void publish() {
        zones = new Zones(namespaces.values().stream()
                .filter(namespace -> namespace.dns.isPresent())
                .map(this::zone)
                .toList());
    }

    List<HostedZone> hostedZones(String region) {
        return namespaces.values().stream()
                .flatMap(namespace -> namespace.dns.stream()
                        .map(dns -> new HostedZone(
                                dns.hostedZoneId(),
                                zone(namespace),
                                namespace.description,
                                dns.vpcId(),
                                region,
                                namespace.arn)))
                .toList();
    }

    private Zones.Zone zone(Namespace namespace) {
        var records = new HashMap<String, Zones.RecordSet>();
        services(namespace)
                .forEach(service ->
                        service.dns.ifPresent(config -> records.put(service.fullName(), service.records(config))));
        return new Zones.Zone(namespace.name.toLowerCase(Locale.ROOT), namespace.soaTtl, records);
    }

    Namespace namespace(String idOrArn) {
        var namespace = namespaces.get(Input.idOf(idOrArn));
        if (namespace == null) {
            throw new AwsError("NamespaceNotFound", "No namespace exists with the specified ID: " + idOrArn);
        }
        return namespace;
    }

    Optional<Service> findService(String idOrArn) {
        return Optional.ofNullable(services.get(Input.idOf(idOrArn)));
    }

    Service service(String idOrArn) {
        return findService(idOrArn)
                .orElseThrow(
                        () -> new AwsError("ServiceNotFound", "No service exists with the specified ID: " + idOrArn));
    }

    static Instance instance(Service service, String id) {
        var instance = service.instances.get(id);
        if (instance == null) {
            throw new AwsError("InstanceNotFound", "No instance exists with the specified ID: " + id);
        }
        return instance;
    }
}
