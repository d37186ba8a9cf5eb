package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aws cloudformation deploy}: the AWS CLI itself, but for the half minutes it sleeps between two looks. */
class DeployTest {

    private static final String TEMPLATE = """
            Parameters:
              Name: { Type: String, Default: one }
            Resources:
              Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: !Ref Name } }
            Outputs:
              Cluster: { Value: !Ref Cluster }
            """;
    private static final String CLI = """
            import sys, time
            sleep = time.sleep
            sleep(1 - time.time() % 1)  # it names its change sets by the second
            time.sleep = lambda seconds: sleep(min(seconds, 0.1))
            from awscli.clidriver import main
            sys.argv[0] = "aws"
            sys.exit(main())
            """;

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run deploy(Path folder, String... more) throws Exception {
        var script = Files.writeString(folder.resolve("aws.py"), CLI);
        var template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        var command = new ArrayList<>(List.of(
                "python3",
                script.toString(),
                "cloudformation",
                "deploy",
                "--endpoint-url",
                cloud.endpoint.uri().toString(),
                "--template-file",
                template.toString(),
                "--stack-name",
                "demo"));
        command.addAll(List.of(more));
        return Run.of(
                folder,
                command,
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        CloudFixture.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        CloudFixture.SECRET_KEY,
                        "AWS_DEFAULT_REGION",
                        "eu-west-1",
                        "AWS_CONFIG_FILE",
                        folder.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("none").toString(),
                        "NO_PROXY",
                        "127.0.0.1",
                        "no_proxy",
                        "127.0.0.1"));
    }

    @Test
    void deployCreatesUpdatesAndKnowsWhenThereIsNothingToDo(@TempDir Path folder) throws Exception {
        assumeThat(Run.of(folder, List.of("python3", "-c", "import awscli")).exit())
                .as("needs version 1 of the AWS CLI, as a module of python3")
                .isZero();
        var created = deploy(folder, "--tags", "owner=me");
        assertThat(created.exit()).as(created.output()).isZero();
        assertThat(created.output()).contains("Successfully created/updated stack - demo");
        assertThat(cloud.stack("demo").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");

        var updated = deploy(folder, "--tags", "owner=me", "--parameter-overrides", "Name=two");
        assertThat(updated.exit()).as(updated.output()).isZero();
        assertThat(cloud.stack("demo").stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(cloud.stack("demo").outputs().getFirst().outputValue()).isEqualTo("two");
        assertThat(cloud.services.left()).containsExactly("two");

        var unchanged = deploy(folder, "--tags", "owner=me", "--no-fail-on-empty-changeset");
        assertThat(unchanged.exit()).as(unchanged.output()).isZero();
        assertThat(unchanged.output()).contains("No changes to deploy. Stack demo is up to date");
    }
}
