package dev.sloconsole.desktop.live;

import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.traffic.TaskAddress;
import dev.sloconsole.stack.StackFact;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the parts of the stack are to be reached. Listens to the stack's facts before the session does, which keeps
 * public addresses under other names. Safe to use from any thread.
 */
public final class Addresses implements Consumer<StackFact> {

    private static final int APP_PORT = 5000;
    private static final int PROMETHEUS_PORT = 9090;
    private static final int GRAFANA_PORT = 3000;
    private static final URI APP_BY_NAME = URI.create("http://" + LessonStack.APP_NAME + ":" + APP_PORT);

    private final TaskAddress app = new TaskAddress(LessonStack.APP_SERVICE, APP_PORT);
    private final TaskAddress prometheus = new TaskAddress(LessonStack.OBSERVABILITY_SERVICE, PROMETHEUS_PORT);
    private final TaskAddress grafana = new TaskAddress(LessonStack.OBSERVABILITY_SERVICE, GRAFANA_PORT);

    @Override
    public void accept(StackFact fact) {
        app.accept(fact);
        prometheus.accept(fact);
        grafana.accept(fact);
    }

    /** Where users send their requests; by name also while nobody answers there, for that is what users do. */
    Optional<URI> app(AppRoute route) {
        return switch (route) {
            case BY_NAME -> Optional.of(APP_BY_NAME);
            case BY_PUBLIC_ADDRESS -> app.get();
        };
    }

    /** Empty while no task of the service runs. */
    Optional<URI> prometheus() {
        return prometheus.get();
    }

    /** Empty while no task of the service runs. */
    public Optional<URI> grafana() {
        return grafana.get();
    }
}
