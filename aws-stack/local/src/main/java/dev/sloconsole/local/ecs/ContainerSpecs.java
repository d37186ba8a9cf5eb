package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.process.ContainerSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** From a task's container to what its process is given. */
final class ContainerSpecs {

    private ContainerSpecs() {}

    /** @throws dev.sloconsole.local.wire.AwsError for a secret that a container wants and nobody has */
    static ContainerSpec of(Container container, Task task, TaskSurroundings around, Path folder) {
        var definition = container.definition;
        Map<String, String> environment = new HashMap<>(definition.environment());
        definition.secrets().forEach((name, valueFrom) -> environment.put(name, around.secret(valueFrom)));
        environment.put("ECS_CONTAINER_METADATA_URI_V4", around.metadata() + "/v4/" + container.metadataToken);
        environment.put("AWS_REGION", around.region());
        environment.put("AWS_DEFAULT_REGION", around.region());
        environment.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        Map<String, Path> mounts = new HashMap<>();
        definition
                .mounts()
                .forEach((path, volume) ->
                        mounts.put(path, folder.resolve("volume-" + volume.replaceAll("[^A-Za-z0-9_-]", "_"))));
        return new ContainerSpec(
                definition.name(),
                environment,
                definition.entryPoint(),
                definition.command(),
                mounts,
                container.ports,
                task.ports(),
                folder.resolve("container-" + definition.name()),
                around.routerDoor(task.address.orElseThrow()));
    }
}
