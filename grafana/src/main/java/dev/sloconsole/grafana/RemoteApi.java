package dev.sloconsole.grafana;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A Prometheus at an address, asked without a proxy. */
final class RemoteApi implements QueryApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @param base without a slash at its end */
    RemoteApi(URI base) {
        this.base = base;
    }

    @Override
    public Reply answer(String path, String query, String form) throws IOException, InterruptedException {
        var target = URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
        var request = HttpRequest.newBuilder(target).timeout(TIMEOUT);
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var mediaType = answer.headers().firstValue("Content-Type").orElse("application/json");
        return new Reply(answer.statusCode(), mediaType, answer.body());
    }
}
