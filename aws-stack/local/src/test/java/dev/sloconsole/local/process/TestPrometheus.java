package dev.sloconsole.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stands in for Prometheus and Grafana: takes their flags and variables and shows the configuration it got. */
public final class TestPrometheus {

    private TestPrometheus() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> flags = Arrays.stream(arguments)
                .map(a -> a.split("=", 2))
                .collect(Collectors.toMap(a -> a[0], a -> a.length > 1 ? a[1] : ""));
        var port = Optional.ofNullable(flags.get("--web.listen-address"))
                .map(a -> a.replaceFirst(".*:", ""))
                .orElseGet(() -> System.getenv("GF_SERVER_HTTP_PORT"));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = answer(exchange.getRequestURI().getPath(), flags).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    private static String answer(String path, Map<String, String> flags) throws IOException {
        if (path.startsWith("/env/")) {
            return String.valueOf(System.getenv(path.substring("/env/".length())));
        }
        return switch (path) {
            case "/config" ->
                flags.containsKey("--config.file")
                        ? Files.readString(Path.of(String.valueOf(flags.get("--config.file"))))
                        : provisioning();
            case "/metadata" -> {
                var uri = URI.create(System.getenv("ECS_CONTAINER_METADATA_URI_V4") + "/task");
                try (var in = uri.toURL().openStream()) {
                    yield new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            default -> "ok";
        };
    }

    private static String provisioning() throws IOException {
        try (var files = Files.walk(Path.of(System.getenv("GF_PATHS_PROVISIONING")))) {
            return files.filter(Files::isRegularFile).map(TestPrometheus::read).collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
