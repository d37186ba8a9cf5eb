package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Health;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Instance;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Service;
import dev.sloconsole.local.cloudmap.Operations.Kind;
import dev.sloconsole.local.cloudmap.Operations.Order;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.wire.AwsError;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The operations on instances and their health. Runs on the local-cloud thread. */
final class Instances {

    private static final Pattern ID = Pattern.compile("^[0-9a-zA-Z_/:.@-]+$");
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_LABEL = 63;
    private static final int MOST_CUSTOM_ATTRIBUTES = 30;
    private static final int LONGEST_ATTRIBUTES = 5_000;
    /** A quota of AWS's: instances a service. */
    private static final int MOST_INSTANCES = 1_000;

    private final DiscoveryTables tables;
    private final Operations operations;
    private final Timings times;
    private final Account account;
    private final BiConsumer<Duration, Runnable> later;

    Instances(
            DiscoveryTables tables,
            Operations operations,
            Timings times,
            Account account,
            BiConsumer<Duration, Runnable> later) {
        this.tables = tables;
        this.operations = operations;
        this.times = times;
        this.account = account;
        this.later = later;
    }

    // ---- in and out

    ObjectNode registerInstance(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var instanceId = Input.required(request, "InstanceId");
        var attributes = new TreeMap<String, String>();
        Input.requiredObject(request, "Attributes")
                .properties()
                .forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
        return operations.start(registration(service, instanceId, attributes, request, times.of(Step.RECORDS_WRITTEN)));
    }

    /** What ECS registers; it is there at once. */
    void register(Service service, String instanceId, Map<String, String> attributes) {
        operations.done(registration(service, instanceId, attributes, Json.object(), Duration.ZERO));
    }

    private Order registration(
            Service service, String instanceId, Map<String, String> attributes, ObjectNode request, Duration takes) {
        checkId(service, instanceId);
        check(service, attributes);
        if (!service.instances.containsKey(instanceId) && service.instances.size() >= MOST_INSTANCES) {
            throw new AwsError(
                    "ResourceLimitExceeded", "The service has reached its limit of " + MOST_INSTANCES + " instances.");
        }
        var creatorRequestId = Input.text(request, "CreatorRequestId", 64).orElse("");
        return new Order(
                Kind.REGISTER_INSTANCE, targets(service, instanceId), service.namespace.id, request, takes, () -> {
                    var alive = tables.service(service.id);
                    var unhealthy = alive.customHealth()
                            && attributes
                                    .getOrDefault("AWS_INIT_HEALTH_STATUS", "")
                                    .equals("UNHEALTHY");
                    alive.instances.put(
                            instanceId,
                            new Instance(
                                    instanceId,
                                    attributes,
                                    creatorRequestId,
                                    unhealthy ? Health.UNHEALTHY : Health.HEALTHY));
                    tables.changed(alive);
                });
    }

    private static void checkId(Service service, String instanceId) {
        Input.matching(instanceId, "InstanceId", ID);
        int longest = service.dns.filter(dns -> dns.ttls().containsKey("SRV")).isPresent() ? LONGEST_LABEL : LONGEST_ID;
        if (instanceId.length() > longest) {
            throw Input.invalid("1 validation error detected: Value '" + instanceId + "' at 'instanceId' failed to"
                    + " satisfy constraint: Member must have length less than or equal to " + longest);
        }
        if (longest == LONGEST_LABEL && instanceId.matches("\\..*|.*\\.\\..*|.*\\.")) {
            throw Input.invalid("InstanceId " + instanceId + " cannot be part of the host name in an SRV record.");
        }
    }

    private static void check(Service service, Map<String, String> attributes) {
        service.dns.ifPresent(dns -> {
            require(attributes, "AWS_INSTANCE_IPV4", dns.ttls().containsKey("SRV") ? "SRV" : "A");
            if (dns.ttls().containsKey("SRV")) {
                require(attributes, "AWS_INSTANCE_PORT", "SRV");
            }
        });
        if (attributes.containsKey("AWS_INSTANCE_IPV4")) {
            checkAddress(attributes.getOrDefault("AWS_INSTANCE_IPV4", ""));
        }
        if (attributes.containsKey("AWS_INSTANCE_PORT")) {
            checkPort(attributes.getOrDefault("AWS_INSTANCE_PORT", ""));
        }
        if (attributes.containsKey("AWS_INIT_HEALTH_STATUS")) {
            Input.oneOf(
                    attributes.getOrDefault("AWS_INIT_HEALTH_STATUS", ""),
                    "AWS_INIT_HEALTH_STATUS",
                    List.of("HEALTHY", "UNHEALTHY"));
        }
        for (var unsupported : List.of("AWS_ALIAS_DNS_NAME", "AWS_EC2_INSTANCE_ID", "AWS_INSTANCE_CNAME")) {
            if (attributes.containsKey(unsupported)) {
                throw Input.invalid("The local cloud does not know the attribute " + unsupported + ".");
            }
        }
        if (attributes.keySet().stream().filter(key -> !key.startsWith("AWS_")).count() > MOST_CUSTOM_ATTRIBUTES) {
            throw Input.invalid("An instance can have at most " + MOST_CUSTOM_ATTRIBUTES + " custom attributes.");
        }
        if (attributes.entrySet().stream()
                        .mapToInt(e -> e.getKey().length() + e.getValue().length())
                        .sum()
                > LONGEST_ATTRIBUTES) {
            throw Input.invalid(
                    "The attributes of an instance can have at most " + LONGEST_ATTRIBUTES + " characters together.");
        }
    }

