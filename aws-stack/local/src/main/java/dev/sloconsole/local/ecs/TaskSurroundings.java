package dev.sloconsole.local.ecs;

import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.logs.Logs;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a running task has around it.
 *
 * @param metadataEndpoint where tasks ask about themselves
 */
record TaskSurroundings(
        CloudThread thread,
        LaunchQueue launches,
        Timings timings,
        String region,
        Supplier<Instant> clock,
        List<Image> images,
        Containers containers,
        Addresses addresses,
        Ecs.Neighbours neighbours,
        Path workFolder,
        Supplier<URI> metadataEndpoint,
        Observer observer) {

    /** Whoever must act on what becomes of tasks. */
    interface Observer {
        /** A task got a new status or health. */
        void changed(Task task);

        /** A task began to stop. */
        void died(Task task);

        /** A task that serves is not in a registry that has gone. */
        void unregistered(Task task, String registryArn);
    }

    Instant now() {
        return clock.get();
    }

    URI metadata() {
        return metadataEndpoint.get();
    }

    CloudMap cloudMap() {
        return neighbours.cloudMap();
    }

    Logs logs() {
        return neighbours.logs();
    }

    /** @throws dev.sloconsole.local.wire.AwsError where there is no such secret */
    String secret(String valueFrom) {
        return neighbours.secrets().apply(valueFrom);
    }

    Optional<SubnetRange> subnet(String id) {
        return neighbours.subnets().apply(id);
    }

    /** The task's own way into the network. */
    URI routerDoor(TaskInterface of) {
        return neighbours.routerDoors().apply(of.id());
    }

    Optional<Image> image(String reference) {
        return images.stream()
                .filter(image -> image.reference().equals(reference))
                .findFirst();
    }
}
