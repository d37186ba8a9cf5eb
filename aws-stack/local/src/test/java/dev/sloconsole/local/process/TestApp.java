package dev.sloconsole.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A tiny stand-in for an application image: answers with its process id, is healthy until told not to be, can end. Where
 * nobody tells its port it ends at once.
 */
public final class TestApp {

    private TestApp() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = ("pid " + ProcessHandle.current().pid() + " " + System.getenv("GREETING"))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        var healthy = new AtomicBoolean(true);
        server.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(healthy.get() ? 200 : 503, -1);
            }
        });
        server.createContext("/sicken", exchange -> {
            try (exchange) {
                healthy.set(false);
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.createContext("/missing", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.createContext("/exit", exchange -> Runtime.getRuntime().halt(1));
        server.start();
        System.out.println("listening, proxy " + System.getenv("HTTP_PROXY"));
    }
}
