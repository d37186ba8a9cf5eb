package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Health;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Instance;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Namespace;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Operation;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Service;
import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cloud Map. The zones that its namespaces make are published after every change, for the DNS server to read. All
 * methods but {@link #zones} run on the local-cloud thread.
 */
public final class CloudMap {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "Route53AutoNaming_v20170314";

    /** The TTL of a namespace's SOA where none is given. */
    private static final long DEFAULT_SOA_SECONDS = 15;

    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final Account account;
    private final Supplier<Instant> clock;
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private volatile Zones zones = Zones.NONE;

    public CloudMap(Account account, Supplier<Instant> clock) {
        this.account = account;
        this.clock = clock;
    }

    /** What the DNS server may answer right now; for any thread. */
    public Zones zones() {
        return zones;
    }

    public JsonService service() {
        return new JsonService(TARGET_PREFIX, Map.ofEntries(
                Map.entry("CreatePrivateDnsNamespace", this::createPrivateDnsNamespace),
                Map.entry("GetNamespace", this::getNamespace),
                Map.entry("ListNamespaces", this::listNamespaces),
                Map.entry("DeleteNamespace", this::deleteNamespace),
                Map.entry("CreateService", this::createService),
                Map.entry("GetService", this::getService),
                Map.entry("ListServices", this::listServices),
                Map.entry("DeleteService", this::deleteService),
                Map.entry("RegisterInstance", this::registerInstance),
                Map.entry("DeregisterInstance", this::deregisterInstance),
                Map.entry("GetInstance", this::getInstance),
                Map.entry("ListInstances", this::listInstances),
                Map.entry("DiscoverInstances", this::discoverInstances),
                Map.entry("DiscoverInstancesRevision", this::discoverInstancesRevision),
                Map.entry("GetInstancesHealthStatus", this::getInstancesHealthStatus),
                Map.entry("UpdateInstanceCustomHealthStatus", this::updateInstanceCustomHealthStatus),
                Map.entry("GetOperation", this::getOperation)));
    }

    // ---- for ECS

    /**
     * Registers a task's address.
     *
     * @param serviceArn as in {@code serviceRegistries}
     */
    public void register(String serviceArn, String instanceId, Map<String, String> attributes) {
        register(serviceOf(serviceArn), instanceId, attributes, "");
    }

    /** Takes a task's address out; nothing happens where it is not in. */
    public void deregister(String serviceArn, String instanceId) {
        var service = services.get(lastPart(serviceArn));
        if (service != null && service.instances.remove(instanceId) != null) {
            changed(service);
        }
    }

    /** Says how a task is; nothing happens where it is not registered. */
    public void health(String serviceArn, String instanceId, boolean healthy) {
        var service = services.get(lastPart(serviceArn));
        var instance = service == null ? null : service.instances.get(instanceId);
        if (service != null && instance != null) {
            instance.health = healthy ? Health.HEALTHY : Health.UNHEALTHY;
            changed(service);
        }
    }

    // ---- namespaces

    private ObjectNode createPrivateDnsNamespace(ObjectNode request) {
        var name = required(request, "Name");
        required(request, "Vpc");
        namespaces.values().stream().filter(n -> n.name().equalsIgnoreCase(name)).findAny().ifPresent(existing -> {
            throw new AwsError("NamespaceAlreadyExists", "Namespace with name " + name + " already exists.");
        });
        var id = id("ns-");
        long soaTtl = request.path("Properties").path("DnsProperties").path("SOA").path("TTL")
                .asLong(DEFAULT_SOA_SECONDS);
        namespaces.put(id, new Namespace(id, account.arn("servicediscovery", "namespace/" + id), name,
                Json.text(request, "Description"), "Z0" + id("").toUpperCase(Locale.ROOT).substring(0, 18),
                Duration.ofSeconds(soaTtl), clock.get()));
        publish();
        return started("CREATE_NAMESPACE", Map.of("NAMESPACE", id));
    }

    private ObjectNode getNamespace(ObjectNode request) {
        return Json.object().set("Namespace", describe(namespaceOf(required(request, "Id"))));
    }

    private ObjectNode listNamespaces(ObjectNode request) {
        var found = Json.array();
        namespaces.values().stream()
                .filter(n -> filter(request, "NAME").test(n.name()))
                .filter(n -> filter(request, "TYPE").test("DNS_PRIVATE"))
                .forEach(n -> found.add(describe(n)));
        return Json.object().set("Namespaces", found);
    }

    private ObjectNode deleteNamespace(ObjectNode request) {
        var namespace = namespaceOf(required(request, "Id"));
        if (services.values().stream().anyMatch(s -> s.namespace.id().equals(namespace.id()))) {
            throw new AwsError("ResourceInUse", "Namespace has associated services");
        }
        namespaces.remove(namespace.id());
        publish();
        return started("DELETE_NAMESPACE", Map.of("NAMESPACE", namespace.id()));
    }

    private ObjectNode describe(Namespace namespace) {
        var node = Json.object()
                .put("Id", namespace.id())
                .put("Arn", namespace.arn())
                .put("Name", namespace.name())
                .put("Type", "DNS_PRIVATE")
                .put("ServiceCount", services.values().stream().filter(s -> s.namespace.equals(namespace)).count())
                .put("CreateDate", Json.time(namespace.created()));
        namespace.description().ifPresent(text -> node.put("Description", text));
        var properties = node.putObject("Properties");
        properties.putObject("DnsProperties")
                .put("HostedZoneId", namespace.hostedZoneId())
                .putObject("SOA").put("TTL", namespace.soaTtl().toSeconds());
        properties.putObject("HttpProperties").put("HttpName", namespace.name());
        return node;
    }

    // ---- services

    private ObjectNode createService(ObjectNode request) {
        var name = required(request, "Name");
        var namespaceId = Json.text(request, "NamespaceId")
                .or(() -> Json.text(request.path("DnsConfig"), "NamespaceId"));
        var namespace = namespaceOf(namespaceId.orElseThrow(() -> invalid("NamespaceId must be given.")));
        services.values().stream()
                .filter(s -> s.namespace.equals(namespace) && s.name.equalsIgnoreCase(name))
                .findAny()
                .ifPresent(existing -> {
                    throw new AwsError("ServiceAlreadyExists", "Service already exists.");
                });
        var id = id("srv-");
        var service = new Service(id, account.arn("servicediscovery", "service/" + id), name, namespace,
                request.deepCopy(), clock.get());
        services.put(id, service);
        publish();
        return Json.object().set("Service", describe(service));
    }

    private ObjectNode getService(ObjectNode request) {
        return Json.object().set("Service", describe(serviceOf(required(request, "Id"))));
    }

    private ObjectNode listServices(ObjectNode request) {
        var found = Json.array();
        services.values().stream()
                .filter(s -> filter(request, "NAMESPACE_ID").test(s.namespace.id()))
                .forEach(s -> found.add(describe(s)));
        return Json.object().set("Services", found);
    }

    private ObjectNode deleteService(ObjectNode request) {
        var service = serviceOf(required(request, "Id"));
        if (!service.instances.isEmpty()) {
            throw new AwsError("ResourceInUse", "Service contains registered instances; delete the instances before"
                    + " deleting the service");
        }
        services.remove(service.id);
        publish();
        return Json.object();
    }

    private static ObjectNode describe(Service service) {
        var node = Json.object()
                .put("Id", service.id)
                .put("Arn", service.arn)
                .put("Name", service.name)
                .put("NamespaceId", service.namespace.id())
                .put("Type", service.request.has("DnsConfig") ? "DNS_HTTP" : "HTTP")
                .put("InstanceCount", service.instances.size())
                .put("CreateDate", Json.time(service.created));
        Json.text(service.request, "Description").ifPresent(text -> node.put("Description", text));
        for (var part : List.of("DnsConfig", "HealthCheckConfig", "HealthCheckCustomConfig")) {
            if (service.request.has(part)) {
                node.set(part, service.request.get(part).deepCopy());
            }
        }
        if (node.get("DnsConfig") instanceof ObjectNode dns && !dns.has("RoutingPolicy")) {
            dns.put("RoutingPolicy", "MULTIVALUE");
        }
        return node;
    }

    // ---- instances

    private ObjectNode registerInstance(ObjectNode request) {
        var service = serviceOf(required(request, "ServiceId"));
        var instanceId = required(request, "InstanceId");
        var attributes = new HashMap<String, String>();
        request.path("Attributes").properties().forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
        register(service, instanceId, attributes, Json.text(request, "CreatorRequestId").orElse(""));
        return started("REGISTER_INSTANCE", Map.of("INSTANCE", instanceId, "SERVICE", service.id));
    }

    private void register(Service service, String instanceId, Map<String, String> attributes, String creatorRequestId) {
        if (service.request.has("DnsConfig")) {
            var address = attributes.get("AWS_INSTANCE_IPV4");
            if (address == null) {
                throw invalid("Attribute AWS_INSTANCE_IPV4 must be given for an instance with an A record.");
            }
            checkAddress(address);
            checkPort(attributes.getOrDefault("AWS_INSTANCE_PORT", "1"));
        }
        boolean unhealthy = service.customHealth()
                && attributes.getOrDefault("AWS_INIT_HEALTH_STATUS", "HEALTHY").equals("UNHEALTHY");
        service.instances.put(instanceId, new Instance(instanceId, attributes, creatorRequestId,
                unhealthy ? Health.UNHEALTHY : Health.HEALTHY));
        changed(service);
    }

    private static void checkAddress(String address) {
        try {
            if (InetAddress.ofLiteral(address).getAddress().length == 4) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw invalid("AWS_INSTANCE_IPV4 is not an IPv4 address: " + address);
        }
        throw invalid("AWS_INSTANCE_IPV4 is not an IPv4 address: " + address);
    }

    private static void checkPort(String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw invalid("AWS_INSTANCE_PORT is not a port: " + port);
        }
    }

    private ObjectNode deregisterInstance(ObjectNode request) {
        var service = serviceOf(required(request, "ServiceId"));
        var instance = instanceOf(service, required(request, "InstanceId"));
        service.instances.remove(instance.id);
        changed(service);
        return started("DEREGISTER_INSTANCE", Map.of("INSTANCE", instance.id, "SERVICE", service.id));
    }

    private ObjectNode getInstance(ObjectNode request) {
        var service = serviceOf(required(request, "ServiceId"));
        return Json.object().set("Instance", describe(instanceOf(service, required(request, "InstanceId"))));
    }

    private ObjectNode listInstances(ObjectNode request) {
        var found = Json.array();
        serviceOf(required(request, "ServiceId")).instances.values().forEach(i -> found.add(describe(i)));
        return Json.object().set("Instances", found);
    }

    private static ObjectNode describe(Instance instance) {
        var node = Json.object().put("Id", instance.id);
        if (!instance.creatorRequestId.isEmpty()) {
            node.put("CreatorRequestId", instance.creatorRequestId);
        }
        var attributes = node.putObject("Attributes");
        instance.attributes.forEach(attributes::put);
        return node;
    }

    private ObjectNode discoverInstances(ObjectNode request) {
        var service = named(request);
        var wanted = Json.text(request, "HealthStatus").orElse("HEALTHY_OR_ELSE_ALL");
        var all = service.instances.values().stream()
                .filter(i -> request.path("QueryParameters").properties().stream()
                        .allMatch(q -> q.getValue().asText().equals(i.attributes.get(q.getKey()))))
                .toList();
        var healthy = all.stream().filter(i -> i.health == Health.HEALTHY).toList();
        Collection<Instance> chosen = switch (wanted) {
            case "HEALTHY" -> healthy;
            case "UNHEALTHY" -> all.stream().filter(i -> i.health == Health.UNHEALTHY).toList();
            case "ALL" -> all;
            case "HEALTHY_OR_ELSE_ALL" -> healthy.isEmpty() ? all : healthy;
            default -> throw invalid("HealthStatus must be HEALTHY, UNHEALTHY, ALL or HEALTHY_OR_ELSE_ALL.");
        };
        var found = Json.array();
        chosen.stream().limit(request.path("MaxResults").asLong(100)).forEach(i -> {
            var node = found.addObject()
                    .put("InstanceId", i.id)
                    .put("NamespaceName", service.namespace.name())
                    .put("ServiceName", service.name)
                    .put("HealthStatus", service.customHealth() ? i.health.name() : "UNKNOWN");
            i.attributes.forEach(node.putObject("Attributes")::put);
        });
        ObjectNode answer = Json.object().set("Instances", found);
        return answer.put("InstancesRevision", service.revision);
    }

    private ObjectNode discoverInstancesRevision(ObjectNode request) {
        return Json.object().put("InstancesRevision", named(request).revision);
    }

    private ObjectNode getInstancesHealthStatus(ObjectNode request) {
        var service = serviceOf(required(request, "ServiceId"));
        var asked = Json.strings(request, "Instances");
        asked.forEach(id -> instanceOf(service, id));
        var status = Json.object();
        service.instances.values().stream()
                .filter(i -> asked.isEmpty() || asked.contains(i.id))
                .forEach(i -> status.put(i.id, service.customHealth() ? i.health.name() : "UNKNOWN"));
        return Json.object().set("Status", status);
    }

    private ObjectNode updateInstanceCustomHealthStatus(ObjectNode request) {
        var service = serviceOf(required(request, "ServiceId"));
        var instance = instanceOf(service, required(request, "InstanceId"));
        if (!service.customHealth()) {
            throw new AwsError("CustomHealthNotFound",
                    "The service has no HealthCheckCustomConfig, so its instances have no custom health.");
        }
        instance.health = switch (required(request, "Status")) {
            case "HEALTHY" -> Health.HEALTHY;
            case "UNHEALTHY" -> Health.UNHEALTHY;
            default -> throw invalid("Status must be HEALTHY or UNHEALTHY.");
        };
        changed(service);
        return Json.object();
    }

    // ---- operations

    private ObjectNode getOperation(ObjectNode request) {
        var id = required(request, "OperationId");
        var operation = operations.get(id);
        if (operation == null) {
            throw new AwsError("OperationNotFound", "No operation exists with the specified ID: " + id);
        }
        var node = Json.object();
        var answer = node.putObject("Operation")
                .put("Id", operation.id())
                .put("Type", operation.type())
                .put("Status", "SUCCESS")
                .put("CreateDate", Json.time(operation.created()))
                .put("UpdateDate", Json.time(operation.created()));
        operation.targets().forEach(answer.putObject("Targets")::put);
        return node;
    }

    private ObjectNode started(String type, Map<String, String> targets) {
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 24) + "-local";
        operations.put(id, new Operation(id, type, clock.get(), targets));
        return Json.object().put("OperationId", id);
    }

    // ---- inside

    private void changed(Service service) {
        service.revision++;
        publish();
    }

    private void publish() {
        zones = new Zones(namespaces.values().stream()
                .map(namespace -> {
                    var records = new HashMap<String, Zones.RecordSet>();
                    services.values().stream()
                            .filter(s -> s.namespace.equals(namespace) && s.request.has("DnsConfig"))
                            .forEach(s -> records.put(s.fullName(), s.records()));
                    return new Zones.Zone(namespace.name().toLowerCase(Locale.ROOT), namespace.soaTtl(), records);
                })
                .toList());
    }

    private Namespace namespaceOf(String idOrArn) {
        var namespace = namespaces.get(lastPart(idOrArn));
        if (namespace == null) {
            throw new AwsError("NamespaceNotFound", "No namespace exists with the specified ID: " + idOrArn);
        }
        return namespace;
    }

    private Service serviceOf(String idOrArn) {
        var service = services.get(lastPart(idOrArn));
        if (service == null) {
            throw new AwsError("ServiceNotFound", "No service exists with the specified ID: " + idOrArn);
        }
        return service;
    }

    private Service named(ObjectNode request) {
        var namespaceName = required(request, "NamespaceName");
        var serviceName = required(request, "ServiceName");
        if (namespaces.values().stream().noneMatch(n -> n.name().equals(namespaceName))) {
            throw new AwsError("NamespaceNotFound", "No namespace exists with the specified name: " + namespaceName);
        }
        return services.values().stream()
                .filter(s -> s.namespace.name().equals(namespaceName) && s.name.equals(serviceName))
                .findFirst()
                .orElseThrow(() -> new AwsError("ServiceNotFound",
                        "No service exists with the specified name: " + serviceName));
    }

    private static Instance instanceOf(Service service, String id) {
        var instance = service.instances.get(id);
        if (instance == null) {
            throw new AwsError("InstanceNotFound", "No instance exists with the specified ID: " + id);
        }
        return instance;
    }

    private static Predicate<String> filter(JsonNode request, String name) {
        var filters = Json.items(request, "Filters").stream()
                .filter(f -> f.path("Name").asText().equals(name))
                .toList();
        return value -> filters.stream().allMatch(f -> Json.strings(f, "Values").contains(value));
    }

    private static String required(JsonNode request, String field) {
        return Json.required(request, field, () -> invalid("Parameter " + field + " must be given."));
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidInput", message);
    }

    private static String lastPart(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }

    private static String id(String prefix) {
        var id = new StringBuilder(prefix);
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < (prefix.isEmpty() ? 18 : 16); i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }
}
