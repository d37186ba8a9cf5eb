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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desired count of ten thousand, a typing mistake of ten, asks for more than the account's quota has. */
class TaskLimitTest {

    private static final String QUOTA = "You've reached the limit on the number of vCPUs you can run concurrently.";
    private static final String UNPLACED = "was unable to place a task. Reason: " + QUOTA
            + " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, 3, Map.of(), TestImages.app());
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'containerDefinitions':[{'name':'app','image':'"
                        + TestImages.app().reference() + "',"
                        + "'essential':true,'portMappings':[{'containerPort':5000}]}]}");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private void create(String name, int count) {
        world.ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'" + name + "','taskDefinition':'app'," + "'desiredCount':" + count
                        + ",'launchType':'FARGATE'" + EcsWorld.NETWORK + "}");
    }

    private void awaitRunning(String service, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service(service).path("runningCount").asInt(), running -> running == count);
    }

    @Test
    void aServiceStartsWhatTheQuotaHasRoomForAndSaysOnceThatItHasNoMore() {
        create("many", 10_000);
        assertThat(world.tasks("RUNNING")).hasSize(3);
        assertThat(world.events("many")).hasSize(2).startsWith("(service many) " + UNPLACED);
        assertThat(world.events("many").getLast()).startsWith("(service many) has started 3 tasks: (task ");

        awaitRunning("many", 3);
        assertThat(world.events("many").stream().filter(event -> event.contains("unable to place")))
                .hasSize(1);
    }

    @Test
    void roomThatOneServiceGivesUpIsTakenByTheNext() {
        create("first", 3);
        awaitRunning("first", 3);
        create("second", 1);
        assertThat(world.events("second")).containsExactly("(service second) " + UNPLACED);
        world.ecs("UpdateService", "{'cluster':'demo','service':'first','desiredCount':2}");
        awaitRunning("second", 1);
        assertThat(world.events("second")).anyMatch(event -> event.contains("has started 1 tasks: "));
    }

    @Test
    void runTaskAnswersWithAFailureForEachTaskThatTheQuotaHasNoRoomFor() {
        var answer = world.ecs(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE','count':5" + EcsWorld.NETWORK + "}");
        assertThat(answer.path("tasks")).hasSize(3);
        assertThat(answer.path("failures")
                        .valueStream()
                        .map(failure -> failure.path("reason"))
                        .map(JsonNode::asText))
                .containsExactly(QUOTA, QUOTA);
    }

    @Test
    void containersStartAFewAtATimeInTheOrderInWhichTheyCame() {
        var queue = new LaunchQueue(world.thread);
        List<Integer> begun = world.thread.call(() -> {
            var order = new CopyOnWriteArrayList<Integer>();
            IntStream.range(0, 2 * LaunchQueue.AT_A_TIME).forEach(i -> queue.add(() -> order.add(i)));
            return order;
        });
        assertThat(begun).hasSize(LaunchQueue.AT_A_TIME);
        world.thread.execute(queue::launched);
        await().until(() -> begun.size() > LaunchQueue.AT_A_TIME);
        assertThat(begun).isSorted().hasSize(LaunchQueue.AT_A_TIME + 1);
    }

    @Test
    void whatIsStoppedBeforeItsTurnTakesNoPlaceInTheQueue() {
        var queue = new LaunchQueue(world.thread);
        List<Integer> begun = world.thread.call(() -> {
            var order = new CopyOnWriteArrayList<Integer>();
            IntStream.range(0, 20)
                    .forEach(i -> queue.add(() -> {
                        order.add(i);
                        return i % 2 == 1;
                    }));
            return order;
        });
        assertThat(begun).hasSize(2 * LaunchQueue.AT_A_TIME);
    }
}
