package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Namespace;
import dev.sloconsole.local.cloudmap.DiscoveryTables.NamespaceDns;
import dev.sloconsole.local.cloudmap.Operations.Kind;
import dev.sloconsole.local.cloudmap.Operations.Order;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.wire.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The operations on namespaces. Runs on the local-cloud thread. */
final class Namespaces {

    /** The TTL of a namespace's SOA where none is given. */
    private static final long DEFAULT_SOA_SECONDS = 15;

    private static final long LONGEST_TTL_SECONDS = 2_147_483_647L;

    private static final String LABEL = "[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?";
    /** Cloud Map takes {@code ^(?!arn:)[!-~]{1,253}$}, and Route 53 then what is a domain name. */
    private static final Pattern DOMAIN_NAME = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");

    private static final Pattern HTTP_NAME = Pattern.compile("^(?!arn:)[!-~]{1,1024}$");

    private static final Map<String, Set<String>> FILTERS = Map.of(
            "TYPE", Set.of("EQ", "IN"),
            "NAME", Set.of("EQ", "BEGINS_WITH"),
            "HTTP_NAME", Set.of("EQ", "BEGINS_WITH"),
            "RESOURCE_OWNER", Set.of("EQ"));

    private final DiscoveryTables tables;
    private final Operations operations;
    private final Timings times;
    private final Tags tags;
    private final Account account;
    private final Supplier<Instant> clock;
    /** Names, in lower case, of namespaces that are on their way, and the ids that they will have. */
    private final Map<String, String> coming = new HashMap<>();

