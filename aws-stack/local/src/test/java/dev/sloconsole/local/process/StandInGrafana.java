package dev.sloconsole.local.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Takes Grafana's command line and variables and answers as it does while it starts: health is 503 at first, then 200;
 * dashboards are those of the provisioned folders. {@code /stand-in/crash} ends it without an answer.
 */
final class StandInGrafana {

    private static final Pattern FOLDER = Pattern.compile("path: ['\"]?([^'\"\\n}]+)");
    private static final Pattern UID = Pattern.compile("\"uid\"\\s*:\\s*\"([^\"]+)\"");

    private StandInGrafana() {}

    public static void main(String[] arguments) throws IOException {
        var line = List.of(arguments);
        boolean asGrafana = line.size() == 5
                && line.get(0).equals("server")
                && line.get(1).equals("--homepath")
                && line.get(3).equals("--config")
                && Files.isRegularFile(Path.of(line.get(4)));
        if (!asGrafana) {
            System.err.println("Not a command line of Grafana's: " + line);
            System.exit(2);
        }
        var variables = System.getenv();
        var uids = uids(Path.of(variables.get("GF_PATHS_PROVISIONING"), "dashboards"));
        Files.createDirectories(Path.of(variables.get("GF_PATHS_DATA")));
        var asked = new AtomicInteger();
        var server = HttpServer.create(
                new InetSocketAddress(
                        variables.get("GF_SERVER_HTTP_ADDR"), Integer.parseInt(variables.get("GF_SERVER_HTTP_PORT"))),
                0);
        server.createContext("/api/health", exchange -> answer(exchange, asked.incrementAndGet() < 3 ? 503 : 200));
        server.createContext(
                "/api/dashboards/uid/",
                exchange -> answer(
                        exchange,
                        uids.contains(exchange.getRequestURI().getPath().substring("/api/dashboards/uid/".length()))
                                ? 200
                                : 404));
        server.createContext("/stand-in/crash", exchange -> Runtime.getRuntime().halt(1));
        server.start();
    }

    private static List<String> uids(Path providers) throws IOException {
        var uids = new ArrayList<String>();
        for (var provider : files(providers)) {
            var folder = FOLDER.matcher(Files.readString(provider));
            while (folder.find()) {
                for (var dashboard : files(Path.of(folder.group(1).strip()))) {
                    UID.matcher(Files.readString(dashboard)).results().forEach(found -> uids.add(found.group(1)));
                }
            }
        }
        return uids;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        var body = "{\"database\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
