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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RunTask, lists, tags, addresses and what is refused; most of it before any process starts. */
class OperationsTest {

    private static final String CONTAINER =
            "{'name':'app','image':'" + TestImages.app().reference() + "','portMappings':[{'containerPort':5000}]}";

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app());
        world.ecs("CreateCluster", "{'clusterName':'demo','tags':[{'key':'owner','value':'me'}]}");
        register("app");
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    private void register(String family) {
        world.ecs(
                "RegisterTaskDefinition",
                "{'family':'" + family + "','cpu':'256','memory':'512',"
                        + "'networkMode':'awsvpc','containerDefinitions':[" + CONTAINER + "]}");
    }

    private JsonNode run(String more) {
        return world.ecs(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE'"
                        + (more.contains("networkConfiguration") ? "" : EcsWorld.NETWORK) + more + "}");
    }

    private void refused(String operation, String request, String code, String message) {
        assertThatThrownBy(() -> world.ecs(operation, request)).isInstanceOfSatisfying(AwsError.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void ranTaskHasItsOverridesAndBelongsToNoService() {
        var started = run(",'startedBy':'me','overrides':{'containerOverrides':[{'name':'app','environment':"
                        + "[{'name':'GREETING','value':'good morning'}]}]},'tags':[{'key':'a','value':'b'}]")
                .path("tasks")
                .path(0);
        assertThat(started.path("lastStatus").asText()).isEqualTo("PROVISIONING");
        assertThat(started.path("group").asText()).isEqualTo("family:app");
        assertThat(started.path("startedBy").asText()).isEqualTo("me");
        assertThat(started.path("attachments").path(0).path("status").asText()).isEqualTo("PRECREATED");
        var arn = started.path("taskArn").asText();
        var task = await().atMost(Duration.ofSeconds(20))
                .until(() -> world.task(arn), t -> t.path("lastStatus").asText().equals("RUNNING"));
        assertThat(task.path("attachments").path(0).path("status").asText()).isEqualTo("ATTACHED");
        assertThat(task.path("connectivity").asText()).isEqualTo("CONNECTED");
        assertThat(task.path("createdAt").asDouble())
                .isLessThan(task.path("pullStartedAt").asDouble());
        assertThat(task.path("pullStoppedAt").asDouble())
                .isBetween(
                        task.path("pullStartedAt").asDouble(),
                        task.path("startedAt").asDouble());
        int port = world.ecs.routes().loopbackPort(EcsTest.address(task), 5000).orElseThrow();
        await().until(() -> EcsTest.request(port, "/").contains("good morning"));
        assertThat(world.ecs("DescribeClusters", "{'clusters':['demo']}")
                        .path("clusters")
                        .path(0)
                        .path("runningTasksCount")
                        .asInt())
                .isEqualTo(1);
        refused(
                "DeleteCluster",
                "{'cluster':'demo'}",
                "ClusterContainsTasksException",
                "The Cluster cannot be deleted while Tasks are active.");
        world.ecs("StopTask", "{'cluster':'demo','task':'" + arn + "','reason':'enough'}");
        var stopped = await().atMost(Duration.ofSeconds(10))
                .until(() -> world.task(arn), t -> t.path("lastStatus").asText().equals("STOPPED"));
        assertThat(stopped.path("stoppingAt").asDouble())
                .isLessThan(stopped.path("executionStoppedAt").asDouble());
        assertThat(stopped.path("executionStoppedAt").asDouble())
                .isLessThan(stopped.path("stoppedAt").asDouble());
        assertThat(stopped.path("attachments").path(0).path("status").asText()).isEqualTo("DELETED");
        assertThat(world.tasks("STOPPED")).hasSize(1);
        assertThat(world.tasks("RUNNING")).isEmpty();
    }

    @Test
    void listsComeInPagesThatLoseNothingWhileTasksCome() {
        run(",'count':5");
        var seen = new ArrayList<String>();
        var answer = world.ecs("ListTasks", "{'cluster':'demo','maxResults':2}");
        answer.path("taskArns").forEach(arn -> seen.add(arn.asText()));
        assertThat(seen).hasSize(2);
        run("");
        while (answer.has("nextToken")) {
            answer = world.ecs(
                    "ListTasks",
                    "{'cluster':'demo','maxResults':2,'nextToken':'"
                            + answer.path("nextToken").asText() + "'}");
            answer.path("taskArns").forEach(arn -> seen.add(arn.asText()));
        }
        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
        assertThat(world.ecs("ListTasks", "{'cluster':'demo','desiredStatus':'PENDING'}")
                        .path("taskArns"))
                .isEmpty();
        assertThat(world.ecs("ListTasks", "{'cluster':'demo','family':'other'}").path("taskArns"))
                .isEmpty();
        refused("ListTasks", "{'cluster':'demo','nextToken':'bogus!'}", "InvalidParameterException", "Invalid token.");
    }

    @Test
    void definitionsAreListedByFamilyAndStatus() {
        register("app");
        register("other");
        world.ecs("DeregisterTaskDefinition", "{'taskDefinition':'app:1'}");
        assertThat(names("ListTaskDefinitions", "{}", "taskDefinitionArns")).containsExactly("app:2", "other:1");
        assertThat(names("ListTaskDefinitions", "{'status':'INACTIVE'}", "taskDefinitionArns"))
                .containsExactly("app:1");
        assertThat(names("ListTaskDefinitions", "{'sort':'DESC'}", "taskDefinitionArns"))
                .containsExactly("other:1", "app:2");
        assertThat(names("ListTaskDefinitionFamilies", "{'familyPrefix':'a'}", "families"))
                .containsExactly("app");
        world.ecs("DeregisterTaskDefinition", "{'taskDefinition':'app:2'}");
        assertThat(names("ListTaskDefinitionFamilies", "{'status':'ACTIVE'}", "families"))
                .containsExactly("other");
        refused(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app:2'}",
                "ClientException",
                "TaskDefinition is inactive");
    }

    private List<String> names(String operation, String request, String field) {
        return world.ecs(operation, request)
                .path(field)
                .valueStream()
                .map(node -> node.asText().replaceFirst(".*/", ""))
                .toList();
    }

    @Test
    void tagsAreShownWhereTheyAreAskedFor() {
        var arn = world.ecs("DescribeClusters", "{'clusters':['demo']}")
                .path("clusters")
                .path(0)
                .path("clusterArn")
                .asText();
        world.ecs("TagResource", "{'resourceArn':'" + arn + "','tags':[{'key':'class','value':'3b'}]}");
        world.ecs("UntagResource", "{'resourceArn':'" + arn + "','tagKeys':['owner']}");
        assertThat(world.ecs("ListTagsForResource", "{'resourceArn':'" + arn + "'}")
                        .toString())
                .isEqualTo("{\"tags\":[{\"key\":\"class\",\"value\":\"3b\"}]}");
        assertThat(world.ecs("DescribeClusters", "{'clusters':['demo'],'include':['TAGS']}")
                        .toString())
                .contains("\"3b\"");
        assertThat(world.ecs("DescribeClusters", "{'clusters':['demo']}").toString())
                .doesNotContain("\"3b\"");
        world.ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'none','taskDefinition':'app','desiredCount':0,"
                        + "'launchType':'FARGATE','tags':[{'key':'a','value':'b'}]" + EcsWorld.NETWORK + "}");
        assertThat(world.service("none").has("tags")).isFalse();
        assertThat(world.ecs("DescribeServices", "{'cluster':'demo','services':['none'],'include':['TAGS']}")
                        .path("services")
                        .path(0)
                        .path("tags"))
                .hasSize(1);
    }

    @Test
    void addressesComeFromTheSubnetsInTurnAndNeverFromItsReservedOnes() {
        var network = ",'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-a','subnet-b']}}";
        run(network + ",'count':4");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> world.thread.call(world.ecs::interfaces).size() == 4);
        assertThat(world.thread.call(world.ecs::interfaces))
                .extracting(TaskInterface::subnetId)
                .containsExactlyInAnyOrder("subnet-a", "subnet-a", "subnet-b", "subnet-b");
        assertThat(world.thread.call(world.ecs::interfaces)).allSatisfy(one -> {
            assertThat(one.publicAddress()).isEmpty();
            assertThat(one.privateAddress()).startsWith(one.subnetId().equals("subnet-a") ? "10.42.0." : "10.42.1.");
        });
    }

    @Test
    void smallestSubnetGivesElevenAddressesBetweenTheReservedOnes() {
        var subnet = new SubnetRange("subnet-b", "eu-west-1b", 0x0a2a0110, 28);
        var addresses = new Addresses();
        var given = new HashSet<String>();
        for (int i = 0; i < 11; i++) {
            given.add(addresses
                    .attach("arn", "id", List.of(subnet), List.of(), true)
                    .orElseThrow()
                    .privateAddress());
        }
        assertThat(given).hasSize(11).contains("10.42.1.20", "10.42.1.30").doesNotContain("10.42.1.19", "10.42.1.31");
        assertThat(addresses.attach("arn", "id", List.of(subnet), List.of(), true))
                .isEmpty();
    }

    @Test
    void refusalsHaveAwssWords() {
        var service = "{'cluster':'demo','serviceName':'s','taskDefinition':'app','launchType':'FARGATE'";
        refused(
                "CreateService",
                service + "}",
                "InvalidParameterException",
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        refused(
                "CreateService", service + EcsWorld.NETWORK.replace("subnet-a", "subnet-x") + "}",
                "InvalidParameterException",
                        "Error retrieving subnet information for [subnet-x]: The subnet ID"
                                + " 'subnet-x' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        refused(
                "CreateService",
                service + EcsWorld.NETWORK + ",'deploymentConfiguration':{'maximumPercent':100,"
                        + "'minimumHealthyPercent':100}}",
                "InvalidParameterException",
                "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        refused(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app'" + EcsWorld.NETWORK + "}",
                "InvalidParameterException",
                "No Container Instances were found in your cluster.");
        refused(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE','count':11" + EcsWorld.NETWORK + "}",
                "InvalidParameterException",
                "count cannot be greater than 10.");
        refused(
                "RunTask",
                "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE','overrides':"
                        + "{'containerOverrides':[{'name':'nobody'}]}" + EcsWorld.NETWORK + "}",
                "InvalidParameterException",
                "Override for container named nobody is not a container in the TaskDefinition.");
        refused(
                "RegisterTaskDefinition",
                        "{'family':'f','requiresCompatibilities':['FARGATE'],'cpu':'256',"
                                + "'memory':'4096','networkMode':'awsvpc','containerDefinitions':[" + CONTAINER + "]}",
                "ClientException",
                        "No Fargate configuration exists for given values: 256 CPU, 4096 memory. See the"
                                + " Amazon ECS documentation for the valid values.");
        world.ecs("CreateService", service + ",'desiredCount':0" + EcsWorld.NETWORK + "}");
        refused(
                "CreateService",
                service + ",'desiredCount':0" + EcsWorld.NETWORK + "}",
                "InvalidParameterException",
                "Creation of service was not idempotent.");
    }

    @Test
    void serviceThatIsStillDrainingCannotBeMadeAgain() {
        var service = "{'cluster':'demo','serviceName':'s','taskDefinition':'app','launchType':'FARGATE'"
                + EcsWorld.NETWORK + "}";
        world.ecs("CreateService", service);
        refused(
                "DeleteService",
                "{'cluster':'demo','service':'s'}",
                "InvalidParameterException",
                "The service cannot be stopped while it is scaled above 0.");
        world.ecs("DeleteService", "{'cluster':'demo','service':'s','force':true}");
        refused(
                "CreateService",
                service,
                "InvalidParameterException",
                "Unable to Start a service that is still Draining.");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> world.service("s").path("status").asText().equals("INACTIVE"));
        refused(
                "UpdateService",
                "{'cluster':'demo','service':'s','desiredCount':1}",
                "ServiceNotActiveException",
                "Service was not ACTIVE.");
        world.ecs("CreateService", service);
        assertThat(world.service("s").path("status").asText()).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ListServices | 'cluster':'arn:aws:ecs:us-east-1:000000000000:cluster/demo' | Invalid identifier: Identifier is for region us-east-1. Your region is eu-west-1
            ListServices | 'cluster':'arn:aws:ecs:eu-west-1:999999999999:cluster/demo' | Invalid identifier: Identifier is for account 999999999999. Your account is 000000000000
            ListServices | 'cluster':'arn:aws:ecs:eu-west-1:000000000000:service/demo' | Invalid identifier: Identifier is not for a cluster
            ListServices | 'cluster':'foo/demo' | Invalid identifier: Unexpected number of separators
            DescribeServices | 'cluster':'demo','services':['arn:aws:ecs:eu-west-1:000000000000:service/other/s'] | Invalid identifier: Identifier is for cluster other. Your cluster is demo
            DescribeTasks | 'tasks':['arn:aws:ecs:eu-west-1:000000000000:task/demo/00000000000000000000000000000000'] | Cluster not found.
            DescribeTasks | 'cluster':'demo','tasks':['nonsense'] | taskId length should be one of [32,36]
            ListTasks | 'cluster':'demo','launchType':'MOON' | Invalid value for launchType: MOON. It should be one of [EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES].
            """)
    void whatIsSomebodyElsesIsNotTakenForOurs(String operation, String request, String words) {
        assertThatThrownBy(() -> world.ecs(operation, "{" + request + "}"))
                .isInstanceOf(AwsError.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'overrides':{'cpu':'300'} | No Fargate configuration exists for given values: 300 CPU, 512 memory.
            'overrides':{'taskRoleArn':'arn:aws:iam::1:role/x'} | Role is not valid
            'overrides':{'ephemeralStorage':{'sizeInGiB':5}} | It must be between 21 and 200.
            'startedBy':'x y' | startedBy can have up to 128 letters, digits, hyphens, slashes and underscores
            'propagateTags':'SERVICE' | The value SERVICE of propagateTags is not supported when running a task.
            'tags':[{'key':'aws:a'}] | Tag keys cannot start with 'aws:'
            'clientToken':'a b' | clientToken must have at most 64 printable ASCII characters.
            'networkConfiguration':{'awsvpcConfiguration':{'subnets':['a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a']}} | subnets can have at most 16 items.
            """)
    void aRunThatAwsRefusesStartsNothing(String more, String words) {
        assertThatThrownBy(() -> run("," + more)).isInstanceOf(AwsError.class).hasMessageContaining(words);
        assertThat(world.tasks("RUNNING")).isEmpty();
    }
}
