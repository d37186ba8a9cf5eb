package dev.sloconsole.local.cloudmap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.wire.AwsError;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudMapTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CloudMap cloudMap =
            new CloudMap(new Account(Account.LOCAL_ID, "eu-west-1"), () -> Instant.parse("2026-01-01T00:00:00Z"));
    private String namespace = "";
    private String service = "";

    private ObjectNode call(String operation, String request) {
        try {
            return requireNonNull(cloudMap.service().operations().get(operation))
                    .call((ObjectNode) MAPPER.readTree(request.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @BeforeEach
    void createService() {
        var operation = call("CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'vpc-1','Properties':"
                + "{'DnsProperties':{'SOA':{'TTL':7}}}}").path("OperationId").asText();
        namespace = call("GetOperation", "{'OperationId':'" + operation + "'}").path("Operation").path("Targets")
                .path("NAMESPACE").asText();
        service = call("CreateService", "{'Name':'app','NamespaceId':'" + namespace + "','DnsConfig':{'DnsRecords':"
                + "[{'Type':'A','TTL':10}]},'HealthCheckCustomConfig':{'FailureThreshold':1}}")
                .path("Service").path("Id").asText();
    }

    private void register(String id, String address, String health) {
        call("RegisterInstance", "{'ServiceId':'" + service + "','InstanceId':'" + id + "','Attributes':"
                + "{'AWS_INSTANCE_IPV4':'" + address + "','AWS_INIT_HEALTH_STATUS':'" + health + "'}}");
    }

    private List<String> discover(String health) {
        return call("DiscoverInstances", "{'NamespaceName':'sre.local','ServiceName':'app','HealthStatus':'" + health
                + "'}").path("Instances").valueStream().map(i -> i.path("InstanceId").asText()).toList();
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY,a", "UNHEALTHY,b", "ALL,a b", "HEALTHY_OR_ELSE_ALL,a"})
    void discoveryFiltersByHealth(String health, String expected) {
        register("a", "10.42.0.4", "HEALTHY");
        register("b", "10.42.0.5", "UNHEALTHY");
        assertThat(discover(health)).containsExactly(expected.split(" ", -1));
    }

    @Test
    void withNoneHealthyAllAreBetterThanNone() {
        register("b", "10.42.0.5", "UNHEALTHY");
        assertThat(discover("HEALTHY_OR_ELSE_ALL")).containsExactly("b");
        assertThat(discover("HEALTHY")).isEmpty();
    }

    @Test
    void customHealthReachesTheZone() {
        register("a", "10.42.0.4", "HEALTHY");
        call("UpdateInstanceCustomHealthStatus", "{'ServiceId':'" + service
                + "','InstanceId':'a','Status':'UNHEALTHY'}");
        assertThat(call("GetInstancesHealthStatus", "{'ServiceId':'" + service + "'}").toString())
                .isEqualTo("{\"Status\":{\"a\":\"UNHEALTHY\"}}");
        var zone = cloudMap.zones().zones().getFirst();
        assertThat(zone.soaTtl()).hasSeconds(7);
        assertThat(requireNonNull(zone.records().get("app.sre.local")).endpoints())
                .singleElement().satisfies(e -> assertThat(e.healthy()).isFalse());
    }

    @Test
    void listsFilterByNameAndNamespace() {
        assertThat(call("ListNamespaces", "{'Filters':[{'Name':'NAME','Values':['sre.local']}]}").path("Namespaces"))
                .hasSize(1);
        assertThat(call("ListNamespaces", "{'Filters':[{'Name':'NAME','Values':['other']}]}").path("Namespaces"))
                .isEmpty();
        assertThat(call("ListServices", "{'Filters':[{'Name':'NAMESPACE_ID','Values':['ns-other']}]}").path("Services"))
                .isEmpty();
        assertThat(call("GetService", "{'Id':'" + service + "'}").path("Service").path("DnsConfig")
                .path("RoutingPolicy").asText()).isEqualTo("MULTIVALUE");
    }

    @Test
    void whatIsInUseStays() {
        register("a", "10.42.0.4", "HEALTHY");
        refused("DeleteNamespace", "{'Id':'" + namespace + "'}", "ResourceInUse");
        refused("DeleteService", "{'Id':'" + service + "'}", "ResourceInUse");
        call("DeregisterInstance", "{'ServiceId':'" + service + "','InstanceId':'a'}");
        call("DeleteService", "{'Id':'" + service + "'}");
        call("DeleteNamespace", "{'Id':'" + namespace + "'}");
        assertThat(cloudMap.zones().zones()).isEmpty();
    }

    @Test
    void refusalsUseAwssCodes() {
        refused("GetNamespace", "{'Id':'ns-x'}", "NamespaceNotFound");
        refused("GetService", "{'Id':'srv-x'}", "ServiceNotFound");
        refused("GetService", "{}", "InvalidInput");
        refused("DeregisterInstance", "{'ServiceId':'" + service + "','InstanceId':'x'}", "InstanceNotFound");
        refused("GetOperation", "{'OperationId':'x'}", "OperationNotFound");
        refused("CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'v'}", "NamespaceAlreadyExists");
        refused("RegisterInstance", "{'ServiceId':'" + service + "','InstanceId':'x','Attributes':"
                + "{'AWS_INSTANCE_IPV4':'999.1.1.1'}}", "InvalidInput");
    }

    private void refused(String operation, String request, String code) {
        assertThatThrownBy(() -> call(operation, request)).isInstanceOfSatisfying(AwsError.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
