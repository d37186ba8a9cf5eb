package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.DiscoveryTables.DnsConfig;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Namespace;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Service;
import dev.sloconsole.local.cloudmap.Operations.Kind;
import dev.sloconsole.local.cloudmap.Operations.Order;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.wire.AwsError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The operations on services. Runs on the local-cloud thread. */
final class Services {

    private static final long LONGEST_TTL_SECONDS = 2_147_483_647L;
    private static final int LONGEST_DOMAIN_NAME = 253;

    private static final Pattern NAME = Pattern.compile("((?=^.{1,127}$)^([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]"
            + "|[a-zA-Z0-9])(\\.([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9]))*$)|(^\\.$)");

    private static final Map<String, Set<String>> FILTERS =
            Map.of("NAMESPACE_ID", Set.of("EQ"), "RESOURCE_OWNER", Set.of("EQ"));

    private final DiscoveryTables tables;
    private final Operations operations;
    private final Timings times;
    private final Tags tags;
    private final Account account;
    private final Supplier<Instant> clock;

    Services(
            DiscoveryTables tables,
            Operations operations,
            Timings times,
            Tags tags,
            Account account,
            Supplier<Instant> clock) {
        this.tables = tables;
        this.operations = operations;
        this.times = times;
        this.tags = tags;
        this.account = account;
        this.clock = clock;
    }

    ObjectNode createService(ObjectNode request) {
        var name = Input.matching(Input.required(request, "Name"), "Name", NAME);
        var namespaceId = Input.text(request, "NamespaceId")
                .or(() -> Input.text(request.path("DnsConfig"), "NamespaceId"))
                .orElseThrow(() -> Input.invalid("A namespace must be given: NamespaceId is missing."));
        var namespace = tables.namespace(namespaceId);
        var creatorRequestId = Input.text(request, "CreatorRequestId", 64).orElse("");
        var existing = tables.services(namespace).stream()
                .filter(s -> sameName(s, name))
                .findFirst();
        if (existing.isPresent()) {
            return existing.filter(s -> !creatorRequestId.isEmpty() && s.creatorRequestId.equals(creatorRequestId))
                    .map(s -> Json.object().<ObjectNode>set("Service", describe(s)))
                    .orElseThrow(() -> alreadyExists(existing.get()));
        }
        var tagged = Tags.in(request);
        var id = Ids.service();
        var service = new Service(
                id,
                account.arn("servicediscovery", "service/" + id),
                name,
                namespace,
                Input.text(request, "Description", 1024),
                dnsConfig(request, namespace, name),
                failureThreshold(request),
                creatorRequestId,
                clock.get());
        refuseHealthCheckConfig(request);
        tags.add(service.arn, tagged);
        tables.add(service);
        return Json.object().set("Service", describe(service));
    }

    /** Names that differ by case only are the same name in DNS. */
    private static boolean sameName(Service service, String name) {
        return service.namespace.dns.isPresent() ? service.name.equalsIgnoreCase(name) : service.name.equals(name);
    }

    private static AwsError alreadyExists(Service service) {
        return new AwsError(
                400,
                "ServiceAlreadyExists",
                "Service already exists.",
                Map.of(
                        "ServiceId",
                        service.id,
                        "ServiceArn",
                        service.arn,
                        "CreatorRequestId",
                        service.creatorRequestId));
    }

    private static Optional<DnsConfig> dnsConfig(JsonNode request, Namespace namespace, String name) {
        if (!request.path("DnsConfig").isObject() || Input.text(request, "Type").equals(Optional.of("HTTP"))) {
            return Optional.empty();
        }
        if (namespace.dns.isEmpty()) {
            throw Input.invalid("DnsConfig cannot be specified for a service in an HTTP namespace.");
        }
        if (name.length() + 1 + namespace.name.length() > LONGEST_DOMAIN_NAME) {
            throw Input.invalid("The DNS name " + name + "." + namespace.name + " is longer than " + LONGEST_DOMAIN_NAME
                    + " characters.");
        }
        var config = request.path("DnsConfig");
        var routing = Input.oneOf(
                Input.text(config, "RoutingPolicy").orElse("MULTIVALUE"),
                "RoutingPolicy",
                List.of("MULTIVALUE", "WEIGHTED"));
        return Optional.of(new DnsConfig(routing, ttls(config)));
    }

    private static TreeMap<String, Long> ttls(JsonNode config) {
        var ttls = new TreeMap<String, Long>();
        for (var record : Json.items(config, "DnsRecords")) {
            var type = Input.oneOf(Input.required(record, "Type"), "Type", List.of("SRV", "A", "AAAA", "CNAME"));
            if (type.equals("AAAA") || type.equals("CNAME")) {
                throw Input.invalid("The local cloud has no " + type + " records; use A or SRV.");
            }
            long ttl = Input.number(record, "TTL", 0, LONGEST_TTL_SECONDS)
                    .orElseThrow(() -> Input.invalid("A DNS record needs a TTL."));
            if (ttls.put(type, ttl) != null) {
                throw Input.invalid("DnsRecords holds more than one record of type " + type + ".");
            }
        }
        if (ttls.isEmpty()) {
            throw Input.invalid("DnsConfig needs at least one record in DnsRecords.");
        }
        return ttls;
    }

