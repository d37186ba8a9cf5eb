package dev.sloconsole.local.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.logs.Logs;
import dev.sloconsole.local.process.ChildProcesses;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ECS, Cloud Map and CloudWatch Logs with real processes, and no wire between: operations are called on the local-cloud
 * thread. The subnets are {@code subnet-a} (10.42.0.0/24) and {@code subnet-b} (10.42.1.16/28).
 */
final class EcsWorld implements AutoCloseable {

    /** What a service needs to say about its network. */
    static final String NETWORK = ",'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-a'],"
            + "'securityGroups':['sg-1'],'assignPublicIp':'ENABLED'}}";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, SubnetRange> SUBNETS = Map.of(
            "subnet-a", new SubnetRange("subnet-a", "eu-west-1a", 0x0a2a0000, 24),
            "subnet-b", new SubnetRange("subnet-b", "eu-west-1b", 0x0a2a0110, 28));

    final CloudThread thread = new CloudThread();
    final CloudMap cloudMap;
    final Logs logs;
    final Ecs ecs;
    private final ChildProcesses children;

    EcsWorld(Path folder, Pace pace, Map<String, String> secrets, Image... images) throws IOException {
        this(folder, pace, 32, secrets, images);
    }

    EcsWorld(Path folder, Pace pace, int taskLimit, Map<String, String> secrets, Image... images) throws IOException {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        children = ChildProcesses.start();
        cloudMap = new CloudMap(account, pace, (delay, work) -> work.run(), Instant::now);
        logs = new Logs(account, Instant::now);
        ecs = new Ecs(
                thread,
                account,
                pace,
                taskLimit,
                List.of(images),
                new Containers(children),
                new Ecs.Neighbours(
                        cloudMap,
                        logs,
                        arn -> Optional.ofNullable(secrets.get(arn))
                                .orElseThrow(() -> new AwsError(
                                        "ResourceNotFoundException",
                                        "Secrets Manager can't find the specified secret.")),
                        id -> URI.create("http://127.0.0.1:9"),
                        id -> Optional.ofNullable(SUBNETS.get(id)),
                        "sg-1"::equals),
                folder);
        ecs.start();
    }

    ObjectNode ecs(String operation, String request) {
        return call(ecs.service(), operation, request);
    }

    ObjectNode cloudMap(String operation, String request) {
        return call(cloudMap.service(), operation, request);
    }

    ObjectNode logs(String operation, String request) {
        return call(logs.service(), operation, request);
    }

    /** One message each, oldest first. */
    List<String> logged(String group, String stream) {
        return logs("GetLogEvents", "{'logGroupName':'" + group + "','logStreamName':'" + stream + "'}")
                .path("events")
                .valueStream()
                .map(e -> e.path("message").asText())
                .toList();
    }

    private ObjectNode call(JsonService service, String operation, String request) {
        return thread.call(() -> requireNonNull(service.operations().get(operation))
                .call((ObjectNode) MAPPER.readTree(request.replace('\'', '"'))));
    }

    JsonNode service(String name) {
        return ecs("DescribeServices", "{'cluster':'demo','services':['" + name + "']}")
                .path("services")
                .path(0);
    }

    JsonNode task(String arn) {
        return ecs("DescribeTasks", "{'cluster':'demo','tasks':['" + arn + "']}")
                .path("tasks")
                .path(0);
    }

    List<JsonNode> tasks(String desiredStatus) {
        var arns = ecs("ListTasks", "{'cluster':'demo','desiredStatus':'" + desiredStatus + "'}")
                .path("taskArns");
        var tasks = new ArrayList<JsonNode>();
        arns.forEach(arn -> tasks.add(task(arn.asText())));
        return tasks;
    }

    List<String> events(String service) {
        return service(service)
                .path("events")
                .valueStream()
                .map(e -> e.path("message").asText())
                .toList();
    }

    @Override
    public void close() throws IOException {
        thread.close();
        children.close();
        ecs.close();
    }
}
