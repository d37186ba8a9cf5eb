package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @SuppressWarnings("NullAway.Init") // before all
    private CloudProcess cloud;

    @BeforeAll
    void startTheCloud(@TempDir Path folder) throws IOException {
        home = folder;
        cloud = CloudProcess.start(home);
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
        try (var stacks = new StackClient(cloud.access())) {
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
        try (var stacks = new StackClient(cloud.access())) {
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
                cloud.router().getAuthority()));
        all.addAll(List.of("--prometheus-image", cloud.image(Images.PROMETHEUS)));
        all.addAll(List.of("--grafana-image", cloud.image(Images.GRAFANA)));
        return ConsoleProcess.start(home, cloud.environment(), all.toArray(String[]::new));
    }

    private CloudFormationClient cloudFormation() {
        return CloudFormationClient.builder()
                .endpointOverride(URI.create(cloud.value("AWS_ENDPOINT_URL")))
                .region(Region.of(cloud.value("AWS_REGION")))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        cloud.value("AWS_ACCESS_KEY_ID"), cloud.value("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }
}
