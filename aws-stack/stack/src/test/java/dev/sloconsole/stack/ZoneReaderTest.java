package dev.sloconsole.stack;

import static dev.sloconsole.stack.AwsShapes.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.local.LocalCloud;
import dev.sloconsole.local.LocalCloudConfig;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.SourceLost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.CustomHealthStatus;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

/** What Route 53 lists for a name, beside what the zone's DNS server answers; both in the local cloud. */
class ZoneReaderTest {

    private static final String APP = "sre-app-service.sre.local";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<StackFact> facts = new CopyOnWriteArrayList<>();
    private LocalCloud cloud;
    private CloudClients clients;
    private ServiceDiscoveryClient cloudMap;

    @BeforeEach
    void start(@TempDir Path folder) {
        cloud = LocalCloud.start(new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(), folder));
        clients = CloudClients.forCommands(access());
        cloudMap = clients.cloudMap();
    }

    @AfterEach
    void close() {
        clients.close();
        cloud.close();
    }

    private CloudAccess access() {
        return CloudAccess.at(
                cloud.endpoint(),
                cloud.region(),
                new CloudAccess.Credentials(cloud.accessKeyId(), cloud.secretAccessKey()));
    }

    private String done(String operation) {
        return await().atMost(PATIENCE)
                .until(
                        () -> cloudMap.getOperation(r -> r.operationId(operation))
                                .operation(),
                        o -> o.statusAsString().equals("SUCCESS"))
                .targetsAsStrings()
                .getOrDefault("NAMESPACE", "");
    }

    private String namespace() {
        return done(cloudMap.createPrivateDnsNamespace(r -> r.name("sre.local")
                        .vpc("vpc-1")
                        .properties(p -> p.dnsProperties(d -> d.soa(soa -> soa.ttl(7L)))))
                .operationId());
    }

    private String service(String namespace) {
        return cloudMap.createService(r -> r.name("sre-app-service")
                        .namespaceId(namespace)
                        .dnsConfig(d -> d.dnsRecords(
                                DnsRecord.builder().type(RecordType.A).ttl(10L).build()))
                        .healthCheckCustomConfig(h -> {}))
                .service()
                .id();
    }

    private void register(String service, String id, String address) {
        done(cloudMap.registerInstance(
                        r -> r.serviceId(service).instanceId(id).attributes(Map.of("AWS_INSTANCE_IPV4", address)))
                .operationId());
    }

    private static DnsAnswerChanged answer(String rcode, int ttl, String... addresses) {
        return new DnsAnswerChanged(APP, DnsSource.AUTHORITATIVE, rcode, List.of(addresses), Duration.ofSeconds(ttl));
    }

    /** The same twice: from Route 53, and from the DNS server. */
    private void bothSay(String namespace, DnsAnswerChanged expected) {
        var instances = new CloudMapReader(clients).read(namespace, false);
        assertThat(new ZoneReader(clients, APP).read(namespace, Optional.of(instances)))
                .isEqualTo(expected);
        facts.clear();
        try (var dns =
                new DnsWatcher(APP, Map.of(DnsSource.AUTHORITATIVE, cloud.dns()), Duration.ofMillis(20), facts::add)) {
            dns.start();
            await().atMost(PATIENCE).until(() -> !facts.isEmpty());
        }
        assertThat(facts.getFirst()).isEqualTo(expected);
    }

    @Test
    void route53AndDnsSayTheSame() {
        var namespace = namespace();
        var service = service(namespace);
        bothSay(namespace, answer("NXDOMAIN", 7));
        register(service, "t1", "10.42.0.11");
        bothSay(namespace, answer("NOERROR", 10, "10.42.0.11"));
        register(service, "t2", "10.42.0.12");
        bothSay(namespace, answer("NOERROR", 10, "10.42.0.11", "10.42.0.12"));
        cloudMap.updateInstanceCustomHealthStatus(
                r -> r.serviceId(service).instanceId("t1").status(CustomHealthStatus.UNHEALTHY));
        bothSay(namespace, answer("NOERROR", 10, "10.42.0.12"));
        cloudMap.updateInstanceCustomHealthStatus(
                r -> r.serviceId(service).instanceId("t2").status(CustomHealthStatus.UNHEALTHY));
        bothSay(namespace, answer("NOERROR", 10, "10.42.0.11", "10.42.0.12"));
        assertThat(new ZoneReader(clients, APP).read("ns-gone", Optional.empty()))
                .isEqualTo(answer("REFUSED", 0));
    }

    @Test
    void watcherWithoutADnsServerTellsWhatTheStacksZoneHolds() {
        var template = """
                Resources:
                  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.42.0.0/16 } }
                  Names:
                    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
                    Properties: { Name: sre.local, Vpc: !Ref Vpc }
                Outputs:
                  NamespaceId: { Value: !Ref Names }
                """;
        clients.cloudFormation().createStack(r -> r.stackName("sre-demo").templateBody(template));
        try (var watcher = new StackWatcher(
                access(), "sre-demo", List.of(), Optional.of(APP), Duration.ofMillis(20), facts::add)) {
            watcher.start();
            awaitAnswer(answer("NXDOMAIN", 15));
            var namespace = cloudMap.listNamespaces().namespaces().getFirst().id();
            var service = service(namespace);
            register(service, "t1", "10.42.0.11");
            awaitAnswer(answer("NOERROR", 10, "10.42.0.11"));
            done(cloudMap.deregisterInstance(r -> r.serviceId(service).instanceId("t1"))
                    .operationId());
            awaitAnswer(answer("NXDOMAIN", 15));
            cloudMap.deleteService(r -> r.id(service));
            clients.cloudFormation().deleteStack(r -> r.stackName("sre-demo"));
            awaitAnswer(answer("REFUSED", 0));
        }
        assertThat(answers())
                .as("nothing is told twice")
                .containsExactly(
                        answer("NXDOMAIN", 15),
                        answer("NOERROR", 10, "10.42.0.11"),
                        answer("NXDOMAIN", 15),
                        answer("REFUSED", 0));
        assertThat(facts).noneMatch(SourceLost.class::isInstance);
    }

    private List<DnsAnswerChanged> answers() {
        return facts.stream()
                .filter(DnsAnswerChanged.class::isInstance)
                .map(DnsAnswerChanged.class::cast)
                .toList();
    }

    private void awaitAnswer(DnsAnswerChanged expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answers()).last().isEqualTo(expected));
    }

    @Test
    void zoneThatCannotBeReadIsALostSourceAndNoAnswer() throws IOException {
        try (var endpoint = settled(new ScriptedEndpoint());
                var watcher = new StackWatcher(
                        endpoint.access(),
                        "sre-demo",
                        List.of(),
                        Optional.of(APP),
                        Duration.ofMillis(20),
                        facts::add)) {
            endpoint.on(
                    "sd.GetNamespace",
                    ScriptedEndpoint.json("{\"Namespace\":{\"Id\":\"ns-1\",\"Properties\":"
                            + "{\"DnsProperties\":{\"HostedZoneId\":\"Z1\"}}}}"));
            watcher.start();
            await().atMost(PATIENCE).until(() -> facts.stream().anyMatch(SourceLost.class::isInstance));
        }
        assertThat(facts)
                .filteredOn(SourceLost.class::isInstance)
                .singleElement()
                .satisfies(lost -> assertThat(((SourceLost) lost).source()).isEqualTo("route53"));
        assertThat(answers()).isEmpty();
    }
}
