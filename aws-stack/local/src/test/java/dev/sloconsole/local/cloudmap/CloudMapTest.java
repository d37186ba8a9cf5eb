package dev.sloconsole.local.cloudmap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.ground.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.CustomHealthStatus;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckCustomConfig;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatus;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatusFilter;
import software.amazon.awssdk.services.servicediscovery.model.HttpInstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.InstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.InvalidInputException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilter;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationFilter;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;
import software.amazon.awssdk.services.servicediscovery.model.ServiceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceDiscoveryException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/** Cloud Map by the real SDK, at the pace of a class, with a clock that is turned by hand. */
class CloudMapTest {

    private final CloudMapWorld world = new CloudMapWorld(Pace.CLASSROOM);
    private final ServiceDiscoveryClient cloudMap = world.client;
    private String namespace = "";
    private String service = "";

    @BeforeEach
    void createService() {
        namespace = world.namespace("sre.local");
        service = world.service(namespace, "app", more -> {});
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void register(String id, String address, String health) {
        cloudMap.registerInstance(r -> r.serviceId(service)
                .instanceId(id)
                .attributes(Map.of("AWS_INSTANCE_IPV4", address, "AWS_INIT_HEALTH_STATUS", health)));
        world.settle();
    }

    private List<String> discover(HealthStatusFilter health) {
        return cloudMap
                .discoverInstances(
                        r -> r.namespaceName("sre.local").serviceName("app").healthStatus(health))
                .instances()
                .stream()
                .map(HttpInstanceSummary::instanceId)
                .sorted()
                .toList();
    }

    private Zones.RecordSet records(String name) {
        return requireNonNull(
                world.cloudMap.zones().zones().getFirst().records().get(name));
    }

    private Operation operation(String id) {
        return cloudMap.getOperation(r -> r.operationId(id)).operation();
    }

    private static void refused(String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceDiscoveryException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(words);
        });
    }

    // ---- operations

    @Test
    void operationIsSubmittedThenPendingThenDoneAndItsWorkIsSeenOnlyThen() {
        var id = cloudMap.registerInstance(
                        r -> r.serviceId(service).instanceId("a").attributes(Map.of("AWS_INSTANCE_IPV4", "10.42.0.4")))
                .operationId();
        assertThat(operation(id).statusAsString()).isEqualTo("SUBMITTED");
        world.pass(Duration.ofMillis(500));
        assertThat(operation(id).statusAsString()).isEqualTo("PENDING");
        assertThat(cloudMap.listInstances(r -> r.serviceId(service)).instances())
                .isEmpty();
        assertThat(records("app.sre.local").endpoints()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(operation(id)).satisfies(done -> {
            assertThat(done.statusAsString()).isEqualTo("SUCCESS");
            assertThat(done.typeAsString()).isEqualTo("REGISTER_INSTANCE");
            assertThat(done.targetsAsStrings()).containsEntry("INSTANCE", "a").containsEntry("SERVICE", service);
            assertThat(done.updateDate()).isAfter(done.createDate());
        });
        assertThat(cloudMap.getInstance(r -> r.serviceId(service).instanceId("a"))
                        .instance()
                        .attributes())
                .containsExactly(Map.entry("AWS_INSTANCE_IPV4", "10.42.0.4"));
        assertThat(records("app.sre.local").endpoints()).hasSize(1);
    }

    @Test
    void namespaceIsNobodysTargetBeforeItIsThere() {
        var id = cloudMap.createPrivateDnsNamespace(r -> r.name("other.local").vpc("vpc-1"))
                .operationId();
        world.pass(Duration.ofSeconds(1));
        assertThat(operation(id).targetsAsStrings()).isEmpty();
        assertThat(cloudMap.listNamespaces().namespaces()).hasSize(1);
        world.settle();
        assertThat(cloudMap.getNamespace(
                                r -> r.id(operation(id).targetsAsStrings().get("NAMESPACE")))
                        .namespace()
                        .properties()
                        .dnsProperties()
                        .soa()
                        .ttl())
                .isEqualTo(15);
    }

    @Test
    void secondPrivateZoneOfOneNameInOneVpcFailsAsRoute53SaysIt() {
        var id = cloudMap.createPrivateDnsNamespace(r -> r.name("sre.local").vpc("vpc-1"))
                .operationId();
        world.settle();
        assertThat(operation(id)).satisfies(failed -> {
            assertThat(failed.statusAsString()).isEqualTo("FAIL");
            assertThat(failed.errorCode()).isEqualTo("CANNOT_CREATE_HOSTED_ZONE");
            assertThat(failed.errorMessage()).contains("vpc-1", "overlapping name space", "ConflictingDomainExists");
        });
        assertThat(cloudMap.listNamespaces().namespaces()).hasSize(1);
        assertThatThrownBy(() -> cloudMap.createPrivateDnsNamespace(
                        r -> r.name("SRE.local").vpc("vpc-2")))
                .isInstanceOfSatisfying(
                        NamespaceAlreadyExistsException.class,
                        e -> assertThat(e.namespaceId()).isEqualTo(namespace));
    }

    @Test
    void sameRequestIdIsTheSameOperationAndAnotherRequestUnderItIsRefused() {
        var first = cloudMap.registerInstance(r -> r.serviceId(service)
                        .instanceId("a")
                        .creatorRequestId("once")
                        .attributes(Map.of("AWS_INSTANCE_IPV4", "10.42.0.4")))
                .operationId();
        assertThat(cloudMap.registerInstance(r -> r.serviceId(service)
                                .instanceId("a")
                                .creatorRequestId("once")
                                .attributes(Map.of("AWS_INSTANCE_IPV4", "10.42.0.4")))
                        .operationId())
                .isEqualTo(first);
        assertThatThrownBy(() -> cloudMap.registerInstance(r -> r.serviceId(service)
                        .instanceId("b")
                        .creatorRequestId("once")
                        .attributes(Map.of("AWS_INSTANCE_IPV4", "10.42.0.5"))))
                .isInstanceOfSatisfying(
                        DuplicateRequestException.class,
                        e -> assertThat(e.duplicateOperationId()).isEqualTo(first));
        refused(
                "DuplicateRequest",
                "Another operation of type RegisterInstance and id " + first + " is in progress",
                () -> cloudMap.registerInstance(r ->
                        r.serviceId(service).instanceId("a").attributes(Map.of("AWS_INSTANCE_IPV4", "10.42.0.6"))));
        world.settle();
        assertThat(cloudMap.getInstance(r -> r.serviceId(service).instanceId("a"))
                        .instance()
                        .creatorRequestId())
                .isEqualTo("once");
    }

    @Test
    void operationsAreListedByWhatTheyAreAndHowFar() {
        register("a", "10.42.0.4", "HEALTHY");
        cloudMap.deregisterInstance(r -> r.serviceId(service).instanceId("a"));
        assertThat(operations("STATUS", "SUBMITTED")).hasSize(1);
        assertThat(operations("STATUS", "SUCCESS")).hasSize(2);
        assertThat(operations("TYPE", "REGISTER_INSTANCE")).hasSize(1);
        assertThat(operations("SERVICE_ID", service)).hasSize(2);
        assertThat(operations("NAMESPACE_ID", namespace)).hasSize(3);
        assertThat(cloudMap.listOperations(r -> r.filters(OperationFilter.builder()
                                .name("UPDATE_DATE")
                                .condition(FilterCondition.BETWEEN)
                                .values("1767225600", "1767225604.5")
                                .build()))
                        .operations())
                .hasSize(1);
        refused(
                "InvalidInput",
                "does not support condition",
                () -> cloudMap.listOperations(r -> r.filters(OperationFilter.builder()
                        .name("STATUS")
                        .condition(FilterCondition.BETWEEN)
                        .values("1")
                        .build())));
        refused("OperationNotFound", "x", () -> operation("x"));
    }

    private List<String> operations(String filter, String value) {
        return cloudMap
                .listOperations(r -> r.filters(
                        OperationFilter.builder().name(filter).values(value).build()))
                .operations()
                .stream()
                .map(o -> o.id())
                .toList();
    }

    // ---- discovery and health

    @ParameterizedTest
    @CsvSource({"HEALTHY,a", "UNHEALTHY,b", "ALL,a b", "HEALTHY_OR_ELSE_ALL,a"})
    void discoveryFiltersByHealth(HealthStatusFilter health, String expected) {
        register("a", "10.42.0.4", "HEALTHY");
        register("b", "10.42.0.5", "UNHEALTHY");
        assertThat(discover(health)).containsExactly(expected.split(" ", -1));
    }

    @Test
    void withNoneHealthyAllAreBetterThanNone() {
        register("b", "10.42.0.5", "UNHEALTHY");
        assertThat(discover(HealthStatusFilter.HEALTHY_OR_ELSE_ALL)).containsExactly("b");
        assertThat(discover(HealthStatusFilter.HEALTHY)).isEmpty();
    }

    @Test
    void withoutAHealthCheckAllInstancesAreGivenOutWhateverIsAsked() {
        service =
                world.service(namespace, "plain", more -> more.healthCheckCustomConfig((HealthCheckCustomConfig) null));
        register("b", "10.42.0.5", "UNHEALTHY");
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local")
                                .serviceName("plain")
                                .healthStatus(HealthStatusFilter.UNHEALTHY))
                        .instances())
                .singleElement()
                .satisfies(i -> assertThat(i.healthStatus()).isEqualTo(HealthStatus.UNKNOWN));
        refused(
                "CustomHealthNotFound",
                "",
                () -> cloudMap.updateInstanceCustomHealthStatus(
                        r -> r.serviceId(service).instanceId("b").status(CustomHealthStatus.HEALTHY)));
    }

    @Test
    void discoveryFiltersByAttributesAndOptionalOnesOnlyIfAnythingFits() {
        register("a", "10.42.0.4", "HEALTHY");
        register("b", "10.42.0.5", "HEALTHY");
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local")
                                .serviceName("app")
                                .queryParameters(Map.of("AWS_INSTANCE_IPV4", "10.42.0.5")))
                        .instances())
                .singleElement()
                .satisfies(i -> assertThat(i.instanceId()).isEqualTo("b"));
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local")
                                .serviceName("app")
                                .optionalParameters(Map.of("AWS_INSTANCE_IPV4", "10.42.0.5")))
                        .instances())
                .hasSize(1);
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local")
                                .serviceName("app")
                                .optionalParameters(Map.of("zone", "nowhere")))
                        .instances())
                .hasSize(2);
        assertThat(cloudMap.discoverInstances(r ->
                                r.namespaceName("sre.local").serviceName("app").maxResults(1))
                        .instances())
                .hasSize(1);
    }

    @Test
    void revisionGrowsWithEveryChange() {
        var before = revision();
        register("a", "10.42.0.4", "HEALTHY");
        assertThat(revision()).isGreaterThan(before);
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local").serviceName("app"))
                        .instancesRevision())
                .isEqualTo(revision());
    }

    private long revision() {
        return cloudMap.discoverInstancesRevision(
                        r -> r.namespaceName("sre.local").serviceName("app"))
                .instancesRevision();
    }

    @Test
    void unhealthyReportCountsAfterAWhileUnlessItIsTakenBack() {
        register("a", "10.42.0.4", "HEALTHY");
        report("a", CustomHealthStatus.UNHEALTHY);
        world.pass(Duration.ofMillis(2_900));
        assertThat(health("a")).isEqualTo(HealthStatus.HEALTHY);
        report("a", CustomHealthStatus.HEALTHY);
        world.pass(Duration.ofSeconds(1));
        report("a", CustomHealthStatus.UNHEALTHY);
        world.pass(Duration.ofMillis(2_900));
        assertThat(health("a")).isEqualTo(HealthStatus.HEALTHY);
        world.pass(Duration.ofMillis(100));
        assertThat(health("a")).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(records("app.sre.local").endpoints())
                .singleElement()
                .satisfies(e -> assertThat(e.healthy()).isFalse());
        report("a", CustomHealthStatus.HEALTHY);
        assertThat(health("a")).isEqualTo(HealthStatus.HEALTHY);
    }

    private void report(String id, CustomHealthStatus status) {
        cloudMap.updateInstanceCustomHealthStatus(
                r -> r.serviceId(service).instanceId(id).status(status));
    }

    private HealthStatus health(String id) {
        return requireNonNull(
                cloudMap.getInstancesHealthStatus(r -> r.serviceId(service).instances(id))
                        .status()
                        .get(id));
    }

    // ---- changes

    @Test
    void updatedTtlIsInTheZoneAndWhatIsLeftOutIsDeleted() {
        register("a", "10.42.0.4", "HEALTHY");
        cloudMap.updateService(r -> r.id(service)
                .service(s -> s.description("the app")
                        .dnsConfig(d -> d.dnsRecords(
                                DnsRecord.builder().type(RecordType.A).ttl(3L).build()))));
        world.settle();
        var records = records("app.sre.local");
        assertThat(records.addressTtl()).contains(Duration.ofSeconds(3));
        refused(
                "InvalidInput",
                "none can be added",
                () -> cloudMap.updateService(r -> r.id(service)
                        .service(s -> s.dnsConfig(d -> d.dnsRecords(
                                DnsRecord.builder().type(RecordType.SRV).ttl(3L).build())))));
        cloudMap.updateService(r -> r.id(service).service(s -> s.description("no DNS any more")));
        world.settle();
        assertThat(world.cloudMap.zones().zones().getFirst().records()).isEmpty();
        assertThat(cloudMap.getService(r -> r.id(service)).service().healthCheckCustomConfig())
                .isNotNull();
    }

    @Test
    void updatedSoaIsInTheZone() {
        cloudMap.updatePrivateDnsNamespace(r -> r.id(namespace)
                .namespace(n -> n.description("for a class")
                        .properties(p -> p.dnsProperties(d -> d.soa(soa -> soa.ttl(30L))))));
        world.settle();
        assertThat(world.cloudMap.zones().zones().getFirst().soaTtl()).hasSeconds(30);
        assertThat(cloudMap.getNamespace(r -> r.id(namespace)).namespace()).satisfies(n -> {
            assertThat(n.description()).isEqualTo("for a class");
            assertThat(n.properties().dnsProperties().soa().ttl()).isEqualTo(30);
            assertThat(n.properties().dnsProperties().hostedZoneId()).matches("Z0[A-Z0-9]{19}");
        });
    }

    @Test
    void whatIsInUseStays() {
        register("a", "10.42.0.4", "HEALTHY");
        refused(
                "ResourceInUse",
                "Namespace has associated services",
                () -> cloudMap.deleteNamespace(r -> r.id(namespace)));
        refused(
                "ResourceInUse",
                "Service contains registered instances; delete the instances before deleting",
                () -> cloudMap.deleteService(r -> r.id(service)));
        cloudMap.deregisterInstance(r -> r.serviceId(service).instanceId("a"));
        world.settle();
        cloudMap.deleteService(r -> r.id(service));
        var deletion = cloudMap.deleteNamespace(r -> r.id(namespace)).operationId();
        world.settle();
        assertThat(operation(deletion).statusAsString()).isEqualTo("SUCCESS");
        assertThat(world.cloudMap.zones().zones()).isEmpty();
        assertThat(cloudMap.listNamespaces().namespaces()).isEmpty();
        assertThat(cloudMap.listOperations().operations())
                .as("but the deletion's own")
                .hasSize(1);
    }

    @Test
    void namespaceThatGetsAServiceWhileItIsDeletedStays() {
        cloudMap.deleteService(r -> r.id(service));
        var deletion = cloudMap.deleteNamespace(r -> r.id(namespace)).operationId();
        world.service(namespace, "late", more -> {});
        world.settle();
        assertThat(operation(deletion).errorCode()).isEqualTo("ResourceInUse");
        assertThat(cloudMap.getNamespace(r -> r.id(namespace)).namespace().serviceCount())
                .isEqualTo(1);
    }

    @Test
    void serviceNamesAreUniqueWhateverTheirCase() {
        assertThatThrownBy(() -> world.service(namespace, "APP", more -> {}))
                .isInstanceOfSatisfying(
                        ServiceAlreadyExistsException.class,
                        e -> assertThat(e.serviceId()).isEqualTo(service));
        var again = world.service(namespace, "other", more -> more.creatorRequestId("once"));
        assertThat(world.service(namespace, "other", more -> more.creatorRequestId("once")))
                .isEqualTo(again);
    }

    @Test
    void weightedServicesAnswerWithOne() {
        world.service(
                namespace,
                "one",
                more -> more.dnsConfig(d -> d.routingPolicy(RoutingPolicy.WEIGHTED)
                        .dnsRecords(
                                DnsRecord.builder().type(RecordType.A).ttl(10L).build())));
        assertThat(records("one.sre.local").multivalue()).isFalse();
        assertThat(records("app.sre.local").multivalue()).isTrue();
    }

    // ---- lists and tags

    @Test
    void everyListIsPaged() {
        IntStream.range(0, 7).forEach(i -> register("i-" + i, "10.42.0." + (10 + i), "HEALTHY"));
        IntStream.range(0, 4).forEach(i -> world.service(namespace, "s" + i, more -> {}));
        world.namespace("second.local");
        assertThat(cloudMap.listInstancesPaginator(r -> r.serviceId(service).maxResults(3)).stream()
                        .flatMap(page -> page.instances().stream())
                        .map(InstanceSummary::id))
                .containsExactly("i-0", "i-1", "i-2", "i-3", "i-4", "i-5", "i-6");
        assertThat(cloudMap.listServicesPaginator(r -> r.maxResults(2)).stream()
                        .flatMap(page -> page.services().stream())
                        .distinct())
                .hasSize(5);
        assertThat(cloudMap.listNamespacesPaginator(r -> r.maxResults(1)).stream()
                        .flatMap(page -> page.namespaces().stream())
                        .distinct())
                .hasSize(2);
        assertThat(cloudMap.listOperationsPaginator(r -> r.maxResults(2)).stream()
                        .flatMap(page -> page.operations().stream())
                        .distinct())
                .hasSize(9);
        var seen = new ArrayList<String>();
        cloudMap.getInstancesHealthStatusPaginator(r -> r.serviceId(service).maxResults(2))
                .forEach(page -> seen.addAll(page.status().keySet()));
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        refused(
                "InvalidInput",
                "Invalid NextToken",
                () -> cloudMap.listInstances(r -> r.serviceId(service).nextToken("!?")));
        refused(
                "InvalidInput",
                "less than or equal to 100",
                () -> cloudMap.listInstances(r -> r.serviceId(service).maxResults(101)));
    }

    @Test
    void listsFilterByNameAndNamespace() {
        world.namespace("other.local");
        assertThat(namespaces("NAME", FilterCondition.EQ, "sre.local")).containsExactly("sre.local");
        assertThat(namespaces("NAME", FilterCondition.BEGINS_WITH, "oth")).containsExactly("other.local");
        assertThat(namespaces("HTTP_NAME", FilterCondition.EQ, "nobody")).isEmpty();
        assertThat(namespaces("TYPE", FilterCondition.IN, "HTTP", "DNS_PRIVATE"))
                .hasSize(2);
        assertThat(cloudMap.listServices(r -> r.filters(ServiceFilter.builder()
                                .name("NAMESPACE_ID")
                                .values("ns-other")
                                .build()))
                        .services())
                .isEmpty();
        assertThat(cloudMap.getService(r -> r.id(service)).service().dnsConfig().routingPolicy())
                .isEqualTo(RoutingPolicy.MULTIVALUE);
    }

    private List<String> namespaces(String name, FilterCondition condition, String... values) {
        return cloudMap
                .listNamespaces(r -> r.filters(NamespaceFilter.builder()
                        .name(name)
                        .condition(condition)
                        .values(values)
                        .build()))
                .namespaces()
                .stream()
                .map(n -> n.name())
                .toList();
    }

    @Test
    void tagsAreKeptUntilTheirResourceGoes() {
        var arn = cloudMap.getService(r -> r.id(service)).service().arn();
        cloudMap.tagResource(r -> r.resourceARN(arn).tags(tag("owner", "me"), tag("lesson", "slo")));
        cloudMap.untagResource(r -> r.resourceARN(arn).tagKeys("owner"));
        assertThat(cloudMap.listTagsForResource(r -> r.resourceARN(arn)).tags()).containsExactly(tag("lesson", "slo"));
        refused(
                "TooManyTagsException",
                "50",
                () -> cloudMap.tagResource(r -> r.resourceARN(arn)
                        .tags(IntStream.range(0, 51)
                                .mapToObj(i -> tag("k" + i, ""))
                                .toList())));
        cloudMap.deleteService(r -> r.id(service));
        refused("ResourceNotFoundException", arn, () -> cloudMap.listTagsForResource(r -> r.resourceARN(arn)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    // ---- without DNS

    @Test
    void httpNamespaceHasServicesButNoZone() {
        var operation = cloudMap.createHttpNamespace(r -> r.name("api")).operationId();
        world.settle();
        var http = requireNonNull(operation(operation).targetsAsStrings().get("NAMESPACE"));
        service = cloudMap.createService(r -> r.name("jobs").namespaceId(http))
                .service()
                .id();
        cloudMap.registerInstance(r -> r.serviceId(service).instanceId("a").attributes(Map.of("path", "/x")));
        world.settle();
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("api").serviceName("jobs"))
                        .instances())
                .singleElement()
                .satisfies(i -> assertThat(i.attributes()).containsEntry("path", "/x"));
        assertThat(world.cloudMap.zones().zones()).hasSize(1);
        refused("InvalidInput", "HTTP namespace", () -> world.service(http, "dns", more -> {}));
        refused(
                "InvalidInput",
                "cannot be updated",
                () -> cloudMap.updateService(r -> r.id(service).service(s -> s.description("x"))));
    }

    // ---- refusals

    @ParameterizedTest
    @ValueSource(strings = {"with space.local", "a..local", ".local", "-a.local", "a\\.local", "é.local", "arn:aws:x"})
    void whatIsNoDomainNameIsNoNamespace(String name) {
        refused(
                "InvalidInput",
                "at 'name' failed to satisfy constraint",
                () -> cloudMap.createPrivateDnsNamespace(r -> r.name(name).vpc("vpc-1")));
    }

    @Test
    void refusalsUseAwssCodes() {
        refused("NamespaceNotFound", "ns-x", () -> cloudMap.getNamespace(r -> r.id("ns-x")));
        refused("ServiceNotFound", "srv-x", () -> cloudMap.getService(r -> r.id("srv-x")));
        refused("InvalidInput", "Value null at 'id'", () -> cloudMap.getService(r -> {}));
        refused(
                "InstanceNotFound",
                "x",
                () -> cloudMap.deregisterInstance(r -> r.serviceId(service).instanceId("x")));
        refused("InvalidInput", "at 'instanceId'", () -> register("a b", "10.42.0.4", "HEALTHY"));
        refused("InvalidInput", "AWS_INSTANCE_IPV4: 999.1.1.1", () -> register("a", "999.1.1.1", "HEALTHY"));
        refused("InvalidInput", "AWS_INSTANCE_IPV4: ::1", () -> register("a", "::1", "HEALTHY"));
        refused(
                "InvalidInput",
                "AWS_INSTANCE_IPV4 is required",
                () -> cloudMap.registerInstance(
                        r -> r.serviceId(service).instanceId("a").attributes(Map.of("x", "y"))));
        refused(
                "InvalidInput",
                "greater than or equal to 0",
                () -> world.service(
                        namespace,
                        "s",
                        more -> more.dnsConfig(d -> d.dnsRecords(
                                DnsRecord.builder().type(RecordType.A).ttl(-1L).build()))));
        refused(
                "InvalidInput",
                "at 'routingPolicy'",
                () -> world.service(
                        namespace,
                        "s",
                        more -> more.dnsConfig(d -> d.routingPolicy("NEAREST")
                                .dnsRecords(DnsRecord.builder()
                                        .type(RecordType.A)
                                        .ttl(1L)
                                        .build()))));
        assertThatThrownBy(() -> world.service(namespace, "under score!", more -> {}))
                .isInstanceOf(InvalidInputException.class);
    }
}