    private static void require(Map<String, String> attributes, String name, String type) {
        if (!attributes.containsKey(name)) {
            throw Input.invalid(
                    "Attribute " + name + " is required, because the service has settings for " + type + " records.");
        }
    }

    private static void checkAddress(String address) {
        try {
            if (InetAddress.ofLiteral(address).getAddress().length == 4
                    && address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw Input.invalid("Invalid value for attribute AWS_INSTANCE_IPV4: " + address);
        }
        throw Input.invalid("Invalid value for attribute AWS_INSTANCE_IPV4: " + address);
    }

    private static void checkPort(String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw Input.invalid("Invalid value for attribute AWS_INSTANCE_PORT: " + port);
        }
    }

    ObjectNode deregisterInstance(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var instance = DiscoveryTables.instance(service, Input.required(request, "InstanceId"));
        return operations.start(removal(service, instance.id, request, times.of(Step.RECORDS_WRITTEN)));
    }

    /** What ECS takes out; it is gone at once. Nothing happens where it is not in. */
    void deregister(Service service, String instanceId) {
        if (service.instances.containsKey(instanceId)) {
            operations.done(removal(service, instanceId, Json.object(), Duration.ZERO));
        }
    }

    private Order removal(Service service, String instanceId, ObjectNode request, Duration takes) {
        return new Order(
                Kind.DEREGISTER_INSTANCE, targets(service, instanceId), service.namespace.id, request, takes, () -> {
                    service.instances.remove(instanceId);
                    tables.changed(service);
                });
    }

    private static Map<String, String> targets(Service service, String instanceId) {
        return Map.of("INSTANCE", instanceId, "SERVICE", service.id);
    }

    // ---- reading

    ObjectNode getInstance(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var instance = DiscoveryTables.instance(service, Input.required(request, "InstanceId"));
        var node = describe(instance);
        if (!instance.creatorRequestId.isEmpty()) {
            node.put("CreatorRequestId", instance.creatorRequestId);
        }
        return Json.object().set("Instance", node);
    }

    ObjectNode listInstances(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var page = Page.of(request, service.instances.values(), i -> i.id);
        var found = Json.array();
        page.items().forEach(i -> found.add(describe(i)));
        ObjectNode answer = Json.object().put("ResourceOwner", account.id()).set("Instances", found);
        return Page.mark(page, answer);
    }

    private ObjectNode describe(Instance instance) {
        var node = Json.object().put("Id", instance.id);
        instance.attributes.forEach(node.putObject("Attributes")::put);
        return node.put("CreatedByAccount", account.id());
    }

    // ---- health

    ObjectNode getInstancesHealthStatus(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var asked = Json.strings(request, "Instances");
        asked.forEach(id -> DiscoveryTables.instance(service, id));
        var page = Page.of(
                request,
                service.instances.values().stream()
                        .filter(i -> asked.isEmpty() || asked.contains(i.id))
                        .toList(),
                i -> i.id);
        var status = Json.object();
        page.items().forEach(i -> status.put(i.id, healthOf(service, i)));
        return Page.mark(page, Json.object().set("Status", status));
    }

    static String healthOf(Service service, Instance instance) {
        return service.customHealth() ? instance.health.name() : "UNKNOWN";
    }

    ObjectNode updateInstanceCustomHealthStatus(ObjectNode request) {
        var service = tables.service(Input.required(request, "ServiceId"));
        var instance = DiscoveryTables.instance(service, Input.required(request, "InstanceId"));
        var status = Input.oneOf(Input.required(request, "Status"), "Status", List.of("HEALTHY", "UNHEALTHY"));
        if (!service.customHealth()) {
            throw new AwsError("CustomHealthNotFound", "No custom health check exists for the service " + service.id);
        }
        report(service, instance, Health.valueOf(status));
        return Json.object();
    }

    /** A healthy report counts at once; an unhealthy one only if none to the contrary comes within a while. */
    void report(Service service, Instance instance, Health health) {
        if (!service.customHealth() || instance.reported == health) {
            return;
        }
        instance.reported = health;
        int report = ++instance.reports;
        if (health == Health.HEALTHY || times.of(Step.LEFT_OUT).isZero()) {
            takeEffect(service, instance, report);
        } else {
            later.accept(times.of(Step.LEFT_OUT), () -> takeEffect(service, instance, report));
        }
    }

    private void takeEffect(Service service, Instance instance, int report) {
        if (report == instance.reports && instance.health != instance.reported) {
            instance.health = instance.reported;
            tables.changed(service);
        }
    }
}
