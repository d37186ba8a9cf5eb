package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void anEmptyEnvironmentMeansPort5000OnAllInterfaces() {
        var settings = Settings.from(Map.of());

        assertThat(settings.port()).isEqualTo(5000);
        assertThat(settings.bindAddress()).isEqualTo("0.0.0.0");
        assertThat(settings.metadata()).isEmpty();
    }

    @Test
    void theEnvironmentIsFollowed() {
        var settings = Settings.from(Map.of(
                "PORT", "8080", "BIND_ADDRESS", "127.0.0.1", "ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x"));

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.metadata()).hasValue(URI.create("http://169.254.170.2/v4/x"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var bad = Map.of("PORT", "70000", "BIND_ADDRESS", " ", "ECS_CONTAINER_METADATA_URI_V4", "no uri");

        assertThatThrownBy(() -> Settings.from(bad))
                .hasMessageContaining("PORT is '70000'")
                .hasMessageContaining("BIND_ADDRESS is empty")
                .hasMessageContaining("ECS_CONTAINER_METADATA_URI_V4 is 'no uri'");
    }

    @Test
    void theTaskIsReadFromEcsMetadata() {
        var document =
                """
                {"Cluster": "arn:aws:ecs:eu-west-1:000000000000:cluster/sre-slo-demo",
                 "TaskARN": "arn:aws:ecs:eu-west-1:000000000000:task/sre-slo-demo/158d1c8083dd49d6b527399fd6414f5c",
                 "Containers": [{"Name": "app", "Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": ["10.42.0.23"]}]}]}
                """;

        assertThat(TaskIdentity.parse(document))
                .isEqualTo(new TaskIdentity("158d1c8083dd49d6b527399fd6414f5c", "10.42.0.23"));
    }

    @Test
    void anEmptyMetadataDocumentLeavesTheTaskUnknown() {
        assertThat(TaskIdentity.parse("{}")).isEqualTo(TaskIdentity.UNKNOWN);
    }

    @Test
    void anUnreachableMetadataEndpointLeavesTheTaskUnknown() {
        assertThat(TaskIdentity.ask(URI.create("http://127.0.0.1:1/v4/x"))).isEqualTo(TaskIdentity.UNKNOWN);
    }
}
