package dev.sloconsole.local.ecs;

import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a running task has around it.
 *
 * @param secrets from a secret's ARN to its value
 * @param metadataEndpoint where tasks ask about themselves
 * @param routerDoors from a network interface's id to the task's own way into the network
 */
record TaskSurroundings(
        CloudThread thread,
        TaskTimings timings,
        String region,
        Supplier<Instant> clock,
        List<Image> images,
        Containers containers,
        Addresses addresses,
        CloudMap cloudMap,
        Function<String, Optional<String>> secrets,
        Path workFolder,
        Supplier<URI> metadataEndpoint,
        Function<String, URI> routerDoors,
        Observer observer) {

    /** Whoever must act on what becomes of tasks. */
    interface Observer {
        /** A task got a new status or health. */
        void changed(Task task);

        /** A task began to stop; ran tells whether it had reached RUNNING. */
        void died(Task task, boolean ran);
    }

    Instant now() {
        return clock.get();
    }

    URI metadata() {
        return metadataEndpoint.get();
    }

    URI routerDoor(TaskInterface of) {
        return routerDoors.apply(of.id());
    }

    Optional<Image> image(String reference) {
        return images.stream().filter(image -> image.reference().equals(reference)).findFirst();
    }
}
