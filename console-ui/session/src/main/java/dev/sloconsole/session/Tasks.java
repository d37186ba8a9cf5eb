package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The ECS tasks that were seen, in the order in which they were seen first, running or stopped. */
public record Tasks(List<Task> all) {

    public Tasks {
        all = List.copyOf(all);
    }

    public static Tasks of(Task... tasks) {
        return new Tasks(List.of(tasks));
    }

    public Stream<Task> stream() {
        return all.stream();
    }

    /** Those of the app that is taught about. */
    public Stream<Task> ofApp() {
        return stream().filter(Task::ofApp);
    }

    /** The app's newest task that ECS means to run; else the newest that there was. */
    public Optional<Task> app() {
        return newest(ofApp().filter(t -> t.stopped().isEmpty() && t.wanted())).or(() -> newest(ofApp()));
    }

    /** The app's newest task that serves. */
    public Optional<Task> runningApp() {
        return newest(ofApp().filter(Task::running));
    }

    /** Whether ECS acts on the death of the app's task: it has stopped, is not wanted any more, or there is another one. */
    public boolean noticed(Outage outage) {
        return outage.has(Hop.TASK_STOPPED)
                || app().filter(task -> !task.wanted() || task.firstSeen().compareTo(outage.startedAt()) > 0)
                        .isPresent();
    }

    public Optional<Task> withId(String taskId) {
        return stream().filter(t -> t.taskId().equals(taskId)).findFirst();
    }

    /** The same with a task changed, or first seen now. */
    public Tasks with(String taskId, String service, Duration at, UnaryOperator<Task> change) {
        var task = withId(taskId).orElseGet(() -> Task.seen(taskId, service, at));
        return new Tasks(Lists.put(all, t -> t.taskId().equals(taskId), change.apply(task)));
    }

    private static Optional<Task> newest(Stream<Task> tasks) {
        return tasks.reduce((older, newer) -> newer);
    }
}
