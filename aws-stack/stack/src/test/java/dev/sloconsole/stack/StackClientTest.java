package dev.sloconsole.stack;

import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sloconsole.stack.StackException.Kind;
import dev.sloconsole.stack.StackFact.AccountRead;
import java.io.IOException;
import java.net.URI;
import java.util.List;
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

        assertThat(client.deploy(SPEC, "token-1")).isEqualTo("arn:stack/sre-demo/1");

        var form = ScriptedEndpoint.form(
                endpoint.requests("cfn.CreateStack").getFirst().body());
        assertThat(form)
                .containsEntry("StackName", "sre-demo")
                .containsEntry("TemplateBody", "Resources: {}")
                .containsEntry("Parameters.member.1.ParameterKey", "AppDesiredCount")
                .containsEntry("Parameters.member.1.ParameterValue", "1")
                .containsEntry("Parameters.member.2.ParameterKey", "Owner")
                .containsEntry("Capabilities.member.1", "CAPABILITY_IAM")
                .containsEntry("Tags.member.1.Key", "created-by")
                .containsEntry("Tags.member.3.Key", "owner")
                .containsEntry("Tags.member.3.Value", "someone")
                .containsEntry("ClientRequestToken", "token-1");
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
        endpoint.on(
                "cfn.DescribeStacks",
                xml(
                        "DescribeStacks",
                        "<Stacks><member><StackName>sre-demo</StackName>"
                                + "<StackId>arn:1</StackId><StackStatus>" + status
                                + "</StackStatus><Tags><member><Key>created-by</Key>"
                                + "<Value>slo-console</Value></member></Tags></member></Stacks>"));

        var refused = refused(() -> client.deploy(SPEC, "token-1"));

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

        var refused = refused(() -> client.deploy(SPEC, "token-1"));

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

        assertThat(refused(() -> client.deploy(SPEC, "token-1"))).hasMessageContaining("aws sso login");
    }

    @Test
    void answerWithoutAStackIdIsNoSuccess() {
        endpoint.on("cfn.CreateStack", xml("CreateStack", ""));

        assertThat(refused(() -> client.deploy(SPEC, "token-1")).kind()).isEqualTo(Kind.UNREADABLE_ANSWER);
    }

    @Test
    void templateThatIsTooLargeIsRefusedBeforeAwsIsAsked() {
        var refused = refused(() -> client.deploy(new StackSpec("sre-demo", "ä".repeat(25_601), Map.of()), "token-1"));

        assertThat(refused).hasMessageContaining("51202 bytes").hasMessageContaining("51200");
        assertThat(endpoint.requests("cfn.CreateStack")).isEmpty();
    }

    @Test
    void deleteAsksForTheVeryStackByItsId() {
        endpoint.on("cfn.DeleteStack", xml("DeleteStack", ""));

        client.delete(AwsShapes.ARN + "one");

        assertThat(ScriptedEndpoint.form(
                        endpoint.requests("cfn.DeleteStack").getFirst().body()))
                .containsEntry("StackName", AwsShapes.ARN + "one");
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
    void accountAndIdentityComeFromSts() {
        endpoint.on("sts.GetCallerIdentity", AwsShapes.caller());

        assertThat(client.account())
                .isEqualTo(new AccountRead("000000000000", "arn:aws:iam::000000000000:user/someone", "eu-west-1"));
    }

    @Test
    void stackThatIsThereSaysWhoseItIs() {
        endpoint.on(
                "cfn.DescribeStacks",
                AwsShapes.stack(
                        "one",
                        "CREATE_COMPLETE",
                        List.of("created-by=slo-console", "owner=someone"),
                        List.of("AllowedCidr=203.0.113.7/32")));

        var found = client.find("sre-demo").orElseThrow();

        assertThat(found.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(found.found().ours()).isTrue();
        assertThat(found.found().owner()).contains("someone");
        assertThat(found.found().ranges()).containsExactly("203.0.113.7/32");
    }

    @Test
    void stackThatIsNotThereIsNotFound() {
        endpoint.on("cfn.DescribeStacks", AwsShapes.noStack());

        assertThat(client.find("sre-demo")).isEmpty();
    }

    @Test
    void foreignStackOfTheNameIsSaidToBeForeign() {
        endpoint.on("cfn.CreateStack", xmlError(400, "AlreadyExistsException", "Stack [sre-demo] already exists"));
        endpoint.on("cfn.DescribeStacks", AwsShapes.stack("one", "CREATE_COMPLETE"));

        assertThat(refused(() -> client.deploy(SPEC, "token-1")))
                .hasMessageContaining("was not created by this program")
                .hasMessageContaining("--stack-name");
    }

    @Test
    void updateChangesWhatIsNamedAndLeavesTheRestAsItWas() {
        endpoint.on(
                "cfn.DescribeStacks",
                AwsShapes.stack(
                        "one",
                        "CREATE_COMPLETE",
                        List.of(),
                        List.of("AllowedCidr=203.0.113.7/32", "GrafanaAdminPassword=****")));
        endpoint.on("cfn.UpdateStack", xml("UpdateStack", "<StackId>" + AwsShapes.ARN + "one</StackId>"));

        client.update(AwsShapes.ARN + "one", Map.of("AllowedCidr", "203.0.113.9/32"));

        assertThat(ScriptedEndpoint.form(
                        endpoint.requests("cfn.UpdateStack").getFirst().body()))
                .containsEntry("UsePreviousTemplate", "true")
                .containsEntry("Parameters.member.1.ParameterKey", "AllowedCidr")
                .containsEntry("Parameters.member.1.ParameterValue", "203.0.113.9/32")
                .containsEntry("Parameters.member.2.ParameterKey", "GrafanaAdminPassword")
                .containsEntry("Parameters.member.2.UsePreviousValue", "true")
                .doesNotContainKey("Parameters.member.2.ParameterValue");
    }

    @Test
    void endpointThatNobodyListensAtIsNamed() {
        endpoint.close();

        var refused = refused(() -> client.account());

        assertThat(refused.kind()).isEqualTo(Kind.NO_NETWORK);
        assertThat(refused)
                .hasMessageContaining("http://127.0.0.1:" + endpoint.port())
                .hasMessageContaining("local cloud is still running");
    }

    @Test
    void nameThatCannotBeResolvedIsNamed() {
        try (var nowhere = new StackClient(CloudAccess.at(
                URI.create("http://cloud.invalid:1"), "eu-west-1", new CloudAccess.Credentials("a", "b")))) {
            assertThat(refused(nowhere::account)).hasMessageContaining("could not be resolved");
        }
    }

    /** The JDK's own proxy settings; its exception for loopback is lifted, or it would skip them by itself. */
    @Test
    void proxyInTheSystemPropertiesChangesNothing() {
        endpoint.on("sts.GetCallerIdentity", AwsShapes.caller());
        var saved = Map.of(
                "http.proxyHost", System.getProperty("http.proxyHost", ""),
                "http.proxyPort", System.getProperty("http.proxyPort", ""),
                "http.nonProxyHosts", System.getProperty("http.nonProxyHosts", ""));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try (var behindAProxy = new StackClient(endpoint.access())) {
            assertThat(behindAProxy.account().account()).isEqualTo("000000000000");
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
