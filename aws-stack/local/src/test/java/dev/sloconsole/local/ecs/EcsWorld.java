package dev.sloconsole.local.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.Pace;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.process.ChildProcesses;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECS and Cloud Map with real processes, and no wire between: operations are called on the local-cloud thread. */
final class EcsWorld implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final CloudThread thread = new CloudThread();
    final CloudMap cloudMap;
    final Ecs ecs;
    private final ChildProcesses children;

    EcsWorld(Path folder, Pace pace, Map<String, String> secrets, Image... images) throws IOException {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        children = ChildProcesses.start();
        cloudMap = new CloudMap(account, Instant::now);
        ecs = new Ecs(thread, account, pace, List.of(images), new Containers(children), cloudMap,
                arn -> Optional.ofNullable(secrets.get(arn)), id -> URI.create("http://127.0.0.1:9"), folder);
        ecs.start();
    }

    ObjectNode ecs(String operation, String request) {
        return call(ecs.service(), operation, request);
    }

    ObjectNode cloudMap(String operation, String request) {
        return call(cloudMap.service(), operation, request);
    }

    private ObjectNode call(JsonService service, String operation, String request) {
        return thread.call(() -> requireNonNull(service.operations().get(operation))
                .call((ObjectNode) MAPPER.readTree(request.replace('\'', '"'))));
    }

    JsonNode service(String name) {
        return ecs("DescribeServices", "{'cluster':'demo','services':['" + name + "']}").path("services").path(0);
    }

    JsonNode task(String arn) {
        return ecs("DescribeTasks", "{'cluster':'demo','tasks':['" + arn + "']}").path("tasks").path(0);
    }

    List<JsonNode> tasks(String desiredStatus) {
        var arns = ecs("ListTasks", "{'cluster':'demo','desiredStatus':'" + desiredStatus + "'}").path("taskArns");
        var tasks = new ArrayList<JsonNode>();
        arns.forEach(arn -> tasks.add(task(arn.asText())));
        return tasks;
    }

    List<String> events(String service) {
        return service(service).path("events").valueStream().map(e -> e.path("message").asText()).toList();
    }

    @Override
    public void close() throws IOException {
        thread.close();
        children.close();
        ecs.close();
    }
}
