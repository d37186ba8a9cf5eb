package dev.sloconsole.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

class StackTemplateTest {

    private static final int LIMIT_BYTES = 51_200;
    private static final Path ROOT = Path.of("..", "..");

    private final String template = read();

    @Test
    void fitsIntoARequest() {
        assertThat(template.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT_BYTES);
    }

    @Test
    void leavesNoMarkerBehind() {
        assertThat(template).doesNotContain("{{file");
    }

    @ParameterizedTest
    @CsvSource({
        "PROMETHEUS_YML, prometheus/config/prometheus.yml",
        "LESSON_YML, prometheus/rules/lesson.yml",
        "GRAFANA_DATASOURCE_YML, grafana/provisioning/datasources/prometheus.yml",
        "GRAFANA_DASHBOARDS_YML, grafana/provisioning/dashboards/sre.yml"
    })
    void holdsTheFileAsItIs(String variable, String file) throws IOException {
        assertThat(environment().get(variable)).isEqualTo(Files.readString(ROOT.resolve(file)));
    }

    @Test
    void holdsTheDashboardAsTheSameJson() throws IOException {
        var json = new ObjectMapper();

        assertThat(json.readTree(environment().get("GRAFANA_DASHBOARD_JSON")))
                .isEqualTo(json.readTree(ROOT.resolve("grafana/dashboards/sre.json").toFile()));
    }

    @Test
    void thePasswordStandsInNoTaskDefinition() {
        var grafana = container("grafana");

        assertThat(names(sequence(grafana, "Environment"))).doesNotContain("GF_SECURITY_ADMIN_PASSWORD");
        assertThat(names(sequence(grafana, "Secrets"))).containsExactly("GF_SECURITY_ADMIN_PASSWORD");
    }

    @Test
    void theInitContainerWritesEveryFileItIsGiven() {
        var script = ((ScalarNode) sequence(container("config-writer"), "Command").getValue().getFirst()).getValue();

        environment().keySet().forEach(variable -> assertThat(script).contains("\"$" + variable + "\""));
    }

    @Test
    void isReadableAsPlainYamlWithoutTheShortForms() {
        var plain = new Load(LoadSettings.builder().build()).loadFromString(template.replaceAll("!(Ref|GetAtt|Sub|Select|GetAZs|Not|Equals)", ""));

        assertThat(plain).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-1"})
    void cfnLintFindsNothing(String region) throws Exception {
        assumeTrue(onPath("cfn-lint"), "cfn-lint is not on the PATH");
        var file = Path.of("target", "classes", "dev", "sloconsole", "template", "stack.yaml");
        var lint = new ProcessBuilder("cfn-lint", "--regions", region, "--", file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            var findings = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(lint.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(findings).isEmpty();
            assertThat(lint.exitValue()).isZero();
        } finally {
            lint.destroyForcibly();
        }
    }

    private Map<String, String> environment() {
        var values = new HashMap<String, String>();
        for (var entry : sequence(container("config-writer"), "Environment").getValue()) {
            values.put(scalar((MappingNode) entry, "Name"), scalar((MappingNode) entry, "Value"));
        }
        return values;
    }

    private MappingNode container(String name) {
        var definition = mapping(
                mapping(mapping(root(), "Resources"), "ObservabilityTaskDefinition"), "Properties");
        return sequence(definition, "ContainerDefinitions").getValue().stream()
                .map(MappingNode.class::cast)
                .filter(container -> scalar(container, "Name").equals(name))
                .findAny()
                .orElseThrow();
    }

    private MappingNode root() {
        return (MappingNode) new Compose(LoadSettings.builder().build())
                .composeString(template)
                .orElseThrow();
    }

    private static List<String> names(SequenceNode entries) {
        return entries.getValue().stream().map(entry -> scalar((MappingNode) entry, "Name")).toList();
    }

    private static MappingNode mapping(MappingNode node, String key) {
        return (MappingNode) value(node, key).orElseThrow();
    }

    private static SequenceNode sequence(MappingNode node, String key) {
        return (SequenceNode) value(node, key).orElseThrow();
    }

    private static String scalar(MappingNode node, String key) {
        return ((ScalarNode) value(node, key).orElseThrow()).getValue();
    }

    private static Optional<Node> value(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findAny();
    }

    private static String read() {
        try (var in = StackTemplateTest.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean onPath(String program) {
        for (var folder : Objects.requireNonNullElse(System.getenv("PATH"), "").split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
