package dev.sloconsole.desktop.screen.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for a page before a web view does, because a web view tells little of why it shows nothing. Uses the default
 * proxy selector, as the web view does.
 */
final class PageProbe {

    private PageProbe() {}

    /** Why the page cannot be shown; empty if it answers. Blocks for at most five seconds. */
    static Optional<String> problem(URI page) {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(Optional.ofNullable(java.net.ProxySelector.getDefault()).orElse(HttpClient.Builder.NO_PROXY))
                .build()) {
            var request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status < 400
                    ? Optional.empty()
                    : Optional.of(page.getAuthority() + " answered " + status + " for the dashboard's page.");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(page.getAuthority() + " does not answer (" + reason(e) + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while asking " + page.getAuthority() + ".");
        }
    }

    private static String reason(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
