package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's registry in Cloud Map: it must be there, and a service goes on when it is no more. */
class RegistryTest {

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app());
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'containerDefinitions':[{'name':'app','image':'"
                        + TestImages.app().reference() + "',"
                        + "'portMappings':[{'containerPort':5000}]}]}");
        world.cloudMap("CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'vpc-1'}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private JsonNode registry(String name, String type) {
        var namespace = world.cloudMap("ListNamespaces", "{}")
                .path("Namespaces")
                .path(0)
                .path("Id")
                .asText();
        return world.cloudMap(
                        "CreateService",
                        "{'Name':'" + name + "','NamespaceId':'" + namespace + "','DnsConfig':"
                                + "{'DnsRecords':[{'Type':'" + type
                                + "','TTL':10}]},'HealthCheckCustomConfig':{'FailureThreshold':1}}")
                .path("Service");
    }

    private void create(int count, String arn, String more) {
        world.ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'app','taskDefinition':'app','desiredCount':"
                        + count + ",'launchType':'FARGATE','serviceRegistries':[{'registryArn':'" + arn + "'" + more
                        + "}]"
                        + EcsWorld.NETWORK + "}");
    }

    private void refused(String arn, String more, String words) {
        assertThatThrownBy(() -> create(1, arn, more))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void whatIsNoServiceOfCloudMapIsRefusedAtOnce() {
        var gone = "arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-0123456789abcdef";
        refused(gone, "", "The specified service registry was not found: " + gone);
        refused(
                "arn:aws:servicediscovery:eu-west-1:000000000000:namespace/ns-1",
                "",
                "The format of the supplied service registry ARN is invalid: ");
        assertThat(world.ecs("ListServices", "{'cluster':'demo'}").path("serviceArns"))
                .isEmpty();
    }

    @Test
    void aRegistryOfAddressesTakesNoPortAndOneOfPortsNeedsIt() {
        var a = registry("a", "A").path("Arn").asText();
        var srv = registry("srv", "SRV").path("Arn").asText();
        refused(a, ",'containerPort':5000", "do not require a value for 'containerPort'. Remove the value and retry.");
        refused(srv, "", "specify a value for either 'port' or");
        refused(srv, ",'port':80,'containerPort':5000", "but not both. Remove one and retry.");
        refused(
                srv,
                ",'containerName':'nope','containerPort':5000",
                "The container nope does not exist in the task definition.");
        refused(
                srv,
                ",'containerName':'app','containerPort':81",
                "The container app did not have a container port 81 defined.");
        create(0, srv, ",'containerName':'app','containerPort':5000");
    }

    @Test
    void aRegistryThatIsDeletedUnderItsServiceIsToldByTheServiceWhichGoesOn() {
        var registry = registry("app", "A");
        create(0, registry.path("Arn").asText(), "");
        world.cloudMap("DeleteService", "{'Id':'" + registry.path("Id").asText() + "'}");
        world.ecs("UpdateService", "{'cluster':'demo','service':'app','desiredCount':1}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events("app").stream()
                        .anyMatch(event -> event.contains("could not be registered in (registry "
                                + registry.path("Arn").asText() + ") because it does not exist (ServiceNotFound).")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events("app").getFirst(), "(service app) has reached a steady state."::equals);
    }
}
