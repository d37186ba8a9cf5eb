package dev.sloconsole.local.route53;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.cloudmap.CloudMapWorld;
import dev.sloconsole.local.ground.Pace;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.route53.model.VPCRegion;
import software.amazon.awssdk.services.servicediscovery.model.CustomHealthStatus;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;

/** The namespace's zone by the real SDK. */
class Route53Test {

    private final CloudMapWorld world = new CloudMapWorld(Pace.FAST);
    private final Route53Client route53 = world.route53();
    private String namespace = "";
    private String zone = "";

    @BeforeEach
    void createZone() {
        namespace = world.namespace("sre.local");
        zone = requireNonNull(world.client
                .getNamespace(r -> r.id(namespace))
                .namespace()
                .properties()
                .dnsProperties()
                .hostedZoneId());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<ResourceRecordSet> records() {
        return route53.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets();
    }

    private static List<String> values(ResourceRecordSet set) {
        return set.resourceRecords().stream().map(record -> record.value()).toList();
    }

    private static void refused(int status, String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Route53Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(words);
        });
    }

    @Test
    void zoneOfANamespaceIsPrivateAndSaysWhoseItIs() {
        assertThat(route53.listHostedZones().hostedZones()).singleElement().satisfies(this::isTheZone);
        var answer = route53.getHostedZone(r -> r.id("/hostedzone/" + zone));
        isTheZone(answer.hostedZone());
        assertThat(answer.vpCs()).singleElement().satisfies(vpc -> {
            assertThat(vpc.vpcId()).isEqualTo("vpc-1");
            assertThat(vpc.vpcRegionAsString()).isEqualTo("eu-west-1");
        });
        assertThat(route53.listHostedZonesByName(r -> r.dnsName("sre.local")).hostedZones())
                .hasSize(1);
        assertThat(route53.listHostedZonesByName(r -> r.dnsName("zzz.")).hostedZones())
                .isEmpty();
        assertThat(route53.listHostedZonesByVPC(r -> r.vpcId("vpc-1").vpcRegion(VPCRegion.EU_WEST_1))
                        .hostedZoneSummaries())
                .singleElement()
                .satisfies(summary ->
                        assertThat(summary.owner().owningService()).isEqualTo("servicediscovery.amazonaws.com"));
        assertThat(route53.listHostedZonesByVPC(r -> r.vpcId("vpc-2").vpcRegion(VPCRegion.EU_WEST_1))
                        .hostedZoneSummaries())
                .isEmpty();
    }

    private void isTheZone(HostedZone found) {
        assertThat(found.id()).as("the SDK takes /hostedzone/ away").isEqualTo(zone);
        assertThat(found.name()).isEqualTo("sre.local.");
        assertThat(found.config().privateZone()).isTrue();
        assertThat(found.resourceRecordSetCount()).isEqualTo(2);
        assertThat(found.linkedService().servicePrincipal()).isEqualTo("servicediscovery.amazonaws.com");
        assertThat(found.linkedService().description()).endsWith(namespace);
    }

    @Test
    void everyInstanceHasARecordSetOfItsOwnUnhealthyOnesToo() {
        var service = world.service(namespace, "app", more -> {});
        world.instance(service, "task-b", "10.42.0.5");
        world.instance(service, "task-a", "10.42.0.4");
        world.client.updateInstanceCustomHealthStatus(
                r -> r.serviceId(service).instanceId("task-b").status(CustomHealthStatus.UNHEALTHY));
        assertThat(records()).extracting(ResourceRecordSet::typeAsString).containsExactly("NS", "SOA", "A", "A");
        assertThat(records().get(1)).satisfies(soa -> {
            assertThat(soa.ttl()).isEqualTo(7);
            assertThat(values(soa))
                    .containsExactly(
                            "ns-1536.awsdns-00.co.uk. awsdns-hostmaster.amazon.com. 1 7200 900" + " 1209600 86400");
        });
        assertThat(records().get(2)).satisfies(a -> {
            assertThat(a.name()).isEqualTo("app.sre.local.");
            assertThat(a.setIdentifier()).isEqualTo("task-a");
            assertThat(a.multiValueAnswer()).isTrue();
            assertThat(a.ttl()).isEqualTo(10);
            assertThat(values(a)).containsExactly("10.42.0.4");
            assertThat(a.healthCheckId())
                    .matches("[0-9a-f-]{36}")
                    .isNotEqualTo(records().get(3).healthCheckId());
        });
        world.client.deregisterInstance(r -> r.serviceId(service).instanceId("task-a"));
        world.settle();
        assertThat(records()).extracting(ResourceRecordSet::setIdentifier).containsExactly(null, null, "task-b");
    }

    @Test
    void serviceRecordsNameAHostWithAnAddress() {
        var service = world.service(
                namespace,
                "app",
                more -> more.dnsConfig(d -> d.routingPolicy(RoutingPolicy.WEIGHTED)
                        .dnsRecords(
                                DnsRecord.builder().type(RecordType.SRV).ttl(3L).build())));
        world.instance(service, "t1", "10.42.0.4");
        assertThat(records().subList(2, 4))
                .satisfiesExactly(
                        srv -> {
                            assertThat(srv.type()).isEqualTo(RRType.SRV);
                            assertThat(srv.weight()).isEqualTo(1);
                            assertThat(srv.multiValueAnswer()).isNull();
                            assertThat(values(srv)).containsExactly("1 1 5000 t1.app.sre.local.");
                        },
                        host -> {
                            assertThat(host.name()).isEqualTo("t1.app.sre.local.");
                            assertThat(values(host)).containsExactly("10.42.0.4");
                        });
    }

    @Test
    void recordsArePagedByNameTypeAndIdentifier() {
        var service = world.service(namespace, "app", more -> {});
        for (int i = 0; i < 5; i++) {
            world.instance(service, "t" + i, "10.42.0." + (4 + i));
        }
        var seen = new ArrayList<String>();
        route53.listResourceRecordSetsPaginator(r -> r.hostedZoneId(zone).maxItems("2"))
                .resourceRecordSets()
                .forEach(set -> seen.add(set.typeAsString() + " " + set.setIdentifier()));
        assertThat(seen).containsExactly("NS null", "SOA null", "A t0", "A t1", "A t2", "A t3", "A t4");
        assertThat(route53.listResourceRecordSets(r -> r.hostedZoneId(zone)
                                .startRecordName("APP.sre.local")
                                .startRecordType(RRType.A)
                                .startRecordIdentifier("t3"))
                        .resourceRecordSets())
                .hasSize(2);
        refused(
                400,
                "InvalidInput",
                "without specifying a name",
                () -> route53.listResourceRecordSets(r -> r.hostedZoneId(zone).startRecordType(RRType.A)));
        refused(
                400,
                "InvalidInput",
                "MaxItems",
                () -> route53.listResourceRecordSets(r -> r.hostedZoneId(zone).maxItems("0")));
    }

    @Test
    void zonesArePaged() {
        world.namespace("other.local");
        assertThat(route53.listHostedZonesPaginator(r -> r.maxItems("1")).hostedZones().stream()
                        .map(HostedZone::name))
                .containsExactlyInAnyOrder("sre.local.", "other.local.");
        var first = route53.listHostedZonesByName(r -> r.maxItems("1"));
        assertThat(first.hostedZones())
                .singleElement()
                .satisfies(z -> assertThat(z.name()).isEqualTo("other.local."));
        assertThat(route53.listHostedZonesByName(
                                r -> r.dnsName(first.nextDNSName()).hostedZoneId(first.nextHostedZoneId()))
                        .hostedZones())
                .singleElement()
                .satisfies(z -> assertThat(z.name()).isEqualTo("sre.local."));
        var page = route53.listHostedZonesByVPC(
                r -> r.vpcId("vpc-1").vpcRegion("eu-west-1").maxItems("1"));
        assertThat(route53.listHostedZonesByVPC(
                                r -> r.vpcId("vpc-1").vpcRegion("eu-west-1").nextToken(page.nextToken()))
                        .hostedZoneSummaries())
                .hasSize(1);
    }

    @Test
    void onlyCloudMapMayChangeTheZone() {
        refused(
                403,
                "AccessDenied",
                "The resource hostedzone/" + zone + " can only be managed through AWS Cloud Map (arn",
                () -> route53.changeResourceRecordSets(r -> r.hostedZoneId(zone)
                        .changeBatch(b -> b.changes(Change.builder()
                                .action(ChangeAction.UPSERT)
                                .resourceRecordSet(set -> set.name("x.sre.local")
                                        .type(RRType.A)
                                        .ttl(1L)
                                        .resourceRecords(List.of(ResourceRecord.builder()
                                                .value("10.0.0.1")
                                                .build())))
                                .build()))));
        refused(403, "AccessDenied", "managed through AWS Cloud Map", () -> route53.deleteHostedZone(r -> r.id(zone)));
    }

    @Test
    void zoneGoesWithItsNamespace() {
        world.client.deleteNamespace(r -> r.id(namespace));
        world.settle();
        assertThat(route53.listHostedZones().hostedZones()).isEmpty();
        refused(404, "NoSuchHostedZone", "No hosted zone found with ID: " + zone, this::records);
        refused(404, "NoSuchHostedZone", "Z-unknown", () -> route53.getHostedZone(r -> r.id("Z-unknown")));
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        var answer = world.http().rest(SdkHttpMethod.GET, "/2013-04-01/healthcheck", "");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("UnknownOperationException", "GET /2013-04-01/healthcheck");
        assertThatThrownBy(() -> route53.createHostedZone(r -> r.name("x.org").callerReference("1")))
                .isInstanceOfSatisfying(
                        Route53Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501));
        assertThat(world.http()
                        .rest(SdkHttpMethod.GET, "/2013-04-01/hostedzone/%00/rrset", "")
                        .statusCode())
                .isEqualTo(404);
    }
}
