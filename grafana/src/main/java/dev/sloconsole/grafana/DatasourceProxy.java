package dev.sloconsole.grafana;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Passes a page's queries on to the data source, as Grafana's server does; so the page needs no rights of its own. */
final class DatasourceProxy implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .proxy(ProxySelector.of(null))
            .connectTimeout(Duration.ofSeconds(3))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** An answer of the data source, or of this proxy in its stead. */
    record Answer(int status, String contentType, String body) {}

    /**
     * @param path what follows the data source's uid, with its query, such as {@code /api/v1/query?query=up}
     * @param form the body of a POST, empty for a GET
     */
    Answer pass(URI datasource, String path, String form) {
        var request = HttpRequest.newBuilder(URI.create(datasource.toString().replaceAll("/+$", "") + path))
                .timeout(TIMEOUT);
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("application/json"),
                    answer.body());
        } catch (IOException e) {
            return new Answer(
                    502,
                    "application/json",
                    "{\"status\":\"error\",\"errorType\":\"bad_gateway\",\"error\":\"The data source does not answer.\"}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(
                    503,
                    "application/json",
                    "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"The server is closing.\"}");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
