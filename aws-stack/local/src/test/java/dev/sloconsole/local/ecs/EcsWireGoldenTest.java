package dev.sloconsole.local.ecs;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.logs.Logs;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.wire.AwsEndpoint;
import dev.sloconsole.local.wire.SignedHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Request in, answer out, for each operation of ECS and CloudWatch Logs: the files hold the request, then status and
 * answer with ids, addresses and times masked. Run with {@code -Dgolden.write=true} to write them anew, and read the
 * difference.
 */
class EcsWireGoldenTest {

    private static final Goldens FILES = Goldens.in("ecs/golden");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final String GROUP = "'logGroupName':'/demo/app'";

    private EcsWorld world;
    private AwsEndpoint endpoint;
    private SignedHttp http;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        world = new EcsWorld(folder, Pace.FAST, Map.of(), TestImages.app());
        endpoint = new AwsEndpoint(
                0,
                "AKIALOCALTEST",
                "a-secret-of-this-test",
                world.thread,
                List.of(world.ecs.service(), world.logs.service()));
        endpoint.start();
        http = new SignedHttp(endpoint.uri(), "AKIALOCALTEST", "a-secret-of-this-test");
    }

    @AfterEach
    void close() throws Exception {
        endpoint.close();
        world.close();
    }

    @Test
    void answersAreAsWrittenDown() throws Exception {
        logs("CreateLogGroup", "{" + GROUP + "}");
        ecs("CreateCluster", "{'clusterName':'demo','tags':[{'key':'owner','value':'me'}]}");
        ecs(
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                        + "'requiresCompatibilities':['FARGATE'],'executionRoleArn':'arn:aws:iam::000000000000:role/x',"
                        + "'tags':[{'key':'owner','value':'me'}],'containerDefinitions':[{'name':'app','image':'"
                        + TestImages.app().reference() + "','essential':true,'portMappings':[{'containerPort':5000}],"
                        + "'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'/demo/app',"
                        + "'awslogs-region':'eu-west-1','awslogs-stream-prefix':'app'}}}]}");
        ecs("DescribeTaskDefinition", "{'taskDefinition':'app','include':['TAGS']}");
        ecs("ListTaskDefinitions", "{'familyPrefix':'app'}");
        ecs("ListTaskDefinitionFamilies", "{'status':'ACTIVE'}");
        ecs(
                "CreateService",
                "{'cluster':'demo','serviceName':'app','taskDefinition':'app','desiredCount':1,"
                        + "'launchType':'FARGATE','enableECSManagedTags':true,'propagateTags':'SERVICE',"
                        + "'tags':[{'key':'owner','value':'me'}]" + EcsWorld.NETWORK + "}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app")
                        .path("deployments")
                        .path(0)
                        .path("rolloutState")
                        .asText()
                        .equals("COMPLETED"));
        ecs("DescribeServices", "{'cluster':'demo','services':['app','nope'],'include':['TAGS']}");
        ecs("ListServices", "{'cluster':'demo'}");
        ecs("ListTasks", "{'cluster':'demo','serviceName':'app'}");
        var task = world.tasks("RUNNING").getFirst().path("taskArn").asText();
        ecs("DescribeTasks", "{'cluster':'demo','tasks':['" + task + "'],'include':['TAGS']}");
        container(task.substring(task.lastIndexOf('/') + 1));
        ecs("UpdateService", "{'cluster':'demo','service':'app','forceNewDeployment':true}");
        var ran = ecs(
                        "RunTask",
                        "{'cluster':'demo','taskDefinition':'app','launchType':'FARGATE','startedBy':'me',"
                                + "'overrides':{'containerOverrides':[{'name':'app','environment':[{'name':'A','value':'b'}]}]}"
                                + EcsWorld.NETWORK + "}")
                .path("tasks")
                .path(0)
                .path("taskArn")
                .asText();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> world.task(ran).path("lastStatus").asText().equals("RUNNING"));
        ecs("StopTask", "{'cluster':'demo','task':'" + ran + "','reason':'lesson'}");
        await().until(() -> world.task(ran).path("lastStatus").asText().equals("STOPPED"));
        golden(
                "DescribeTasks-stopped",
                Ecs.TARGET_PREFIX + ".DescribeTasks",
                "{'cluster':'demo','tasks':['" + ran + "']}");
        golden(
                "StopTask-unknown",
                Ecs.TARGET_PREFIX + ".StopTask",
                "{'cluster':'demo','task':'0123456789abcdef0123456789abcdef'}");
        golden("StopTask-malformed", Ecs.TARGET_PREFIX + ".StopTask", "{'cluster':'demo','task':'nope'}");
        var cluster = "'resourceArn':'arn:aws:ecs:eu-west-1:000000000000:cluster/demo'";
        ecs("TagResource", "{" + cluster + ",'tags':[{'key':'class','value':'3b'}]}");
        ecs("ListTagsForResource", "{" + cluster + "}");
        ecs("UntagResource", "{" + cluster + ",'tagKeys':['class']}");
        ecs("DeleteService", "{'cluster':'demo','service':'app','force':true}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.service("app").path("status").asText().equals("INACTIVE"));
        ecs("DeregisterTaskDefinition", "{'taskDefinition':'app:1'}");
        ecs("DescribeClusters", "{'clusters':['demo','nope'],'include':['TAGS','STATISTICS','SETTINGS']}");
        ecs("ListClusters", "{}");
        ecs("UpdateCluster", "{'cluster':'demo','settings':[{'name':'containerInsights','value':'enabled'}]}");
        ecs(
                "PutClusterCapacityProviders",
                "{'cluster':'demo','capacityProviders':['FARGATE','FARGATE_SPOT'],"
                        + "'defaultCapacityProviderStrategy':[{'capacityProvider':'FARGATE_SPOT','weight':1}]}");
        ecs("DeleteCluster", "{'cluster':'demo'}");
    }

    private void container(String taskId) throws Exception {
        await().until(() -> world.logged("/demo/app", "app/app/" + taskId).size() == 1);
        logs("PutRetentionPolicy", "{" + GROUP + ",'retentionInDays':1}");
        logs("DescribeLogGroups", "{'logGroupNamePrefix':'/demo'}");
        logs("DescribeLogStreams", "{" + GROUP + ",'orderBy':'LastEventTime','descending':true}");
        logs("GetLogEvents", "{" + GROUP + ",'logStreamName':'app/app/" + taskId + "','startFromHead':true}");
        logs("FilterLogEvents", "{" + GROUP + ",'filterPattern':'listening'}");
        logs("DeleteRetentionPolicy", "{" + GROUP + "}");
        golden("GetLogEvents-unknown", Logs.TARGET_PREFIX + ".GetLogEvents", "{" + GROUP + ",'logStreamName':'nope'}");
        logs("DeleteLogGroup", "{" + GROUP + "}");
        world.logs("CreateLogGroup", "{" + GROUP + "}");
    }

    private JsonNode ecs(String operation, String request) throws Exception {
        return golden(operation, Ecs.TARGET_PREFIX + "." + operation, request);
    }

    private void logs(String operation, String request) throws Exception {
        golden(operation, Logs.TARGET_PREFIX + "." + operation, request);
    }

    private JsonNode golden(String name, String target, String request) throws Exception {
        var body = request.replace('\'', '"');
        var answer = http.json(target, body);
        var json = MAPPER.readTree(answer.body());
        var text =
                masked(target + "\n" + body + "\n----\n" + answer.statusCode() + "\n" + json.toPrettyString() + "\n");
        FILES.check(name, text);
        return json;
    }

    private static String masked(String text) {
        return Goldens.masked(text)
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST")
                .replaceAll("\\b[0-9a-f]{32}\\b(-\\d{10})?", "ID")
                .replaceAll("ecs-svc/\\d{19}", "ecs-svc/NUMBER")
                .replaceAll("\\b\\d{56}\\b", "EVENT")
                .replaceAll("\\b\\d{10}\\.\\d{1,3}\\b", "TIME")
                .replaceAll("\\b\\d{13}\\b", "MILLIS")
                .replaceAll("eni-0[0-9a-f]{16}", "eni-0HEX")
                .replaceAll("0a(:[0-9a-f]{2}){5}", "MAC")
                .replaceAll("10\\.42\\.0\\.\\d+", "10.42.0.N")
                .replaceAll("ip-10-42-0-\\d+", "ip-10-42-0-N");
    }
}
