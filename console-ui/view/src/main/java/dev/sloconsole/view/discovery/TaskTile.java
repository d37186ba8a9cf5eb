package dev.sloconsole.view.discovery;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Task;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task as a line of the table.
 *
 * @param why why it runs, or why it stopped
 * @param stoppable whether ECS could be asked to stop it
 */
public record TaskTile(
        String taskId,
        String shortId,
        String status,
        Tone tone,
        String address,
        String why,
        String tooltip,
        boolean stoppable) {

    private static final int ROWS = 2;

    /** ECS's stop codes of a task that nobody wanted to end, or that an instructor killed. */
    private static final Set<String> LOST = Set.of("EssentialContainerExited", "TaskFailedToStart", "UserInitiated");

    /** The app's two newest tasks; while it has had but one, the newest of the others as well. */
    public static List<TaskTile> from(SessionState state) {
        var out = new ArrayList<TaskTile>();
        var app = state.tasks().ofApp().toList();
        app.reversed().stream().limit(ROWS).forEach(t -> out.add(from(t, before(t, app))));
        state.tasks().stream()
                .filter(t -> !t.ofApp() && out.size() < ROWS)
                .reduce((a, b) -> b)
                .ifPresent(t -> out.add(from(t, Optional.empty())));
        return List.copyOf(out);
    }

    /** A task, and the one that it came to replace. */
    public static TaskTile from(Task task, Optional<Task> replaced) {
        return new TaskTile(
                task.taskId(),
                Written.shortTask(task.taskId()),
                task.lastStatus(),
                tone(task),
                task.privateAddress().orElse("–"),
                why(task, replaced),
                "Task " + task.taskId() + "\n" + task.service() + "\nhealth " + task.health()
                        + task.publicAddress().map(a -> "\npublic address " + a).orElse("")
                        + task.stopped()
                                .map(s -> "\n" + s.stopCode() + ": " + s.reason()
                                        + s.exitCode()
                                                .map(code -> "\nexit code " + code)
                                                .orElse(""))
                                .orElse(""),
                task.running());
    }

    private static Tone tone(Task task) {
        if (task.over()) {
            // What the scheduler stops on purpose is nothing bad; to have died, or to have been killed, is.
            return task.stopped().filter(s -> LOST.contains(s.stopCode())).isPresent() ? Tone.BAD : Tone.MUTED;
        }
        return HopView.taskTone(task);
    }

    private static String why(Task task, Optional<Task> replaced) {
        if (task.stopped().isPresent()) {
            return task.stopped().get().reason();
        }
        if (!task.wanted()) {
            return "is being stopped";
        }
        if (!task.ofApp()) {
            return task.service().replace("sre-", "").replace("-service", "");
        }
        return replaced.map(old -> "replaces " + Written.shortTask(old.taskId()))
                .orElse("started by deployment");
    }

    private static Optional<Task> before(Task task, List<Task> all) {
        return all.stream()
                .filter(t -> (t.over() || !t.wanted()) && t.firstSeen().compareTo(task.firstSeen()) < 0)
                .max(Comparator.comparing(Task::firstSeen));
    }
}
