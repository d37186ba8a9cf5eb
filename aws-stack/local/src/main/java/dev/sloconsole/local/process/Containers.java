package dev.sloconsole.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Runs containers: an image's launcher says what process a container is, and an init container that is only a few shell
 * lines runs without one. Safe for several threads.
 */
public final class Containers {

    private final ChildProcesses children;

    public Containers(ChildProcesses children) {
        this.children = children;
    }

    /** A container's end and what can be done about it. */
    public interface Running {
        /** Asks it to end (SIGTERM). */
        void terminate();

        /** Ends it at once (SIGKILL). */
        void kill();
    }

    /** A container that is over before anybody could end it. */
    private static final Running ALREADY_OVER = new Running() {
        @Override
        public void terminate() {}

        @Override
        public void kill() {}
    };

    /**
     * Starts a container; blocks while its files are prepared.
     *
     * @param output takes each line that it writes, on any thread
     * @param onExit told the exit code once, on any thread, perhaps before this returns
     * @throws IOException when it cannot be started; the message says why
     */
    public Running start(Image image, ContainerSpec spec, Consumer<String> output, IntConsumer onExit)
            throws IOException {
        Files.createDirectories(spec.scratch());
        for (var mount : spec.mounts().values()) {
            Files.createDirectories(mount);
        }
        var script = ConfigScript.of(spec);
        if (script.isPresent()) {
            onExit.accept(ConfigScript.run(script.get(), spec, output));
            return ALREADY_OVER;
        }
        var child = children.start(image.launcher().launch(spec), output, onExit);
        return new Running() {
            @Override
            public void terminate() {
                child.terminate();
            }

            @Override
            public void kill() {
                child.kill();
            }
        };
    }
}
