package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicReferenceTest {

    private static final String TEMPLATE = """
            Resources:
              Sec: { Type: AWS::SecretsManager::Secret, Properties: { Name: s, SecretString: '%s' } }
              D:
                Type: AWS::ECS::TaskDefinition
                DependsOn: Sec
                Properties:
                  Family: dyn
                  ContainerDefinitions:
                    - { Name: app, Image: app, Environment: [{ Name: P, Value: !Sub '%s' }] }
            """;

    private CloudFixture cloud;

    @BeforeEach
    void open() {
        cloud = new CloudFixture();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static String template(String reference) {
        return TEMPLATE.formatted("{\"p\":\"hello\",\"n\":{\"m\":1}}", reference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{resolve:secretsmanager:${Sec}:SecretString:p}}              | hello
            x-{{resolve:secretsmanager:s:SecretString:p}}-{{resolve:secretsmanager:s:SecretString:p:AWSCURRENT}} | x-hello-hello
            {{resolve:secretsmanager:s:SecretString:n}}                   | {'m':1}
            {{resolve:secretsmanager:s}}                                  | {'p':'hello','n':{'m':1}}
            {{resolve:secretsmanager:${Sec}::p}}                          | hello
            """)
    void theContainerGetsTheValueAndNobodySeesIt(String reference, String value) {
        cloud.create("demo", template(reference), Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        assertThat(cloud.services
                        .last("RegisterTaskDefinition")
                        .request()
                        .findPath("value")
                        .asText())
                .isEqualTo(value.replace('\'', '"'));
        assertThat(cloud.events("demo").stream()
                        .map(event -> String.valueOf(event.resourceProperties()))
                        .filter(shown -> shown.contains("\"P\"")))
                .isNotEmpty()
                .allSatisfy(shown -> assertThat(shown).contains("{{resolve:secretsmanager:"));
        assertThat(cloud.refusalOfUpdate("demo", template(reference))).contains("No updates are to be performed.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{resolve:secretsmanager:s:SecretString:q}}        | Could not find a value associated with JSONKey in SecretString
            {{resolve:secretsmanager:nope}}                    | Secrets Manager can't find the specified secret.
            {{resolve:secretsmanager:s:SecretString:p:OLD}}    | Secrets Manager can't find the specified secret value for staging label: OLD
            {{resolve:secretsmanager:s:SecretBinary:p}}        | is malformed. It must name a secret, and SecretString behind it.
            """)
    void whatIsNotThereFailsTheResource(String reference, String words) {
        cloud.create("demo", template(reference), Map.of());
        cloud.awaitStatus("demo", "ROLLBACK_COMPLETE");
        assertThat(cloud.events("demo").stream()
                        .filter(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                        .map(event -> event.resourceStatusReason())
                        .findFirst()
                        .orElseThrow())
                .endsWith(words);
    }

    @Test
    void aSecretThatIsNoJsonHasNoMembers() {
        cloud.create("demo", TEMPLATE.formatted("plain", "{{resolve:secretsmanager:s:SecretString:p}}"), Map.of());
        cloud.awaitStatus("demo", "ROLLBACK_COMPLETE");
        assertThat(cloud.events("demo"))
                .anySatisfy(event ->
                        assertThat(event.resourceStatusReason()).isEqualTo("Could not parse SecretString JSON"));
    }

    @Test
    void whatTheLocalCloudCannotResolveIsRefusedBeforeAnythingIsMade() {
        assertThat(cloud.refusal(template("{{resolve:ssm:/password:1}}"), Map.of()))
                .isEqualTo(
                        "The local cloud has no"
                                + " Parameter Store for the dynamic reference {{resolve:ssm:/password:1}}; on AWS this template is valid.");
        assertThat(cloud.refusal(template("{{resolve:vault:x}}"), Map.of()))
                .isEqualTo("Template error: the dynamic"
                        + " reference {{resolve:vault:x}} names no service. Use secretsmanager, ssm or ssm-secure.");
    }
}
