package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.Registry;
import dev.sloconsole.stack.StackClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * The AWS path from end to end: the program with {@code --cloud aws}, and as its cloud another process, named by
 * {@code AWS_ENDPOINT_URL} as any AWS client is told. The stack's public addresses lie behind that cloud's router. The
 * range that may reach the stack holds more than one address, so that it is guarded as on AWS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsLessonTest {

    private static final String FOREIGN = """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties: { ClusterName: prod }
            """;

    private static final String SHORT = """
            title: Short
            message: |
              x
            objective: 0.99
            window: 30m
            steps:
              - id: deploy
                title: Deploy
                text: |
                  d
                notes: |
                  n
                action: {kind: deploy, label: Deploy the stack}
                checkpoints:
                  - id: created
                    text: The stack is CREATE_COMPLETE
                    when: {stack: CREATE_COMPLETE}
            """;

    @SuppressWarnings("NullAway.Init") // before all
    private Path home;

    private final Map<String, String> environment = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // before all
    private ConsoleProcess cloud;

    @BeforeAll
    void startTheCloud(@TempDir Path folder) throws IOException {
        home = folder;
        cloud = ConsoleProcess.start(home, "cloud", "--pace", "fast", "--embedded-prometheus");
        cloud.line(line -> line.startsWith("SLO_ROUTER="));
        cloud.out()
                .forEach(line ->
                        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }

    @AfterAll
    void endIt() {
        cloud.close();
    }

    @Test
    void theWholeLessonIsMetAndNothingIsLeftBehind() throws Exception {
        try (var rehearsal = console("rehearse", "--stack-name", "lesson", "--patience", "120")) {
            assertThat(rehearsal.status())
                    .as(String.join("\n", rehearsal.out()))
                    .isZero();
            var met =
                    rehearsal.out().stream().filter(line -> line.contains("✓")).count();
            assertThat(met)
                    .isEqualTo(Lesson.builtIn().steps().stream()
                            .mapToLong(step -> step.checkpoints().size())
                            .sum());
            assertThat(rehearsal.out()).anyMatch(line -> line.contains("It costs about 0.05 USD an hour until "));
        }
        try (var stacks = new StackClient(access())) {
            assertThat(stacks.find("lesson")).isEmpty();
        }
    }

    @Test
    void foreignStackIsRefusedByTheRehearsalAndByDelete() throws Exception {
        try (var formation = cloudFormation()) {
            formation.createStack(create -> create.stackName("prod").templateBody(FOREIGN));
            formation.waiter().waitUntilStackCreateComplete(ask -> ask.stackName("prod"));
        }
        var lesson = Files.writeString(home.resolve("short.yaml"), SHORT);

        try (var rehearsal = console("rehearse", "--stack-name", "prod", "--lesson", lesson.toString())) {
            assertThat(rehearsal.status()).isOne();
            assertThat(rehearsal.out()).anyMatch(line -> line.contains("was not created by this program"));
            assertThat(rehearsal.err()).doesNotContain("To end it");
        }
        try (var deletion = console("delete", "--stack-name", "prod", "--yes")) {
            assertThat(deletion.status()).isOne();
            assertThat(deletion.out()).anyMatch(line -> line.contains("stays as it is"));
        }
        try (var stacks = new StackClient(access())) {
            assertThat(stacks.find("prod"))
                    .hasValueSatisfying(found -> assertThat(found.status()).isEqualTo("CREATE_COMPLETE"));
        }
    }

    @Test
    void missingImageNamesTheCommandThatPublishesIt() throws Exception {
        var lesson = Files.writeString(home.resolve("short.yaml"), SHORT);

        try (var rehearsal = console(
                "rehearse", "--stack-name", "none", "--lesson", lesson.toString(), "--app-repository", "nobody/app")) {
            assertThat(rehearsal.status()).isOne();
            assertThat(rehearsal.out()).anyMatch(line -> line.contains("./slo publish"));
        }
    }

    private ConsoleProcess console(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--cloud",
                "aws",
                "--allowed-cidr",
                "127.0.0.0/24",
                "--stack-proxy",
                URI.create(value("SLO_ROUTER")).getAuthority()));
        try (var registry = new Registry(access())) {
            all.addAll(List.of(
                    "--prometheus-image",
                    registry.tagged(Images.PROMETHEUS, "latest").orElseThrow()));
            all.addAll(List.of(
                    "--grafana-image", registry.tagged(Images.GRAFANA, "latest").orElseThrow()));
        }
        return ConsoleProcess.start(home, environment, all.toArray(String[]::new));
    }

    private CloudAccess access() {
        return CloudAccess.at(
                URI.create(value("AWS_ENDPOINT_URL")),
                value("AWS_REGION"),
                new CloudAccess.Credentials(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY")));
    }

    private CloudFormationClient cloudFormation() {
        return CloudFormationClient.builder()
                .endpointOverride(URI.create(value("AWS_ENDPOINT_URL")))
                .region(Region.of(value("AWS_REGION")))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    private String value(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
