package dev.sloconsole.view.discovery;

import dev.sloconsole.session.SessionState.DnsAnswer;
import dev.sloconsole.session.SessionState.Instance;
import dev.sloconsole.session.SessionState.Target;
import dev.sloconsole.session.SessionState.Task;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.util.Optional;

/** Which of a state's entries belong to the app that is taught about, rather than to what watches it. */
public final class AppTasks {

    private static final String APP = "sre-app";

    private AppTasks() {}

    public static boolean isApp(Task task) {
        return task.service().contains(APP);
    }

    /** The app's newest task that is not stopped; else the newest stopped one. */
    public static Optional<Task> newest(SessionState state) {
        var alive = state.tasks().stream()
                .filter(t -> isApp(t) && t.stopped().isEmpty() && t.desiredStatus().equals("RUNNING"))
                .reduce((a, b) -> b);
        return alive.or(() -> state.tasks().stream().filter(AppTasks::isApp).reduce((a, b) -> b));
    }

    /** The newest app task that serves. */
    public static Optional<Task> running(SessionState state) {
        return state.tasks().stream()
                .filter(t -> isApp(t) && t.lastStatus().equals("RUNNING") && t.stopped().isEmpty())
                .reduce((a, b) -> b);
    }

    public static Optional<Instance> instance(SessionState state) {
        return state.discovery().instances().stream()
                .filter(i -> i.discoveryService().contains(APP))
                .reduce((a, b) -> b);
    }

    public static Optional<DnsAnswer> answer(SessionState state, DnsSource source) {
        return state.discovery().answers().stream()
                .filter(a -> a.source() == source && a.name().contains(APP))
                .reduce((a, b) -> b);
    }

    public static Optional<Target> target(SessionState state) {
        return state.metrics().targets().stream()
                .filter(t -> t.instance().contains(APP) || t.job().contains(APP))
                .reduce((a, b) -> b);
    }
}
