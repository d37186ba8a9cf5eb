package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.StubbornApp;
import dev.sloconsole.local.process.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of one task: what waits for what, who ends when, and with which code. */
class ContainerOrderTest {

    private static final String APP = "'image':'" + TestImages.app().reference() + "'";
    private static final Image STUBBORN =
            new Image("test/stubborn", TestImages.digest('d'), TestImages.java(StubbornApp.class, Map.of()));

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app(), STUBBORN);
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private String run(String containers) {
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'pair','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'executionRoleArn':'arn:aws:iam::000000000000:role/x',"
                        + "'containerDefinitions':[" + containers + "]}");
        return world.ecs(
                        "RunTask",
                        "{'cluster':'demo','taskDefinition':'pair','launchType':'FARGATE'" + EcsWorld.NETWORK + "}")
                .path("tasks")
                .path(0)
                .path("taskArn")
                .asText();
    }

    private JsonNode awaitStatus(String arn, String status) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> world.task(arn),
                        task -> task.path("lastStatus").asText().equals(status));
    }

    private static String script(String name, String line) {
        return "{'name':'" + name + "','essential':false," + APP + ",'entryPoint':['sh','-c'],'command':['" + line
                + "']}";
    }

    private static String after(String other, String condition) {
        return "{'name':'app'," + APP + ",'portMappings':[{'containerPort':5000}],'dependsOn':[{'containerName':'"
                + other + "','condition':'" + condition + "'}]}";
    }

    @Test
    void successIsExitCodeNought() {
        var task = awaitStatus(run(script("init", "mkdir /x") + "," + after("init", "SUCCESS")), "RUNNING");
        assertThat(task.path("containers").path(0).path("exitCode").asInt(-1)).isZero();
        assertThat(task.path("containers").path(0).path("lastStatus").asText()).isEqualTo("STOPPED");
    }

    @Test
    void anotherExitCodeWillDoToBeComplete() {
        var task = awaitStatus(run(script("init", "nosuch") + "," + after("init", "COMPLETE")), "RUNNING");
        assertThat(task.path("containers").path(0).path("exitCode").asInt()).isEqualTo(127);
    }

    @Test
    void butNotToBeASuccess() {
        var task = awaitStatus(run(script("init", "nosuch") + "," + after("init", "SUCCESS")), "STOPPED");
        assertThat(task.path("stopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(task.path("containers").path(1).path("lastStatus").asText()).isEqualTo("STOPPED");
        assertThat(task.path("containers").path(1).has("exitCode")).isFalse();
    }

    @Test
    void healthyIsWaitedForUntilTheStartTimeout() {
        var sick = "{'name':'sick','essential':false," + APP + ",'portMappings':[{'containerPort':5001}],"
                + "'startTimeout':2,'healthCheck':{'command':['CMD-SHELL',"
                + "'curl -f http://localhost:5001/missing'],'interval':5,'retries':1}}";
        var task = awaitStatus(run(sick + "," + after("sick", "HEALTHY")), "STOPPED");
        assertThat(task.path("stopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(task.path("containers").path(0).path("healthStatus").asText())
                .isEqualTo("UNHEALTHY");
        assertThat(task.path("containers").path(0).path("exitCode").asInt()).isEqualTo(143);
        assertThat(task.has("startedAt")).isFalse();
    }

    @Test
    void containerThatDoesNotEndByItselfIsKilledAfterItsStopTimeout() {
        var arn = run("{'name':'stubborn','image':'" + STUBBORN.reference() + "','stopTimeout':1,"
                + "'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'/g',"
                + "'awslogs-create-group':'true','awslogs-region':'eu-west-1','awslogs-stream-prefix':'s'}}}");
        awaitStatus(arn, "RUNNING");
        await().until(() -> world.logged("/g", "s/stubborn/" + id(arn)).contains("ready"));
        world.ecs("StopTask", "{'cluster':'demo','task':'" + arn + "'}");
        var task = awaitStatus(arn, "STOPPED");
        assertThat(task.path("containers").path(0).path("exitCode").asInt()).isEqualTo(137);
        assertThat(task.path("stoppedReason").asText()).isEqualTo("Task stopped by user");
        assertThat(world.logged("/g", "s/stubborn/" + id(arn))).contains("asked to end, but will not");
    }

    @Test
    void whatDependsOnAContainerEndsBeforeIt() {
        var arn = run("{'name':'base','image':'" + STUBBORN.reference() + "','stopTimeout':1},"
                + "{'name':'top','image':'" + STUBBORN.reference() + "','stopTimeout':1,"
                + "'dependsOn':[{'containerName':'base','condition':'START'}]}");
        awaitStatus(arn, "RUNNING");
        var id = id(arn);
        await().until(() ->
                said(id, "base").contains("ready") && said(id, "top").contains("ready"));
        world.ecs("StopTask", "{'cluster':'demo','task':'" + arn + "'}");
        await().atMost(Duration.ofSeconds(5)).until(() -> said(id, "top").contains("asked to end"));
        assertThat(said(id, "base")).doesNotContain("asked to end");
        awaitStatus(arn, "STOPPED");
        assertThat(said(id, "base")).contains("asked to end");
    }

    private String said(String task, String container) {
        return world.thread.call(() -> world.ecs.output(task, container)).toString();
    }

    @Test
    void missingLogGroupKeepsATaskFromStarting() {
        var task = awaitStatus(
                run("{'name':'app'," + APP + ",'logConfiguration':{'logDriver':'awslogs','options':"
                        + "{'awslogs-group':'/nope','awslogs-region':'eu-west-1','awslogs-stream-prefix':'s'}}}"),
                "STOPPED");
        assertThat(task.path("stopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(task.path("stoppedReason").asText())
                .startsWith("ResourceInitializationError: failed to validate" + " logger args: ")
                .contains("ResourceNotFoundException: The specified log group does not exist.");
    }

    private static String id(String taskArn) {
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }
}
