package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckTest {

    private static Optional<HealthCheck> check(String command) {
        var container = Json.object();
        ObjectNode check = container.putObject("healthCheck");
        check.putArray("command").add("CMD-SHELL").add(command);
        return HealthCheck.of(container);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wget -q -O /dev/null http://127.0.0.1:5000/health || exit 1",
                "curl -f http://localhost:5000/health || exit 1",
                "curl -fsS 'http://localhost:5000/health'",
            })
    void requestsToItsOwnPortAreUnderstood(String command) {
        assertThat(check(command).orElseThrow().target()).contains(new HealthCheck.Target(5000, "/health"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pgrep java || exit 1",
                "curl -f http://example.org:5000/",
                "curl -f http://localhost:5000/ && rm -rf /",
                "test -f /x; curl http://localhost:5000/",
            })
    void otherCommandsAreNot(String command) {
        assertThat(check(command).orElseThrow().target()).isEmpty();
    }

    @Test
    void pathIsTheRootWhereNoneIsGivenAndDefaultsAreAwss() {
        var check = check("curl -f http://localhost:8080 || exit 1").orElseThrow();
        assertThat(check.target()).contains(new HealthCheck.Target(8080, "/"));
        assertThat(check.interval()).hasSeconds(30);
        assertThat(check.timeout()).hasSeconds(5);
        assertThat(check.retries()).isEqualTo(3);
    }

    @Test
    void noCommandIsNoCheck() {
        assertThat(HealthCheck.of(Json.object())).isEmpty();
    }
}
