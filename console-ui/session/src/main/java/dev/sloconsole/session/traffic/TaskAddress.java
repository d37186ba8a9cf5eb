package dev.sloconsole.session.traffic;

import dev.sloconsole.session.Task;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The public address of a service's newest running task, for those outside the VPC. It listens to the stack's facts
 * before the session does, which keeps public addresses under other names. Safe to use from any thread.
 */
public final class TaskAddress implements Consumer<StackFact>, Supplier<Optional<URI>> {

    private final String service;
    private final int port;
    private final Map<String, String> running = new LinkedHashMap<>();

    /** The address of nobody yet; the service's tasks listen at {@code port}. */
    public TaskAddress(String service, int port) {
        this.service = service;
        this.port = port;
    }

    @Override
    public synchronized void accept(StackFact fact) {
        switch (fact) {
            case TaskChanged e
            when e.service().equals(service) -> {
                if (e.lastStatus().equals(Task.RUNNING) && e.publicAddress().isPresent()) {
                    running.put(e.taskId(), e.publicAddress().get());
                } else {
                    running.remove(e.taskId());
                }
            }
            case TaskStopped e -> running.remove(e.taskId());
            default -> {
                // says nothing about an address
            }
        }
    }

    /** Where the service is; empty while no task of it runs. */
    @Override
    public synchronized Optional<URI> get() {
        return running.values().stream()
                .reduce((earlier, later) -> later)
                .map(address -> URI.create("http://" + address + ":" + port));
    }
}
