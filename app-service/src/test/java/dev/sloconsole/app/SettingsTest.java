package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void emptyEnvironmentMeansPort5000OnAllInterfaces() {
        assertThat(Settings.from(Map.of("PORT", ""))).isEqualTo(new Settings(5000, "0.0.0.0", Optional.empty()));
    }

    @Test
    void everyVariableIsRead() {
        var environment = Map.of(
                "PORT", "8080",
                "BIND_ADDRESS", "127.0.0.1",
                "ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:9/v4/1");
        assertThat(Settings.from(environment))
                .isEqualTo(new Settings(8080, "127.0.0.1", Optional.of(URI.create("http://127.0.0.1:9/v4/1"))));
    }

    @Test
    void allProblemsAreToldTogether() {
        var environment =
                Map.of("PORT", "65536", "BIND_ADDRESS", "not an address", "ECS_CONTAINER_METADATA_URI_V4", "ftp://x");
        assertThatThrownBy(() -> Settings.from(environment))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining("PORT is '65536'")
                .hasMessageContaining("BIND_ADDRESS is 'not an address'")
                .hasMessageContaining("ECS_CONTAINER_METADATA_URI_V4 is 'ftp://x'");
    }
}
