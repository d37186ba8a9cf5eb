package dev.sloconsole.desktop.live;

import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Task;
import java.net.URI;
import java.util.Optional;

/** Where the parts of the stack are to be reached, as far as the session has seen them. */
public final class Addresses {

    private static final int APP_PORT = 5000;
    private static final int PROMETHEUS_PORT = 9090;
    private static final int GRAFANA_PORT = 3000;

    private Addresses() {}

    /** Where users send their requests; empty as long as no task of the app was ever seen to run. */
    public static Optional<URI> app(SessionState state, AppRoute route) {
        return switch (route) {
            case BY_NAME -> state.tasks().stream()
                    .filter(task -> task.service().equals(LessonStack.APP_SERVICE) && task.runningAt().isPresent())
                    .findAny()
                    .map(task -> http(LessonStack.APP_NAME, APP_PORT));
            case BY_PUBLIC_ADDRESS -> publicAddress(state, LessonStack.APP_SERVICE).map(address -> http(address, APP_PORT));
        };
    }

    public static Optional<URI> prometheus(SessionState state) {
        return publicAddress(state, LessonStack.OBSERVABILITY_SERVICE).map(address -> http(address, PROMETHEUS_PORT));
    }

    public static Optional<URI> grafana(SessionState state) {
        return publicAddress(state, LessonStack.OBSERVABILITY_SERVICE).map(address -> http(address, GRAFANA_PORT));
    }

    /** The id of the newest running task of the app. */
    public static Optional<String> appTask(SessionState state) {
        return newestRunning(state, LessonStack.APP_SERVICE).map(Task::taskId);
    }

    private static Optional<String> publicAddress(SessionState state, String service) {
        return newestRunning(state, service).flatMap(Task::publicAddress);
    }

    private static Optional<Task> newestRunning(SessionState state, String service) {
        return state.tasks().stream()
                .filter(task -> task.service().equals(service) && task.lastStatus().equals("RUNNING"))
                .reduce((older, newer) -> newer);
    }

    private static URI http(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }
}