    private static Optional<Long> failureThreshold(JsonNode request) {
        var config = request.path("HealthCheckCustomConfig");
        if (!config.isObject()) {
            return Optional.empty();
        }
        if (request.path("HealthCheckConfig").isObject()) {
            throw Input.invalid("Only one of HealthCheckConfig and HealthCheckCustomConfig can be specified.");
        }
        return Optional.of(Input.number(config, "FailureThreshold", 1, 10).orElse(1L));
    }

    private static void refuseHealthCheckConfig(JsonNode request) {
        if (request.path("HealthCheckConfig").isObject()) {
            throw Input.invalid(
                    "HealthCheckConfig cannot be specified for a service in a private DNS namespace, and the"
                            + " local cloud has no Route 53 health checks; use HealthCheckCustomConfig.");
        }
    }

    ObjectNode updateService(ObjectNode request) {
        var service = tables.service(Input.required(request, "Id"));
        if (service.namespace.dns.isEmpty()) {
            throw Input.invalid("A service in an HTTP namespace cannot be updated.");
        }
        var change = Input.requiredObject(request, "Service");
        refuseHealthCheckConfig(change);
        var description = Input.text(change, "Description", 1024);
        var dns = service.dns.flatMap(present -> updated(present, change));
        return operations.start(new Order(
                Kind.UPDATE_SERVICE,
                Map.of("SERVICE", service.id),
                service.namespace.id,
                request,
                times.of(Step.RECORDS_WRITTEN),
                () -> {
                    description.ifPresent(text -> service.description = Optional.of(text));
                    service.dns = dns;
                    tables.changed(service);
                }));
    }

    /** Records that the change does not name are deleted, as AWS does. */
    private static Optional<DnsConfig> updated(DnsConfig present, JsonNode change) {
        if (!change.path("DnsConfig").isObject()) {
            return Optional.empty();
        }
        var ttls = ttls(change.path("DnsConfig"));
        if (!present.ttls().keySet().containsAll(ttls.keySet())) {
            throw Input.invalid("The type of a DNS record cannot be changed, and none can be added: the service has "
                    + String.join(", ", present.ttls().keySet()) + ".");
        }
        return Optional.of(new DnsConfig(present.routingPolicy(), ttls));
    }

    ObjectNode deleteService(ObjectNode request) {
        var service = tables.service(Input.required(request, "Id"));
        if (!service.instances.isEmpty()) {
            throw new AwsError(
                    "ResourceInUse",
                    "Service contains registered instances; delete the instances before deleting the service");
        }
        tables.remove(service);
        tags.remove(service.arn);
        return Json.object();
    }

    ObjectNode getService(ObjectNode request) {
        return Json.object().set("Service", describe(tables.service(Input.required(request, "Id"))));
    }

    ObjectNode listServices(ObjectNode request) {
        var filters = Filters.of(request, FILTERS);
        var page = Page.of(
                request,
                tables.services().stream().filter(s -> filters.accept(row(s))).toList(),
                s -> s.id);
        var found = Json.array();
        page.items().forEach(s -> {
            var node = describe(s);
            node.remove(List.of("NamespaceId", "CreatorRequestId"));
            found.add(node);
        });
        return Page.mark(page, Json.object().set("Services", found));
    }

    private static Map<String, List<String>> row(Service service) {
        return Map.of("NAMESPACE_ID", List.of(service.namespace.id), "RESOURCE_OWNER", List.of("SELF"));
    }

    private ObjectNode describe(Service service) {
        var node = Json.object()
                .put("Id", service.id)
                .put("Arn", service.arn)
                .put("ResourceOwner", account.id())
                .put("Name", service.name)
                .put("NamespaceId", service.namespace.id);
        service.description.ifPresent(text -> node.put("Description", text));
        node.put("InstanceCount", service.instances.size());
        service.dns.ifPresent(dns -> {
            var config = node.putObject("DnsConfig")
                    .put("NamespaceId", service.namespace.id)
                    .put("RoutingPolicy", dns.routingPolicy());
            var records = config.putArray("DnsRecords");
            dns.ttls()
                    .forEach(
                            (type, ttl) -> records.addObject().put("Type", type).put("TTL", ttl));
        });
        node.put("Type", service.dns.isPresent() ? "DNS_HTTP" : "HTTP");
        service.failureThreshold.ifPresent(
                threshold -> node.putObject("HealthCheckCustomConfig").put("FailureThreshold", threshold));
        node.put("CreateDate", Json.time(service.created));
        if (!service.creatorRequestId.isEmpty()) {
            node.put("CreatorRequestId", service.creatorRequestId);
        }
        return node.put("CreatedByAccount", account.id());
    }
}
