package dev.sloconsole.desktop.screen.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks for a page before a web view does, because a web view tells little of why it shows nothing: of a page of Grafana's
 * first its health and its dashboard. Uses the default proxy selector, as the web view does.
 */
final class PageProbe {

    private static final Pattern DASHBOARD = Pattern.compile("/d/([^/]+)(?:/.*)?");

    private PageProbe() {}

    /** Why the page cannot be shown; empty if it can. Blocks for at most five seconds a question. */
    static Optional<String> problem(URI page) {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(Optional.ofNullable(java.net.ProxySelector.getDefault()).orElse(HttpClient.Builder.NO_PROXY))
                .build()) {
            for (var question : questions(page)) {
                var request = HttpRequest.newBuilder(question.uri())
                        .timeout(Duration.ofSeconds(5))
                        .build();
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status >= 400) {
                    return Optional.of(page.getAuthority() + " answered " + status + " for " + question.what() + ".");
                }
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(page.getAuthority() + " does not answer (" + reason(e) + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while asking " + page.getAuthority() + ".");
        }
    }

    private record Question(URI uri, String what) {}

    private static List<Question> questions(URI page) {
        var own = Stream.of(new Question(page, "the dashboard's page"));
        var dashboard = DASHBOARD.matcher(page.getPath());
        if (!dashboard.matches()) {
            return own.toList();
        }
        var api = Stream.of(
                new Question(page.resolve("/api/health"), "its health"),
                new Question(
                        page.resolve("/api/dashboards/uid/" + dashboard.group(1)),
                        "the dashboard " + dashboard.group(1)));
        return Stream.concat(api, own).toList();
    }

    private static String reason(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