    Namespaces(
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

    ObjectNode createPrivateDnsNamespace(ObjectNode request) {
        var name = Input.matching(Input.required(request, "Name"), "Name", DOMAIN_NAME);
        var vpc = Input.required(request, "Vpc");
        var soaTtl = soaTtl(request.path("Properties")).orElse(Duration.ofSeconds(DEFAULT_SOA_SECONDS));
        return create(request, name, Optional.of(new NamespaceDns(Ids.hostedZone(), vpc)), soaTtl);
    }

    ObjectNode createHttpNamespace(ObjectNode request) {
        var name = Input.matching(Input.required(request, "Name"), "Name", HTTP_NAME);
        return create(request, name, Optional.empty(), Duration.ZERO);
    }

    private ObjectNode create(ObjectNode request, String name, Optional<NamespaceDns> dns, Duration soaTtl) {
        var repeated = operations.repeated(Kind.CREATE_NAMESPACE, request);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        var description = Input.text(request, "Description", 1024);
        var creatorRequestId = Input.text(request, "CreatorRequestId", 64).orElse("");
        var existing = named(name);
        existing.filter(other -> !inTheSameVpc(other, dns)).ifPresent(other -> {
            throw new AwsError(
                    400,
                    "NamespaceAlreadyExists",
                    "Namespace with name " + name + " already exists.",
                    Map.of("NamespaceId", other.id, "CreatorRequestId", other.creatorRequestId));
        });
        var key = name.toLowerCase(Locale.ROOT);
        var id = coming.getOrDefault(key, Ids.namespace());
        var arn = account.arn("servicediscovery", "namespace/" + id);
        var tagged = Tags.in(request);
        var answer = operations.start(new Order(
                Kind.CREATE_NAMESPACE, Map.of("NAMESPACE", id), id, request, times.of(Step.NAMESPACE_MADE), () -> {
                    coming.remove(key);
                    named(name).ifPresent(other -> {
                        tags.remove(arn);
                        throw new AwsError("CANNOT_CREATE_HOSTED_ZONE", conflict(name, dns));
                    });
                    tables.add(new Namespace(id, arn, name, dns, description, soaTtl, creatorRequestId, clock.get()));
                }));
        coming.put(key, id);
        tags.add(arn, tagged);
        return answer;
    }

    /** A second private zone for the same name is refused by Route 53, which AWS tells as the operation's failure. */
    private static boolean inTheSameVpc(Namespace existing, Optional<NamespaceDns> wanted) {
        return existing.dns.isPresent()
                && existing.dns.map(NamespaceDns::vpcId).equals(wanted.map(NamespaceDns::vpcId));
    }

    private String conflict(String name, Optional<NamespaceDns> dns) {
        return "The VPC that you chose, " + dns.map(NamespaceDns::vpcId).orElse("") + " in region " + account.region()
                + ", is already associated with another private hosted zone that has an overlapping name space, "
                + name + ".. (Service: AmazonRoute53; Status Code: 400; Error Code: ConflictingDomainExists)";
    }

    private Optional<Namespace> named(String name) {
        return tables.namespaces().stream()
                .filter(n -> n.name.equalsIgnoreCase(name))
                .findFirst();
    }

    private static Optional<Duration> soaTtl(JsonNode properties) {
        return Input.number(properties.path("DnsProperties").path("SOA"), "TTL", 0, LONGEST_TTL_SECONDS)
                .map(Duration::ofSeconds);
    }

    ObjectNode updatePrivateDnsNamespace(ObjectNode request) {
        var namespace = tables.namespace(Input.required(request, "Id"));
        if (namespace.dns.isEmpty()) {
            throw Input.invalid("Namespace " + namespace.id + " is not a private DNS namespace.");
        }
        var change = Input.requiredObject(request, "Namespace");
        var soaTtl = soaTtl(change.path("Properties"));
        return update(request, namespace, change, soaTtl);
    }

    ObjectNode updateHttpNamespace(ObjectNode request) {
        var namespace = tables.namespace(Input.required(request, "Id"));
        if (namespace.dns.isPresent()) {
            throw Input.invalid("Namespace " + namespace.id + " is not an HTTP namespace.");
        }
        return update(request, namespace, Input.requiredObject(request, "Namespace"), Optional.empty());
    }

    private ObjectNode update(ObjectNode request, Namespace namespace, JsonNode change, Optional<Duration> soaTtl) {
        var description = Input.text(change, "Description", 1024);
        return operations.start(new Order(
                Kind.UPDATE_NAMESPACE,
                Map.of("NAMESPACE", namespace.id),
                namespace.id,
                request,
                times.of(Step.RECORDS_WRITTEN),
                () -> {
                    description.ifPresent(text -> namespace.description = Optional.of(text));
                    soaTtl.ifPresent(ttl -> namespace.soaTtl = ttl);
                    tables.publish();
                }));
    }

    ObjectNode deleteNamespace(ObjectNode request) {
        var namespace = tables.namespace(Input.required(request, "Id"));
        checkEmpty(namespace);
        return operations.start(new Order(
                Kind.DELETE_NAMESPACE,
                Map.of("NAMESPACE", namespace.id),
                namespace.id,
                request,
                times.of(Step.NAMESPACE_GONE),
                () -> {
                    checkEmpty(namespace);
                    tables.remove(namespace);
                    tags.remove(namespace.arn);
                    operations.forget(namespace.id);
                }));
    }

    private void checkEmpty(Namespace namespace) {
        if (!tables.services(namespace).isEmpty()) {
            throw new AwsError("ResourceInUse", "Namespace has associated services");
        }
    }

    ObjectNode getNamespace(ObjectNode request) {
        var namespace = tables.namespace(Input.required(request, "Id"));
        var node = describe(namespace);
        if (!namespace.creatorRequestId.isEmpty()) {
            node.put("CreatorRequestId", namespace.creatorRequestId);
        }
        return Json.object().set("Namespace", node);
    }

    ObjectNode listNamespaces(ObjectNode request) {
        var filters = Filters.of(request, FILTERS);
        var page = Page.of(
                request,
                tables.namespaces().stream().filter(n -> filters.accept(row(n))).toList(),
                n -> n.id);
        var found = Json.array();
        page.items().forEach(n -> found.add(describe(n)));
        return Page.mark(page, Json.object().set("Namespaces", found));
    }

    private static Map<String, List<String>> row(Namespace namespace) {
        return Map.of(
                "TYPE", List.of(namespace.type()),
                "NAME", List.of(namespace.name),
                "HTTP_NAME", List.of(namespace.name),
                "RESOURCE_OWNER", List.of("SELF"));
    }

    private ObjectNode describe(Namespace namespace) {
        var node = Json.object()
                .put("Id", namespace.id)
                .put("Arn", namespace.arn)
                .put("ResourceOwner", account.id())
                .put("Name", namespace.name)
                .put("Type", namespace.type());
        namespace.description.ifPresent(text -> node.put("Description", text));
        node.put("ServiceCount", tables.services(namespace).size());
        var properties = node.putObject("Properties");
        namespace.dns.ifPresent(dns -> properties
                .putObject("DnsProperties")
                .put("HostedZoneId", dns.hostedZoneId())
                .putObject("SOA")
                .put("TTL", namespace.soaTtl.toSeconds()));
        properties.putObject("HttpProperties").put("HttpName", namespace.name);
        return node.put("CreateDate", Json.time(namespace.created));
    }
}
