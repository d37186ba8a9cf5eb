package dev.sloconsole.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A tiny stand-in for an application image: answers every request with its process id. */
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
        server.createContext("/exit", exchange -> Runtime.getRuntime().halt(1));
        server.start();
        System.out.println("listening, proxy " + System.getenv("HTTP_PROXY"));
    }
}
