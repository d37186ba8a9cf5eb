package dev.sloconsole.local.ecs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcsTest {

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(
                folder,
                Pace.FAST,
                Map.of("arn:aws:secretsmanager:eu-west-1:000000000000:secret:hello", "hush"),
                TestImages.app());
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private List<Zones.Endpoint> endpoints() {
        return requireNonNull(
                        world.cloudMap.zones().zones().getFirst().records().get("app.sre.local"))
                .endpoints();
    }

    private void register(String container) {
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'executionRoleArn':'arn:aws:iam::000000000000:role/x',"
                        + "'containerDefinitions':[{'name':'app','image':'"
                        + TestImages.app().reference() + "',"
                        + "'essential':true,'portMappings':[{'containerPort':5000}]" + container + "}]}");
    }

    private String discovery() {
        world.cloudMap("CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'vpc-1'}");
        var namespace = world.cloudMap("ListNamespaces", "{}")
                .path("Namespaces")
                .path(0)
                .path("Id")
                .asText();
        return world.cloudMap(
                        "CreateService",
                        "{'Name':'app','NamespaceId':'" + namespace + "','DnsConfig':"
                                + "{'DnsRecords':[{'Type':'A','TTL':10}]},'HealthCheckCustomConfig':{'FailureThreshold':1}}")
                .path("Service")
                .path("Arn")
                .asText();
    }

    private void create(String more) {
        world.ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'app-service','taskDefinition':'app',"
                        + "'desiredCount':1,'launchType':'FARGATE'" + EcsWorld.NETWORK + more + "}");
    }

    private JsonNode awaitSteady() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events("app-service").stream()
                        .findFirst()
                        .filter("(service app-service) has reached a steady state."::equals)
                        .isPresent());
        return world.tasks("RUNNING").getFirst();
    }

    private static final String HEALTH = ",'healthCheck':{'command':['CMD-SHELL',"
            + "'wget -q -O /dev/null http://127.0.0.1:5000/ || exit 1'],'interval':10,'startPeriod':30}";

    @Test
    void serviceReachesASteadyStateWithOneHealthyTask() {
        register(HEALTH);
        create(",'serviceRegistries':[{'registryArn':'" + discovery() + "'}]");
        var task = awaitSteady();

        assertThat(task.path("lastStatus").asText()).isEqualTo("RUNNING");
        assertThat(task.path("healthStatus").asText()).isEqualTo("HEALTHY");
        assertThat(task.path("group").asText()).isEqualTo("service:app-service");
        assertThat(task.path("startedBy").asText()).startsWith("ecs-svc/");
        var address = task.path("containers")
                .path(0)
                .path("networkInterfaces")
                .path(0)
                .path("privateIpv4Address");
        assertThat(address.asText()).startsWith("10.42.0.");

        var service = world.service("app-service");
        assertThat(service.path("runningCount").asInt()).isEqualTo(1);
        assertThat(service.path("deployments")).hasSize(1);
        assertThat(service.path("deployments").path(0).path("rolloutState").asText())
                .isEqualTo("COMPLETED");

        var id = task.path("taskArn").asText().replaceFirst(".*/", "");
        assertThat(world.events("app-service").getLast())
                .isEqualTo("(service app-service) has started 1 tasks: (task " + id + ").");

        var record = endpoints().getFirst();
        assertThat(record.address()).isEqualTo(address.asText());
        assertThat(record.healthy()).isTrue();
    }

    @Test
    void deadTaskWalksThroughItsStatusesAndIsReplacedAtANewAddress() throws IOException {
        register("");
        create(",'serviceRegistries':[{'registryArn':'" + discovery() + "'}]");
        var first = awaitSteady();
        var arn = first.path("taskArn").asText();
        int port = world.ecs.routes().loopbackPort(address(first), 5000).orElseThrow();

        await().until(() -> request(port, "/").contains("200"));
        request(port, "/exit");

        var statuses = new LinkedHashSet<String>();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    statuses.add(world.task(arn).path("lastStatus").asText());
                    return statuses.contains("STOPPED");
                });
        assertThat(statuses).containsSubsequence("DEACTIVATING", "DEPROVISIONING", "STOPPED");
        var dead = world.task(arn);
        assertThat(dead.path("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(dead.path("stoppedReason").asText()).isEqualTo("Essential container in task exited");
        assertThat(dead.path("containers").path(0).path("exitCode").asInt()).isEqualTo(1);
        assertThat(dead.path("stoppedAt").isNumber()).isTrue();

        var second = awaitSteady();
        assertThat(address(second)).isNotEqualTo(address(first));
        assertThat(world.ecs.routes().assigned(address(first))).isFalse();
        assertThat(endpoints()).extracting(e -> e.address()).containsExactly(address(second));
    }

    @Test
    void stoppedTaskSaysWhoStoppedIt() {
        register("");
        create("");
        var arn = awaitSteady().path("taskArn").asText();
        world.ecs("StopTask", "{'cluster':'demo','task':'" + arn + "','reason':'lesson'}");
        await().until(() -> world.task(arn).path("lastStatus").asText().equals("STOPPED"));
        assertThat(world.task(arn).path("stopCode").asText()).isEqualTo("UserInitiated");
        assertThat(world.task(arn).path("stoppedReason").asText()).isEqualTo("lesson");
        assertThat(world.task(arn).path("containers").path(0).path("exitCode").asInt())
                .isEqualTo(143);
    }

    @Test
    void scalingStopsTheSurplusAndSaysSo() {
        register("");
        create("");
        awaitSteady();
        world.ecs("UpdateService", "{'cluster':'demo','service':'app-service','desiredCount':3}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app-service").path("runningCount").asInt() == 3);
        awaitSteady();
        world.ecs("UpdateService", "{'cluster':'demo','service':'app-service','desiredCount':1}");
        await().until(() -> world.tasks("STOPPED").stream()
                        .filter(t -> t.path("lastStatus").asText().equals("STOPPED"))
                        .count()
                == 2);
        assertThat(world.tasks("STOPPED")).allSatisfy(task -> {
            assertThat(task.path("stopCode").asText()).isEqualTo("ServiceSchedulerInitiated");
            assertThat(task.path("stoppedReason").asText())
                    .startsWith("Scaling activity initiated by (deployment ecs-svc/");
        });
        assertThat(world.events("app-service"))
                .filteredOn(e -> e.contains("has stopped 2 running tasks:"))
                .hasSize(1);
    }

    @Test
    void newDeploymentTakesOverBeforeTheOldTaskStops() {
        register("");
        create("");
        var first = awaitSteady();
        register("");
        world.ecs("UpdateService", "{'cluster':'demo','service':'app-service','taskDefinition':'app:2'}");
        assertThat(world.service("app-service").path("deployments")).hasSize(2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app-service").path("deployments").size() == 1);
        var second = awaitSteady();
        assertThat(second.path("taskDefinitionArn").asText()).endsWith("app:2");
        assertThat(world.task(first.path("taskArn").asText())
                        .path("desiredStatus")
                        .asText())
                .isEqualTo("STOPPED");
    }

    @Test
    void deletedServiceDrainsAndTheClusterCanGo() {
        register("");
        create("");
        awaitSteady();
        assertThatThrownBy(() -> world.ecs("DeleteCluster", "{'cluster':'demo'}"))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.code()).isEqualTo("ClusterContainsServicesException"));
        world.ecs("DeleteService", "{'cluster':'demo','service':'app-service','force':true}");
        await().until(() -> world.service("app-service").path("status").asText().equals("INACTIVE"));
        assertThat(world.ecs.interfaces()).isEmpty();
        world.ecs("DeleteCluster", "{'cluster':'demo'}");
        assertThatThrownBy(() -> world.ecs("ListTasks", "{'cluster':'demo'}"))
                .isInstanceOf(AwsError.class)
                .hasMessage("The referenced cluster was inactive.");
    }

    @Test
    void taskThatNeverRunsFailsTheDeploymentWithTheCircuitBreaker() {
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512',"
                        + "'networkMode':'awsvpc','containerDefinitions':[{'name':'app',"
                        + "'image':'nobody/knows@sha256:00','essential':true}]}");
        create(",'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true}}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> world.service("app-service")
                        .path("deployments")
                        .path(0)
                        .path("rolloutState")
                        .asText()
                        .equals("FAILED"));
        await().until(() ->
                world.tasks("STOPPED").getLast().path("lastStatus").asText().equals("STOPPED"));
        var task = world.tasks("STOPPED").getLast();
        assertThat(task.path("stopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(task.path("stoppedReason").asText()).startsWith("CannotPullContainerError: ");
    }

    @Test
    void whatIsMissingIsAFailureOrAwssError() {
        assertThat(world.ecs("DescribeServices", "{'cluster':'demo','services':['nope']}")
                        .toString())
                .isEqualTo("{\"services\":[],\"failures\":[{\"arn\":"
                        + "\"arn:aws:ecs:eu-west-1:000000000000:service/demo/nope\",\"reason\":\"MISSING\"}]}");
        refused("ListTasks", "{'cluster':'nope'}", "ClusterNotFoundException", "Cluster not found.");
        refused("ListTasks", "{'cluster':'demo','serviceName':'x'}", "ServiceNotFoundException", "Service not found.");
        refused("UpdateService", "{'cluster':'demo','service':'x'}", "ServiceNotFoundException", "Service not found.");
        refused(
                "StopTask",
                "{'cluster':'demo','task':'" + "0".repeat(32) + "'}",
                "InvalidParameterException",
                "The referenced task was not found.");
        refused(
                "StopTask",
                "{'cluster':'demo','task':'x'}",
                "InvalidParameterException",
                "taskId length should be one of [32,36]");
        refused(
                "DescribeTaskDefinition",
                "{'taskDefinition':'x'}",
                "ClientException",
                "Unable to describe task definition.");
    }

    private void refused(String operation, String request, String code, String message) {
        assertThatThrownBy(() -> world.ecs(operation, request)).isInstanceOfSatisfying(AwsError.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void secretsReachTheProcessAndTheSurroundingsDoNot() throws Exception {
        register(
                ",'secrets':[{'name':'GREETING','valueFrom':'arn:aws:secretsmanager:eu-west-1:000000000000:secret:hello'}]");
        create("");
        var task = awaitSteady();
        int port = world.ecs.routes().loopbackPort(address(task), 5000).orElseThrow();
        await().until(() -> !request(port, "/").isEmpty());
        assertThat(request(port, "/")).contains("hush");
        var id = task.path("taskArn").asText().replaceFirst(".*/", "");
        assertThat(world.thread.call(() -> world.ecs.output(id, "app")))
                .extracting(l -> l.message())
                .contains("listening, proxy null");
    }

    static String address(JsonNode task) {
        return task.path("containers")
                .path(0)
                .path("networkInterfaces")
                .path(0)
                .path("privateIpv4Address")
                .asText();
    }

    static String request(int port, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (ConnectException e) {
            return "";
        }
    }
}
