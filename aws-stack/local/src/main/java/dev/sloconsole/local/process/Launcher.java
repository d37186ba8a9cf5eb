package dev.sloconsole.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns a container of one image into a process of this machine. */
@FunctionalInterface
public interface Launcher {

    /**
     * What to start.
     *
     * @param environment all of it but the few variables that every process needs
     * @param workingDirectory exists
     */
    record Launch(List<String> command, Map<String, String> environment, Path workingDirectory) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Prepares the container's files and says what to start. May write below the container's folders; runs on a virtual
     * thread.
     *
     * @throws IOException when the files cannot be prepared; the container then never starts
     */
    Launch launch(ContainerSpec spec) throws IOException;
}
