package dev.sloconsole.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;

/**
 * A short life of the app, for the JVM to record as a start-up cache ({@code -XX:AOTCacheOutput}): every path but
 * {@code /kill} is asked for, then the process ends in order.
 */
public final class Training {

    private static final int ROUNDS = 20;

    private Training() {}

    public static void main(String[] args) throws IOException {
        Main.quiet();
        var settings = new Settings(0, "127.0.0.1", Optional.empty());
        try (var server = new AppServer(settings, TaskIdentity.UNKNOWN, () -> {}).start()) {
            for (int i = 0; i < ROUNDS; i++) {
                for (var path : new String[] {"/", "/fail", "/health", "/metrics", "/nothing"}) {
                    ask(URI.create("http://127.0.0.1:" + server.port() + path));
                }
            }
        }
        System.exit(0);
    }

    private static void ask(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        try (var body = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body.readAllBytes();
        }
    }
}
