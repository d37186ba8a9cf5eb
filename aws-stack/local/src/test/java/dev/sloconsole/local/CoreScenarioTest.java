package dev.sloconsole.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.local.cfn.Run;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.GrafanaLauncher;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.PrometheusLauncher;
import dev.sloconsole.local.process.TestApp;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.process.TestPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One scenario with the lesson's own template, real processes and real DNS, by two clients that know nothing of us: the
 * SDK for Java, and botocore, which fails loudly where the other silently reads nothing. Both must see the same.
 */
class CoreScenarioTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The image of an app that dies as soon as it starts: it is not told its port. */
    private static final Image BROKEN =
            new Image("sre-demo/broken", TestImages.digest('d'), TestImages.java(TestApp.class, Map.of()));

    private LocalCloud cloud;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        cloud = LocalCloud.start(new LocalCloudConfig(
                0,
                Pace.FAST,
                "eu-west-1",
                List.of(
                        TestImages.app(),
                        BROKEN,
                        new Image(
                                "prom/prometheus",
                                TestImages.digest('b'),
                                PrometheusLauncher.java(TestImages.java(TestPrometheus.class, Map.of()))),
                        new Image(
                                "grafana/grafana",
                                TestImages.digest('c'),
                                GrafanaLauncher.java(TestImages.java(TestPrometheus.class, Map.of())))),
                temporary.resolve("cloud")));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** The lesson's template, and in it a word that the app is to say. */
    private static String template() throws IOException {
        try (var in =
                requireNonNull(CoreScenarioTest.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("\nParameters:\n", "\nParameters:\n Greeting: { Type: String, Default: one }\n")
                    .replaceFirst(
                            "( +)ReadonlyRootFilesystem: false\n",
                            "$0$1Environment: [{ Name: GREETING, Value: !Ref Greeting }]\n");
        }
    }

    private Map<String, String> parameters() {
        var images = cloud.imageReferences();
        return new LinkedHashMap<>(Map.of(
                "AllowedCidr",
                "127.0.0.1/32",
                "GrafanaAdminPassword",
                "correct-horse-battery",
                "AppImage",
                requireNonNull(images.get("sre-demo/app")),
                "PrometheusImage",
                requireNonNull(images.get("prom/prometheus")),
                "GrafanaImage",
                requireNonNull(images.get("grafana/grafana")),
                "DnsTtlSeconds",
                "1"));
    }

    @Test
    void sdkForJavaSeesTheWholeStory() throws Exception {
        try (var clients = CloudClients.of(cloud)) {
            check(MAPPER.valueToTree(
                    new CoreScenario(cloud, clients, template(), parameters(), BROKEN.reference()).play()));
        }
    }

    @Test
    void botocoreSeesTheWholeStory() throws Exception {
        assumeThat(Run.of(folder, List.of("python3", "-c", "import boto3")).exit())
                .as("needs python3 with boto3")
                .isZero();
        var script = folder.resolve("scenario.py");
        try (var in = requireNonNull(CoreScenarioTest.class.getResourceAsStream("core_scenario.py"))) {
            Files.write(script, in.readAllBytes());
        }
        var template = Files.writeString(folder.resolve("template.yaml"), template());
        var parameters = Files.writeString(folder.resolve("parameters.json"), MAPPER.writeValueAsString(parameters()));
        var run = Run.of(
                folder,
                List.of(
                        "python3",
                        script.toString(),
                        cloud.endpoint().toString(),
                        cloud.accessKeyId(),
                        cloud.secretAccessKey(),
                        cloud.region(),
                        Integer.toString(cloud.dns().getPort()),
                        cloud.router().toString(),
                        template.toString(),
                        parameters.toString(),
                        BROKEN.reference()));
        assertThat(run.exit()).as(run.output()).isZero();
        check(MAPPER.readTree(run.output()));
    }

    private static void check(JsonNode facts) throws IOException {
        var seen = new ArrayList<String>();
        facts.properties().forEach(fact -> seen.add(fact.getKey() + " = " + fact.getValue()));
        try (var in = requireNonNull(CoreScenarioTest.class.getResourceAsStream("core_scenario.txt"))) {
            assertThat(seen)
                    .containsExactlyInAnyOrder(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toArray(String[]::new));
        }
    }
}
