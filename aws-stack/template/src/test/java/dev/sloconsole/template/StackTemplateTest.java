package dev.sloconsole.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

class StackTemplateTest {

    /** CloudFormation takes no longer TemplateBody. */
    private static final int LIMIT_BYTES = 51_200;

    private static final Path ROOT = Path.of("..", "..");
    private static final Path RENDERED = Path.of("target", "classes", "dev", "sloconsole", "template", "stack.yaml");
    private static final Path SOURCE = Path.of("src", "main", "cloudformation", "stack.yaml");
    private static final Path RENDERER = Path.of("src", "build", "java", "RenderTemplate.java");

    @Test
    void fitsIntoTemplateBody() throws Exception {
        assertThat(RENDERED).content(StandardCharsets.UTF_8).doesNotContain("@file ", "@json ");
        assertThat(Files.size(RENDERED)).isLessThan(LIMIT_BYTES);
    }

    @Test
    void renderingPutsFilesInAndChangesNothingElse() throws Exception {
        assertThat(withoutFiles(template(RENDERED), template(SOURCE))).isEqualTo(template(SOURCE));
    }

    /** The rendered value, with the marker wherever the source has one. */
    private static @Nullable Object withoutFiles(@Nullable Object rendered, @Nullable Object source) {
        return switch (source) {
            case String marker when marker.matches("@(file|json) [^@]+@") -> marker;
            case Map<?, ?> map
            when rendered instanceof Map<?, ?> other -> {
                var all = new LinkedHashMap<Object, Object>();
                other.forEach((key, value) -> all.put(key, withoutFiles(value, map.get(key))));
                yield all;
            }
            case List<?> list
            when rendered instanceof List<?> other && other.size() == list.size() -> {
                var all = new ArrayList<Object>();
                for (int i = 0; i < list.size(); i++) {
                    all.add(withoutFiles(other.get(i), list.get(i)));
                }
                yield all;
            }
            case null, default -> rendered;
        };
    }

    @Test
    void tasksOfBothServicesMayRunInTwoZones() throws Exception {
        var resources = map(template(RENDERED), "Resources");
        var zones = Stream.of("PublicSubnet", "PublicSubnet2")
                .<Object>map(name -> map(map(resources, name), "Properties").get("AvailabilityZone"))
                .toList();
        assertThat(zones)
                .containsExactly(
                        Map.of("!Select", List.of(0, Map.of("!GetAZs", ""))),
                        Map.of("!Select", List.of(1, Map.of("!GetAZs", ""))));
        for (var service : List.of("AppService", "ObservabilityService")) {
            var network = map(map(map(resources, service), "Properties"), "NetworkConfiguration");
            assertThat(list(map(network, "AwsvpcConfiguration"), "Subnets"))
                    .isEqualTo(List.of(Map.of("!Ref", "PublicSubnet"), Map.of("!Ref", "PublicSubnet2")));
            assertThat(list(map(resources, service), "DependsOn")).asString().contains("SubnetRouteTableAssociation2");
        }
    }

    @Test
    void embeddedFilesAreTheRepositorysOwn() throws Exception {
        var files = environment("config-writer");
        assertThat(files)
                .containsEntry("PROMETHEUS_YML", text("prometheus/config/prometheus.yml"))
                .containsEntry("LESSON_RULES_YML", text("prometheus/rules/lesson.yml"))
                .containsEntry("GRAFANA_DATASOURCE_YML", text("grafana/provisioning/datasources/prometheus.yml"))
                .containsEntry("GRAFANA_DASHBOARDS_YML", text("grafana/provisioning/dashboards/sre.yml"))
                .hasSize(5);
        var json = new ObjectMapper();
        assertThat(json.readTree(files.get("GRAFANA_DASHBOARD_JSON")))
                .isEqualTo(json.readTree(text("grafana/dashboards/sre-slo.json")));
    }

    @Test
    void noFileIsPutInTwice() throws Exception {
        var marker = Pattern.compile("@(?:file|json) ([^@]+)@");
        List<String> names = marker.matcher(Files.readString(SOURCE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void everyFileThatTheWriterIsGivenIsWrittenWhereItIsLookedFor() throws Exception {
        String script =
                String.valueOf(list(container("config-writer"), "Command").getFirst());
        assertThat(script.lines())
                .allMatch(line -> line.startsWith("mkdir -p ")
                        || line.startsWith("chmod ")
                        || line.matches("printf '%s' \"\\$[A-Z_]+\" > /config/\\S+"));
        for (String name : environment("config-writer").keySet()) {
            assertThat(script).contains("\"$" + name + "\"");
        }
        assertThat(script).contains("> /config/lesson.yml");
        assertThat(text("prometheus/config/prometheus.yml")).contains("rule_files: [lesson.yml]");
        assertThat(text("grafana/provisioning/dashboards/sre.yml")).contains("path: /config/dashboards");
        assertThat(environment("grafana")).containsEntry("GF_PATHS_PROVISIONING", "/config/provisioning");
    }

    @Test
    void missingFileIsToldWithMarkerAndFile(@TempDir Path directory) throws Exception {
        Path template = directory.resolve("stack.yaml");
        Files.writeString(template, "A:\n  Value: '@file nowhere/rules.yml@'\n");
        var run = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                RENDERER.toString(),
                template.toString(),
                directory.toString(),
                directory.resolve("out").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("'@file nowhere/rules.yml@'").contains(directory + "/nowhere/rules.yml");
    }

    @Test
    void cfnLintFindsNothing() throws Exception {
        assumeTrue(onPath("cfn-lint"), "cfn-lint is not on the PATH");
        var run = run("cfn-lint", "-r", "us-east-1", "eu-west-1", "-t", RENDERED.toString());
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isZero();
    }

    private record Run(int status, String output) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("stack-template", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(command[0] + " ends in time")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Map<String, String> environment(String container) throws IOException {
        return maps(container(container), "Environment")
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.get("Name")), entry -> String.valueOf(entry.get("Value"))));
    }

    private static Map<?, ?> container(String name) throws IOException {
        var definition = map(map(template(RENDERED), "Resources"), "ObservabilityTaskDefinition");
        return maps(map(definition, "Properties"), "ContainerDefinitions")
                .filter(container -> name.equals(container.get("Name")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> map(Map<?, ?> holder, String key) {
        return (Map<?, ?>) Objects.requireNonNull(holder.get(key), key);
    }

    private static List<?> list(Map<?, ?> holder, String key) {
        return (List<?>) Objects.requireNonNull(holder.get(key), key);
    }

    private static Stream<Map<?, ?>> maps(Map<?, ?> holder, String key) {
        var maps = new ArrayList<Map<?, ?>>();
        list(holder, key).forEach(item -> maps.add((Map<?, ?>) item));
        return maps.stream();
    }

    private static Map<?, ?> template(Path file) throws IOException {
        var settings = LoadSettings.builder().build();
        var load = new Load(settings, new ShortTags(settings));
        return (Map<?, ?>) load.loadFromString(Files.readString(file));
    }

    /** Reads {@code !Ref x} and its like as a map of one entry; what it means is not of interest here. */
    private static final class ShortTags extends StandardConstructor {

        ShortTags(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            String tag = node.getTag().getValue();
            if (!tag.startsWith("!")) {
                return super.findConstructorFor(node);
            }
            return Optional.of(tagged -> Map.of(
                    tag,
                    switch (tagged) {
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalStateException("Unexpected node " + tagged);
                    }));
        }
    }
}
