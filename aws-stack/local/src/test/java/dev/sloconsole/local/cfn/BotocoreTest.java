package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** botocore fails loudly where the Java SDK silently reads nothing, so it looks over the same answers. */
class BotocoreTest {

    private static final String TEMPLATE = """
            Parameters:
              Cidr: { Type: String, Default: 10.42.0.0/16 }
            Resources:
              Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: !Ref Cidr } }
              Cluster: { Type: 'AWS::ECS::Cluster', DependsOn: Vpc }
            Outputs:
              Cidr: { Value: !GetAtt Vpc.CidrBlock }
            """;

    @Test
    void botocoreReadsEveryAnswer(@TempDir Path folder) throws Exception {
        assumeThat(Run.of(folder, List.of("python3", "-c", "import boto3")).exit())
                .as("needs python3 with boto3").isZero();
        var script = folder.resolve("scenario.py");
        try (var in = BotocoreTest.class.getResourceAsStream("botocore_scenario.py")) {
            Files.write(script, in.readAllBytes());
        }
        try (var cloud = new CloudFixture()) {
            var run = Run.of(folder, List.of("python3", script.toString(), cloud.endpoint.uri().toString(),
                    CloudFixture.ACCESS_KEY, CloudFixture.SECRET_KEY, TEMPLATE));
            assertThat(run.exit()).as(run.output()).isZero();
            var result = new ObjectMapper().readTree(run.output());
            assertThat(result.path("account").asText()).isEqualTo("000000000000");
            assertThat(result.path("interfaces")).isEmpty();
            assertThat(result.path("valid")).hasToString("[\"Cidr\"]");
            assertThat(result.path("status").asText()).isEqualTo("CREATE_COMPLETE");
            assertThat(result.path("outputs")).hasToString("{\"Cidr\":\"10.42.0.0/16\"}");
            assertThat(result.path("events").asInt()).isEqualTo(8);
            assertThat(result.path("resources")).hasToString("[\"Vpc\",\"Cluster\"]");
            assertThat(result.path("template").asBoolean()).isTrue();
            assertThat(result.path("exists"))
                    .hasToString("[400,\"AlreadyExistsException\",\"Stack [boto] already exists\"]");
            assertThat(result.path("gone"))
                    .hasToString("[400,\"ValidationError\",\"Stack with id boto does not exist\"]");
            assertThat(result.path("unknown").path(0).asInt()).isEqualTo(501);
            assertThat(result.path("unknown").path(1).asText()).isEqualTo("UnknownOperationException");
        }
    }
}
