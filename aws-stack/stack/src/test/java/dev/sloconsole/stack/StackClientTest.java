package dev.sloconsole.stack;

import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sloconsole.stack.StackException.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackClientTest {

    private static final StackSpec SPEC =
            new StackSpec("sre-demo", "Resources: {}", Map.of("AppDesiredCount", "1", "Owner", "someone"));

    private ScriptedEndpoint endpoint;
    private StackClient client;

    @BeforeEach
    void open() throws IOException {
        endpoint = new ScriptedEndpoint();
        client = new StackClient(endpoint.access());
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    @Test
    void deploySendsTemplateParametersCapabilityAndTags() {
        endpoint.on("cfn.CreateStack", xml("CreateStack", "<StackId>arn:stack/sre-demo/1</StackId>"));

        assertThat(client.deploy(SPEC)).isEqualTo("arn:stack/sre-demo/1");

        var form = ScriptedEndpoint.form(endpoint.requests("cfn.CreateStack").getFirst().body());
        assertThat(form)
                .containsEntry("StackName", "sre-demo")
                .containsEntry("TemplateBody", "Resources: {}")
                .containsEntry("Parameters.member.1.ParameterKey", "AppDesiredCount")
                .containsEntry("Parameters.member.1.ParameterValue", "1")
                .containsEntry("Parameters.member.2.ParameterKey", "Owner")
                .containsEntry("Capabilities.member.1", "CAPABILITY_IAM")
                .containsEntry("Tags.member.1.Key", "created-by")
                .containsKey("ClientRequestToken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ROLLBACK_COMPLETE  | delete it, wait for DELETE_COMPLETE, then deploy again
            CREATE_FAILED      | delete it, wait for DELETE_COMPLETE, then deploy again
            DELETE_FAILED      | remove those, delete the stack again, then deploy
            DELETE_IN_PROGRESS | Wait for DELETE_COMPLETE, then deploy again
            CREATE_COMPLETE    | It is in use and stays as it is
            """)
    void deployOverAStackThatIsThereSaysWhatToDoAboutIt(String status, String advice) {
        endpoint.on("cfn.CreateStack", xmlError(400, "AlreadyExistsException", "Stack [sre-demo] already exists"));
        endpoint.on("cfn.DescribeStacks", xml("DescribeStacks", "<Stacks><member><StackName>sre-demo</StackName>"
                + "<StackId>arn:1</StackId><StackStatus>" + status + "</StackStatus></member></Stacks>"));

        var refused = refused(() -> client.deploy(SPEC));

        assertThat(refused.kind()).isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(refused).hasMessageContaining("exists and is " + status).hasMessageContaining(advice);
        assertThat(refused.awsCode()).contains("AlreadyExistsException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | InsufficientCapabilitiesException | Requires capabilities : [X] | INSUFFICIENT_CAPABILITIES
            403 | ExpiredToken                      | The security token is expired | CREDENTIALS_EXPIRED
            403 | InvalidClientTokenId              | The security token is invalid. | CREDENTIALS_REJECTED
            403 | SignatureDoesNotMatch             | Signature expired | CREDENTIALS_REJECTED
            403 | AccessDenied                      | User: u is not authorized to perform it | ACCESS_DENIED
            400 | LimitExceededException            | Limit for stack has been exceeded | QUOTA
            400 | ValidationError                   | Parameter 'AllowedCidr' must match pattern x | INVALID_REQUEST
            400 | ValidationError                   | Template format error: unresolved | INVALID_REQUEST
            400 | Throttling                        | Rate exceeded | THROTTLED
            500 | InternalFailure                   | oops | UNAVAILABLE
            """)
    void refusalKeepsAwsCodeAndTextAndSaysWhatToDo(int status, String code, String text, Kind kind) {
        endpoint.on("cfn.CreateStack", xmlError(status, code, text));

        var refused = refused(() -> client.deploy(SPEC));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.awsCode()).contains(code);
        assertThat(refused.awsText()).contains(text);
        assertThat(refused.getMessage())
                .startsWith("Could not create stack sre-demo: ")
                .contains(code)
                .contains(text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                .endsWith(".");
    }

    @Test
    void expiredCredentialsNameTheCommandThatRenewsThem() {
        endpoint.on("cfn.CreateStack", xmlError(403, "ExpiredToken", "The security token is expired"));

        assertThat(refused(() -> client.deploy(SPEC))).hasMessageContaining("aws sso login");
    }

    @Test
    void answerWithoutAStackIdIsNoSuccess() {
        endpoint.on("cfn.CreateStack", xml("CreateStack", ""));

        assertThat(refused(() -> client.deploy(SPEC)).kind()).isEqualTo(Kind.UNREADABLE_ANSWER);
    }

    @Test
    void templateThatIsTooLargeIsRefusedBeforeAwsIsAsked() {
        var refused = refused(() -> client.deploy(new StackSpec("sre-demo", "ä".repeat(25_601), Map.of())));

        assertThat(refused).hasMessageContaining("51202 bytes").hasMessageContaining("51200");
        assertThat(endpoint.requests("cfn.CreateStack")).isEmpty();
    }

    @Test
    void deleteAsksForTheStackByName() {
        endpoint.on("cfn.DeleteStack", xml("DeleteStack", ""));

        client.delete("sre-demo");

        assertThat(endpoint.requests("cfn.DeleteStack").getFirst().body()).contains("StackName=sre-demo");
    }

    @Test
    void stopTaskNamesClusterTaskAndReason() {
        endpoint.on("ecs.StopTask", json("{\"task\":{}}"));

        client.stopTask("sre-demo", "0123", "the instructor stopped it");

        assertThat(endpoint.requests("ecs.StopTask").getFirst().body())
                .isEqualTo("{\"cluster\":\"sre-demo\",\"task\":\"0123\",\"reason\":\"the instructor stopped it\"}");
    }

    @Test
    void stoppingATaskThatIsGoneSaysSo() {
        endpoint.on("ecs.StopTask", jsonError(400, "InvalidParameterException", "The referenced task was not found."));

        var refused = refused(() -> client.stopTask("sre-demo", "0123", "why not"));

        assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refused).hasMessageContaining("stop task 0123").hasMessageContaining("probably stopped already");
    }

    @Test
    void callerAccountComesFromSts() {
        endpoint.on("sts.GetCallerIdentity", xml("GetCallerIdentity", "<Account>000000000000</Account>"));

        assertThat(client.callerAccount()).isEqualTo("000000000000");
    }

    @Test
    void endpointThatNobodyListensAtIsNamed() {
        endpoint.close();

        var refused = refused(() -> client.callerAccount());

        assertThat(refused.kind()).isEqualTo(Kind.NO_NETWORK);
        assertThat(refused).hasMessageContaining("http://127.0.0.1:" + endpoint.port())
                .hasMessageContaining("local cloud is still running");
    }

    @Test
    void nameThatCannotBeResolvedIsNamed() {
        try (var nowhere = new StackClient(CloudAccess.at(URI.create("http://cloud.invalid:1"), "eu-west-1",
                new CloudAccess.Credentials("a", "b")))) {
            assertThat(refused(nowhere::callerAccount)).hasMessageContaining("could not be resolved");
        }
    }

    /** The JDK's own proxy settings; its exception for loopback is lifted, or it would skip them by itself. */
    @Test
    void proxyInTheSystemPropertiesChangesNothing() {
        endpoint.on("sts.GetCallerIdentity", xml("GetCallerIdentity", "<Account>000000000000</Account>"));
        var saved = Map.of(
                "http.proxyHost", System.getProperty("http.proxyHost", ""),
                "http.proxyPort", System.getProperty("http.proxyPort", ""),
                "http.nonProxyHosts", System.getProperty("http.nonProxyHosts", ""));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try (var behindAProxy = new StackClient(endpoint.access())) {
            assertThat(behindAProxy.callerAccount()).isEqualTo("000000000000");
        } finally {
            saved.forEach((key, value) -> {
                if (value.isEmpty()) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }

    @Test
    void constructorAsksNobody() {
        assertThat(endpoint.requests("sts.GetCallerIdentity")).isEmpty();
        client.close();
        client.close();
    }

    private static StackException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(StackException.class, call);
    }
}
