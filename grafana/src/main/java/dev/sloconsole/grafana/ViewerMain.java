package dev.sloconsole.grafana;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the viewer and serves until the process is ended. Reads Grafana's own variables: GF_SERVER_HTTP_PORT (3000),
 * GF_SERVER_HTTP_ADDR (0.0.0.0), GF_SERVER_DOMAIN and GF_PATHS_PROVISIONING. Exit status 2 means that they are wrong, 1 that the port is
 * taken.
 */
public final class ViewerMain {

    private ViewerMain() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        String address = Objects.requireNonNullElse(environment.get("GF_SERVER_HTTP_ADDR"), "0.0.0.0");
        String port = Objects.requireNonNullElse(environment.get("GF_SERVER_HTTP_PORT"), "3000");
        String folder =
                Objects.requireNonNullElse(environment.get("GF_PATHS_PROVISIONING"), "/etc/grafana/provisioning");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            stop(2, "GF_SERVER_HTTP_PORT is '" + port + "', which is no TCP port. Use a number from 0 to 65535.");
        }
        Provisioning provisioning;
        try {
            provisioning = Provisioning.read(Path.of(folder));
        } catch (Provisioning.Invalid e) {
            stop(2, e.getMessage());
            return;
        }
        var sources = provisioning.dataSources().entrySet().stream()
                .map(e -> new Contents.Source(
                        e.getKey(),
                        e.getValue().name(),
                        e.getValue().timeInterval(),
                        new RemoteApi(e.getValue().url())))
                .toList();
        var contents = new Contents(provisioning.dashboards(), sources, Optional.empty());
        var names = Optional.ofNullable(environment.get("GF_SERVER_DOMAIN"))
                .map(Set::of)
                .orElse(Set.of());
        var server = new ViewerServer(address, Integer.parseInt(port), contents, names);
        if (!server.start()) {
            stop(
                    1,
                    address + ", TCP port " + port + ", cannot be listened on: it is already in use, or not an address"
                            + " of this machine. Close the other program, or set GF_SERVER_HTTP_PORT to a free port.");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        System.out.println("Listening on http://" + address + ":" + server.port());
    }

    private static void stop(int status, @Nullable String problem) {
        System.err.println("Could not start the dashboard viewer:\n" + problem);
        System.exit(status);
    }
}
