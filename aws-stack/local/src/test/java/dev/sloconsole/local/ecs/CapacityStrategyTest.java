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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityStrategyTest {

    private static final String SPOT = "'capacityProviders':['FARGATE','FARGATE_SPOT'],"
            + "'defaultCapacityProviderStrategy':[{'capacityProvider':'FARGATE_SPOT','weight':1}]";
    private static final String NOT_FOUND =
            "The specified capacity provider was not found. Specify a valid capacity" + " provider and try again.";

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app());
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'containerDefinitions':[{'name':'app','image':'"
                        + TestImages.app().reference() + "','portMappings':[{'containerPort':8080}]}]}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private JsonNode create(String more) {
        return world.ecs(
                        "CreateService",
                        "{'cluster':'demo','serviceName':'app','taskDefinition':'app'," + "'desiredCount':1"
                                + EcsWorld.NETWORK + more + "}")
                .path("service");
    }

    private void refused(String operation, String request, String words) {
        assertThatThrownBy(() -> world.ecs(operation, request))
                .isInstanceOf(AwsError.class)
                .hasMessage(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void aServiceThatSaysNothingIsLaunchedByItsClustersStrategy() {
        world.ecs("CreateCluster", "{'clusterName':'demo'," + SPOT + "}");
        var service = create("");
        assertThat(service.has("launchType")).isFalse();
        assertThat(service.path("capacityProviderStrategy")
                        .path(0)
                        .path("capacityProvider")
                        .asText())
                .isEqualTo("FARGATE_SPOT");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app").path("runningCount").asInt() == 1);
        var task = world.tasks("RUNNING").getFirst();
        assertThat(task.path("capacityProviderName").asText()).isEqualTo("FARGATE_SPOT");
        assertThat(task.path("launchType").asText()).isEqualTo("FARGATE");
    }

    @Test
    void aLaunchTypeOrAStrategyOfItsOwnIsStronger() {
        world.ecs("CreateCluster", "{'clusterName':'demo'," + SPOT + "}");
        assertThat(create(",'launchType':'FARGATE'").path("launchType").asText())
                .isEqualTo("FARGATE");
        var ran = world.ecs(
                        "RunTask",
                        "{'cluster':'demo','taskDefinition':'app','capacityProviderStrategy':"
                                + "[{'capacityProvider':'FARGATE','weight':1}]" + EcsWorld.NETWORK + "}")
                .path("tasks")
                .path(0);
        assertThat(ran.path("capacityProviderName").asText()).isEqualTo("FARGATE");
    }

    @Test
    void unknownAndForeignCapacityProvidersAreRefusedAtOnce() {
        refused("CreateCluster", "{'clusterName':'other','capacityProviders':['FARGATE_SPOTT']}", NOT_FOUND);
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        var service = "{'cluster':'demo','serviceName':'app','taskDefinition':'app'" + EcsWorld.NETWORK
                + ",'capacityProviderStrategy':[{'capacityProvider':'%s','weight':1}]}";
        refused("CreateService", service.formatted("my-asg"), NOT_FOUND);
        refused(
                "CreateService",
                service.formatted("FARGATE"),
                "The specified capacity provider strategy cannot contain"
                        + " a capacity provider that is not associated with the cluster. Associate the capacity provider with"
                        + " the cluster or specify a valid capacity provider and try again.");
        refused(
                "PutClusterCapacityProviders",
                "{'cluster':'demo','capacityProviders':['x']," + "'defaultCapacityProviderStrategy':[]}",
                NOT_FOUND);
    }

    @Test
    void theBaseComesFirstAndThenTheWeights() {
        var strategy = new CapacityStrategy(
                List.of(new CapacityStrategy.Item("FARGATE", 2, 1), new CapacityStrategy.Item("FARGATE_SPOT", 0, 3)));
        var present = new HashMap<String, Long>();
        var order = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            var next = strategy.next(present).orElseThrow();
            present.merge(next, 1L, Long::sum);
            order.add(next);
        }
        assertThat(order).startsWith("FARGATE", "FARGATE");
        assertThat(present).isEqualTo(Map.of("FARGATE", 4L, "FARGATE_SPOT", 6L));
    }

    @Test
    void theSameTokenIsTheSameService() {
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        var fargate = ",'launchType':'FARGATE','clientToken':'once'";
        assertThat(create(fargate).path("serviceArn")).isEqualTo(create(fargate).path("serviceArn"));
        assertThat(world.ecs("ListServices", "{'cluster':'demo'}").path("serviceArns"))
                .hasSize(1);
        assertThatThrownBy(() -> create(fargate + ",'enableECSManagedTags':true"))
                .hasMessage("Creation of service was not idempotent.");
        assertThatThrownBy(() -> create(",'launchType':'FARGATE'"))
                .hasMessage("Creation of service was not idempotent.");
    }

    @Test
    void theSameTokenRunsATaskOnce() {
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        var run = "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE','clientToken':'once','count':%d"
                + EcsWorld.NETWORK + "}";
        var first = world.ecs("RunTask", run.formatted(2)).path("tasks").findValuesAsText("taskArn");
        assertThat(world.ecs("RunTask", run.formatted(2)).path("tasks").findValuesAsText("taskArn"))
                .isEqualTo(first);
        assertThat(world.tasks("RUNNING")).hasSize(2);
        assertThatThrownBy(() -> world.ecs("RunTask", run.formatted(1)))
                .isInstanceOf(AwsError.class)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("ConflictException");
    }

    @Test
    void unknownSecurityGroupsAreRefusedAtOnce() {
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        refused(
                "CreateService",
                "{'cluster':'demo','serviceName':'app','taskDefinition':'app','launchType':'FARGATE',"
                        + "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-a'],'securityGroups':['sg-9']}}}",
                "Error retrieving security group information for [sg-9]: The security group 'sg-9' does not exist"
                        + " (ErrorCode: InvalidGroup.NotFound)");
    }
}
