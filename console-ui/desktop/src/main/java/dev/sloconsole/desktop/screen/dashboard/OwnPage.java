package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.grafana.Contents;
import dev.sloconsole.grafana.QueryApi;
import dev.sloconsole.grafana.ViewerServer;
import dev.sloconsole.prometheus.api.ReadingApi;
import dev.sloconsole.session.replay.RecordedMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The viewer page of the console itself, on a loopback port: the same dashboard as in the stack, over what was recorded up
 * to the moment that is shown. Nothing is asked of the stack, so it draws in a replay, and while the stack's own page
 * cannot be reached.
 */
public final class OwnPage implements AutoCloseable {

    private static final String API = "/api/v1/";
    private static final String OF_THE_LESSON = "lesson";

    private final ReadingApi api;
    private final ViewerServer server;
    private final String uid;
    private final String refresh;

    private OwnPage(ReadingApi api, ViewerServer server, String uid, String refresh) {
        this.api = api;
        this.server = server;
        this.uid = uid;
        this.refresh = refresh;
    }

    /**
     * Starts to serve.
     *
     * @param metrics as of the moment that is shown; asked on the server's threads
     * @param dashboard a file that takes the place of the lesson's dashboard
     * @param refresh how often the page asks, such as {@code 1s}
     * @throws UncheckedIOException if the file is no dashboard, or no port of loopback can be had; the message tells what
     *     to do
     */
    public static OwnPage start(Supplier<RecordedMetrics> metrics, Optional<Path> dashboard, String refresh) {
        var api = new ReadingApi(() -> metrics.get().series(), Clock.systemUTC());
        QueryApi answers = (path, query, form) -> {
            var reply = api.answer(path.substring(API.length()), form, query);
            return new QueryApi.Reply(reply.status(), "application/json", reply.json());
        };
        try {
            var bundled = Contents.bundled(answers, () -> metrics.get().now());
            var contents = dashboard.isPresent() ? bundled.with(OF_THE_LESSON, dashboard.get()) : bundled;
            var server = new ViewerServer("127.0.0.1", 0, contents, Set.of());
            if (!server.start()) {
                throw new IOException(
                        "The dashboard's page could not be served: no port of 127.0.0.1 can be listened on.");
            }
            return new OwnPage(api, server, dashboard.isPresent() ? OF_THE_LESSON : Contents.LESSON, refresh);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Its address, in the colours of this theme. */
    public URI page(Theme theme) {
        return URI.create("http://127.0.0.1:" + server.port() + "/d/" + uid + "/" + uid + "?kiosk&theme="
                + theme.name().toLowerCase(Locale.ROOT) + "&refresh=" + refresh + "&figures=1s");
    }

    @Override
    public void close() {
        server.close();
        api.close();
    }
}
