package dev.sloconsole.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One short life of the service, to train a JVM's AOT cache with ({@code -XX:AOTCacheOutput=FILE}): starts it on a free
 * loopback port, asks every path but {@code /kill} a few times, stops it, and exits with status 0.
 */
public final class Training {

    private static final int ROUNDS = 20;

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        var settings = new Settings(0, "127.0.0.1", Optional.empty());
        try (var server = new AppServer(settings, TaskIdentity.read(settings.metadata()), AbruptExit::now)) {
            if (!server.start()) {
                throw new IOException("The service to train with did not start.");
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : List.of("/", "/fail", "/health", "/metrics", "/unknown")) {
                    ask(URI.create("http://127.0.0.1:" + server.port() + path));
                }
            }
        }
        System.exit(0);
    }

    private static void ask(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (body == null || body.readAllBytes().length == 0) {
                throw new IOException(uri + " answered without a body.");
            }
        }
    }
}
