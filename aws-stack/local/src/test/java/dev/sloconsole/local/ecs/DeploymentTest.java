package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rolling updates that go wrong, with real processes for what goes right. */
class DeploymentTest {

    private static final String BREAKER =
            ",'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true}}";

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app());
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private void register(String image, String more) {
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'containerDefinitions':[{'name':'app','image':'" + image + "','essential':true,"
                        + "'portMappings':[{'containerPort':5000}]" + more + "}]}");
    }

    private void create(int count, String more) {
        world.ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'app','taskDefinition':'app','desiredCount':" + count
                        + ",'launchType':'FARGATE'" + EcsWorld.NETWORK + more + "}");
    }

    private JsonNode deployment(int index) {
        return world.service("app").path("deployments").path(index);
    }

    private void awaitSteady() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events("app").stream()
                        .findFirst()
                        .filter("(service app) has reached a steady state."::equals)
                        .isPresent());
    }

    @Test
    void failedDeploymentGoesBackToTheLastCompletedOne() {
        register(TestImages.app().reference(), "");
        create(1, BREAKER);
        awaitSteady();
        var good = deployment(0).path("id").asText();
        var survivor = world.tasks("RUNNING").getFirst().path("taskArn").asText();
        register("nobody/knows@sha256:00", "");
        world.ecs("UpdateService", "{'cluster':'demo','service':'app','taskDefinition':'app:2'}");
        var bad = deployment(0).path("id").asText();
        assertThat(bad).isNotEqualTo(good);

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> deployment(0).path("id").asText().equals(good));
        assertThat(deployment(0).path("rolloutStateReason").asText())
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId " + good + ".");
        assertThat(deployment(1).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(deployment(1).path("rolloutState").asText()).isEqualTo("FAILED");
        assertThat(deployment(1).path("rolloutStateReason").asText())
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(deployment(1).path("failedTasks").asInt()).isEqualTo(3);

        awaitSteady();
        assertThat(world.service("app").path("deployments")).hasSize(1);
        assertThat(deployment(0).path("rolloutState").asText()).isEqualTo("COMPLETED");
        assertThat(deployment(0).path("rolloutStateReason").asText())
                .isEqualTo("ECS deployment " + good + " completed.");
        assertThat(world.service("app").path("taskDefinition").asText()).endsWith("app:1");
        assertThat(world.tasks("RUNNING"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("taskArn").asText()).isEqualTo(survivor));
        assertThat(world.events("app").reversed())
                .containsSubsequence(
                        "(service app) (deployment " + bad + ") deployment failed: tasks failed to start.",
                        "(service app) rolling back to deployment " + good + ".",
                        "(service app) (deployment " + good + ") deployment completed.",
                        "(service app) has reached a steady state.");
    }

    @Test
    void firstDeploymentThatFailsHasNothingToGoBackToAndStalls() {
        register("nobody/knows@sha256:00", "");
        create(1, BREAKER);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> deployment(0).path("rolloutState").asText().equals("FAILED"));
        await().until(() -> world.tasks("STOPPED").stream()
                .allMatch(t -> t.path("lastStatus").asText().equals("STOPPED")));
        assertThat(world.tasks("STOPPED")).hasSize(3);
        assertThat(world.tasks("RUNNING")).isEmpty();
        assertThat(world.events("app"))
                .contains("(service app) is unable to consistently start tasks successfully."
                        + " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.");
    }

    @Test
    void tasksThatNeverTurnHealthyFailADeployment() {
        register(TestImages.app().reference(), "");
        create(1, BREAKER);
        awaitSteady();
        register(
                TestImages.app().reference(),
                ",'healthCheck':{'command':['CMD-SHELL',"
                        + "'curl -f http://localhost:5000/missing || exit 1'],'interval':5,'retries':1}");
        world.ecs("UpdateService", "{'cluster':'demo','service':'app','taskDefinition':'app:2'}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events("app").stream().anyMatch(e -> e.contains("rolling back to deployment")));
        assertThat(world.events("app"))
                .filteredOn(e -> e.contains("failed container health checks."))
                .hasSize(3);
        assertThat(world.tasks("STOPPED")).allSatisfy(task -> {
            assertThat(task.path("stopCode").asText()).isEqualTo("ServiceSchedulerInitiated");
            assertThat(task.path("stoppedReason").asText()).isEqualTo("Task failed container health checks");
        });
    }

    @Test
    void unhealthyTaskOfASettledServiceStopsOnlyWhenItsReplacementServes() throws IOException {
        register(
                TestImages.app().reference(),
                ",'healthCheck':{'command':['CMD-SHELL',"
                        + "'curl -f http://localhost:5000/health || exit 1'],'interval':5,'retries':1,'startPeriod':30}");
        create(1, "");
        awaitSteady();
        var first = world.tasks("RUNNING").getFirst();
        int port = world.ecs.routes().loopbackPort(EcsTest.address(first), 5000).orElseThrow();
        EcsTest.request(port, "/sicken");
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> world.tasks("RUNNING").size() == 2);
        assertThat(world.task(first.path("taskArn").asText())
                        .path("healthStatus")
                        .asText())
                .isEqualTo("UNHEALTHY");
        assertThat(world.task(first.path("taskArn").asText()).path("lastStatus").asText())
                .isEqualTo("RUNNING");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.tasks("RUNNING").size() == 1);
        awaitSteady();
        assertThat(world.task(first.path("taskArn").asText())
                        .path("stoppedReason")
                        .asText())
                .isEqualTo("Task failed container health checks");
        assertThat(world.tasks("RUNNING").getFirst().path("healthStatus").asText())
                .isEqualTo("HEALTHY");
    }

    @Test
    void taskThatDiesDuringADeploymentIsReplacedByItsOwnRevision() {
        register(TestImages.app().reference(), "");
        create(1, "");
        awaitSteady();
        var old = world.tasks("RUNNING").getFirst().path("taskArn").asText();
        register("nobody/knows@sha256:00", "");
        world.ecs("UpdateService", "{'cluster':'demo','service':'app','taskDefinition':'app:2'}");
        world.ecs("StopTask", "{'cluster':'demo','task':'" + old + "'}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.tasks("RUNNING").stream()
                        .anyMatch(t -> t.path("taskDefinitionArn").asText().endsWith("app:1")
                                && t.path("lastStatus").asText().equals("RUNNING")));
        assertThat(world.service("app").path("deployments")).hasSize(2);
    }

    @Test
    void minimumIsRoundedUpAndMaximumDown() {
        register(TestImages.app().reference(), "");
        create(3, ",'deploymentConfiguration':{'minimumHealthyPercent':50,'maximumPercent':150}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> world.service("app").path("runningCount").asInt() == 3);
        awaitSteady();
        var answer = world.ecs("UpdateService", "{'cluster':'demo','service':'app','forceNewDeployment':true}")
                .path("service")
                .path("deployments");
        // 150 % of 3 is 4, so there is room for one more; 50 % is 2, so one old one may go.
        assertThat(answer.path(0).path("pendingCount").asInt()).isEqualTo(1);
        assertThat(answer.path(1).path("runningCount").asInt()).isEqualTo(2);
        assertThat(answer.path(1).path("desiredCount").asInt()).isEqualTo(2);
    }

    @Test
    void deploymentThatItsLimitsBlockSaysSo() {
        register(TestImages.app().reference(), "");
        create(1, ",'deploymentConfiguration':{'minimumHealthyPercent':100,'maximumPercent':150}");
        awaitSteady();
        world.ecs("UpdateService", "{'cluster':'demo','service':'app','forceNewDeployment':true}");
        assertThat(world.events("app").getFirst())
                .isEqualTo("(service app) is unable to stop or start tasks during a"
                        + " deployment because of the service deployment configuration. Update the minimumHealthyPercent or"
                        + " maximumPercent value and try again.");
        world.ecs(
                "UpdateService",
                "{'cluster':'demo','service':'app','deploymentConfiguration':" + "{'maximumPercent':200}}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app").path("deployments").size() == 1);
    }

    @Test
    void thresholdIsHalfOfTheDesiredCountBetweenThreeAndTwoHundred() {
        assertThat(List.of(1, 6, 7, 25, 1_000))
                .extracting(CircuitBreaker::threshold)
                .containsExactly(3, 3, 4, 13, 200);
    }
}
