package dev.sloconsole.local.cloudmap;

import dev.sloconsole.local.cloudmap.DiscoveryTables.Health;
import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.route53.HostedZone;
import dev.sloconsole.local.wire.AwsService.JsonService;
import dev.sloconsole.local.wire.RequestFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Cloud Map. The zones that its namespaces make are published after every change, for the DNS server to read. All
 * methods but {@link #zones} run on the local-cloud thread.
 */
public final class CloudMap {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "Route53AutoNaming_v20170314";

    private static final RequestFields FIELDS = RequestFields.beside(CloudMap.class, RequestFields.Words.CLOUD_MAP);

    private final Account account;
    private final DiscoveryTables tables = new DiscoveryTables();
    private final Tags tags;
    private final Operations operations;
    private final Namespaces namespaces;
    private final Services services;
    private final Instances instances;
    private final Discovery discovery = new Discovery(tables);

    /**
     * An empty Cloud Map.
     *
     * @param later runs work on the local-cloud thread after a delay
     */
    public CloudMap(Account account, Pace pace, BiConsumer<Duration, Runnable> later, Supplier<Instant> clock) {
        this.account = account;
        var times = new Timings(pace);
        this.tags = new Tags(this::exists);
        this.operations = new Operations(later, clock, times.of(Step.SUBMITTED));
        this.namespaces = new Namespaces(tables, operations, times, tags, account, clock);
        this.services = new Services(tables, operations, times, tags, account, clock);
        this.instances = new Instances(tables, operations, times, account, later);
    }

    private boolean exists(String arn) {
        return tables.namespaces().stream().anyMatch(namespace -> namespace.arn.equals(arn))
                || tables.services().stream().anyMatch(service -> service.arn.equals(arn));
    }

    /** What the DNS server may answer right now; for any thread. */
    public Zones zones() {
        return tables.zones();
    }

    /** The hosted zones of the namespaces, for Route 53. */
    public List<HostedZone> hostedZones() {
        return tables.hostedZones(account.region());
    }

    public JsonService service() {
        return new JsonService(
                TARGET_PREFIX,
                FIELDS.checking(Map.ofEntries(
                        Map.entry("CreatePrivateDnsNamespace", namespaces::createPrivateDnsNamespace),
                        Map.entry("CreateHttpNamespace", namespaces::createHttpNamespace),
                        Map.entry("UpdatePrivateDnsNamespace", namespaces::updatePrivateDnsNamespace),
                        Map.entry("UpdateHttpNamespace", namespaces::updateHttpNamespace),
                        Map.entry("GetNamespace", namespaces::getNamespace),
                        Map.entry("ListNamespaces", namespaces::listNamespaces),
                        Map.entry("DeleteNamespace", namespaces::deleteNamespace),
                        Map.entry("CreateService", services::createService),
                        Map.entry("UpdateService", services::updateService),
                        Map.entry("GetService", services::getService),
                        Map.entry("ListServices", services::listServices),
                        Map.entry("DeleteService", services::deleteService),
                        Map.entry("RegisterInstance", instances::registerInstance),
                        Map.entry("DeregisterInstance", instances::deregisterInstance),
                        Map.entry("GetInstance", instances::getInstance),
                        Map.entry("ListInstances", instances::listInstances),
                        Map.entry("GetInstancesHealthStatus", instances::getInstancesHealthStatus),
                        Map.entry("UpdateInstanceCustomHealthStatus", instances::updateInstanceCustomHealthStatus),
                        Map.entry("DiscoverInstances", discovery::discoverInstances),
                        Map.entry("DiscoverInstancesRevision", discovery::discoverInstancesRevision),
                        Map.entry("GetOperation", operations::getOperation),
                        Map.entry("ListOperations", operations::listOperations),
                        Map.entry("TagResource", tags::tagResource),
                        Map.entry("UntagResource", tags::untagResource),
                        Map.entry("ListTagsForResource", tags::listTagsForResource))));
    }

    // ---- for ECS

    /**
     * Registers a task's address, at once.
     *
     * @param serviceArn as in {@code serviceRegistries}
     * @return false where there is no such service any more
     */
    public boolean register(String serviceArn, String instanceId, Map<String, String> attributes) {
        var service = tables.findService(serviceArn);
        service.ifPresent(found -> instances.register(found, instanceId, attributes));
        return service.isPresent();
    }

    /** The types of the records that a service makes, none for one without DNS; empty where there is no such service. */
    public Optional<Set<String>> recordTypes(String serviceArn) {
        return tables.findService(serviceArn)
                .map(service -> service.dns.map(dns -> dns.ttls().keySet()).orElse(Set.of()));
    }

    /** Takes a task's address out, at once; nothing happens where it is not in. */
    public void deregister(String serviceArn, String instanceId) {
        tables.findService(serviceArn).ifPresent(service -> instances.deregister(service, instanceId));
    }

    /** Says how a task is; nothing happens where it is not registered. */
    public void health(String serviceArn, String instanceId, boolean healthy) {
        tables.findService(serviceArn)
                .ifPresent(service -> Optional.ofNullable(service.instances.get(instanceId))
                        .ifPresent(instance ->
                                instances.report(service, instance, healthy ? Health.HEALTHY : Health.UNHEALTHY)));
    }
}
