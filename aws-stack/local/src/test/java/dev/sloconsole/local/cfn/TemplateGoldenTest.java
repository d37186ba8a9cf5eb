package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.wire.SignedHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Request in, answer out, for the operations that read templates and for the errors of templates; see {@link
 * WireGoldenTest}.
 */
class TemplateGoldenTest {

    private static final Goldens FILES = Goldens.in("cfn/golden-template");
    private static final String TEMPLATE = """
            AWSTemplateFormatVersion: 2010-09-09
            Description: A role and a secret
            Metadata: { Owner: me }
            Parameters:
              Password: { Type: String, NoEcho: true, Default: hush, Description: kept secret }
              Size: { Type: Number, AllowedValues: [1, 2], ConstraintDescription: one or two }
            Conditions:
              Two: !Equals [!Ref Size, 2]
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties: { RoleName: !Sub '${AWS::StackName}-role', AssumeRolePolicyDocument: {} }
              Secret:
                Type: AWS::SecretsManager::Secret
                Condition: Two
                Properties: { SecretString: !Ref Password }
            Outputs:
              Name: { Value: !Ref Role, Export: { Name: !Sub '${AWS::StackName}:role' } }
            """;

    private final CloudFixture cloud = new CloudFixture();
    private final SignedHttp http =
            new SignedHttp(cloud.endpoint.uri(), CloudFixture.ACCESS_KEY, CloudFixture.SECRET_KEY);

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void readingsAreAsWrittenDown() throws Exception {
        golden("validate", "ValidateTemplate", body(TEMPLATE));
        golden("summary-of-body", "GetTemplateSummary", body(TEMPLATE));
        golden(
                "create",
                "CreateStack",
                "&StackName=demo" + body(TEMPLATE) + size("2") + "&Capabilities.member.1=CAPABILITY_NAMED_IAM");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        golden("summary-of-stack", "GetTemplateSummary", "&StackName=demo");
        golden("get-template", "GetTemplate", "&StackName=demo&TemplateStage=Processed");
        golden("secret-stays-secret", "DescribeStacks", "&StackName=demo");
        assertThat(http.query("Action=DescribeStackEvents&Version=2010-05-15&StackName=demo")
                        .body())
                .contains("****")
                .doesNotContain("hush");
    }

    @Test
    void errorsAreAsWrittenDown() throws Exception {
        golden("get-template-of-nobody", "GetTemplate", "&StackName=nobody");
        golden("get-template-of-no-stage", "GetTemplate", "&StackName=demo&TemplateStage=Half");
        golden("summary-of-nothing", "GetTemplateSummary", "");
        golden("template-url", "ValidateTemplate", "&TemplateURL=https%3A%2F%2Fbucket.s3.amazonaws.com%2Ft.yaml");
        golden("too-large", "ValidateTemplate", body("# " + "x".repeat(51_200)), false);
        validated("unknown-type", "Resources: { A: { Type: 'AWS::S3::Buckets' } }");
        validated("unknown-attribute", """
                Resources: { A: { Type: 'AWS::Logs::LogGroup' } }
                Outputs: { O: { Value: !GetAtt A.Size } }
                """);
        validated("circle", """
                Resources:
                  A: { Type: 'AWS::Logs::LogGroup', DependsOn: B }
                  B: { Type: 'AWS::Logs::LogGroup', DependsOn: A }
                """);
        validated("unresolved", "Resources: { A: { Type: 'AWS::Logs::LogGroup', DependsOn: B } }");
        validated("not-yaml", "Resources: {A: [}");
        created("no-capability", size("2"));
        created("wrong-capability", size("2") + "&Capabilities.member.1=CAPABILITY_IAM");
        created("missing-parameter", "");
        created("unknown-parameter", size("2") + "&Parameters.member.2.ParameterKey=Colour");
        created("against-constraint", size("3"));
    }

    private void validated(String name, String template) throws Exception {
        golden(name, "ValidateTemplate", body(template));
    }

    private void created(String name, String fields) throws Exception {
        golden(name, "CreateStack", "&StackName=refused" + body(TEMPLATE) + fields);
    }

    private static String size(String value) {
        return "&Parameters.member.1.ParameterKey=Size&Parameters.member.1.ParameterValue=" + value;
    }

    private static String body(String template) {
        return "&TemplateBody=" + URLEncoder.encode(template, StandardCharsets.UTF_8);
    }

    private void golden(String name, String action, String fields) throws Exception {
        golden(name, action, fields, true);
    }

    /** A request that is too long to be read is left out of the file. */
    private void golden(String name, String action, String fields, boolean whole) throws Exception {
        var form = "Action=" + action + "&Version=2010-05-15" + fields;
        var answer = http.query(form);
        var text = (whole ? form : form.substring(0, 100) + "...") + "\n----\n" + answer.statusCode() + "\n"
                + Goldens.masked(answer.body().replace("><", ">\n<")) + "\n";
        FILES.check(name, text);
    }
}
