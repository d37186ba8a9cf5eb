package dev.sloconsole.local.cfn;

import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.SignedHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Request in, answer out: the files beside this test hold, for each operation, the form as clients send it, then status
 * and answer with ids and times masked. Run with {@code -Dgolden.write=true} to write them anew, and read the
 * difference.
 */
class WireGoldenTest {

    private static final Goldens FILES = Goldens.in("cfn/golden");
    private static final String TEMPLATE = """
            Description: A small stack
            Parameters:
              Password: { Type: String, NoEcho: true, Description: kept secret }
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: { CidrBlock: 10.42.0.0/16 }
              Secret:
                Type: AWS::SecretsManager::Secret
                DependsOn: Vpc
                Properties: { SecretString: !Ref Password }
            Outputs:
              Cidr: { Value: !GetAtt Vpc.CidrBlock, Description: of the network }
            """;

    private static final String NETWORK = """
            Parameters:
              Cidr: { Type: String, Default: 10.42.0.0/16 }
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: { CidrBlock: !Ref Cidr }
            Outputs:
              Cidr: { Value: !GetAtt Vpc.CidrBlock, Export: { Name: cidr } }
            """;
    private static final String SCALED = """
            Parameters:
              Count: { Type: Number, Default: 1 }
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: { ServiceName: app, TaskDefinition: app, DesiredCount: !Ref Count }
            """;
    private static final String CHANGE_SET = "Action=%s&Version=2010-05-15&StackName=demo&ChangeSetName=%s";

    private final CloudFixture cloud = new CloudFixture();
    private final SignedHttp http =
            new SignedHttp(cloud.endpoint.uri(), CloudFixture.ACCESS_KEY, CloudFixture.SECRET_KEY);

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void answersAreAsWrittenDown() throws Exception {
        var template = URLEncoder.encode(TEMPLATE, StandardCharsets.UTF_8);
        cloudFormation("ValidateTemplate", "&TemplateBody=" + template);
        cloudFormation(
                "CreateStack",
                "&StackName=demo&TemplateBody=" + template
                        + "&Parameters.member.1.ParameterKey=Password&Parameters.member.1.ParameterValue=hush"
                        + "&Tags.member.1.Key=owner&Tags.member.1.Value=me&TimeoutInMinutes=15&ClientRequestToken=token-1");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloudFormation("DescribeStacks", "&StackName=demo");
        cloudFormation("DescribeStackEvents", "&StackName=demo");
        cloudFormation("DescribeStackResource", "&StackName=demo&LogicalResourceId=Vpc");
        cloudFormation("DescribeStackResources", "&StackName=demo");
        cloudFormation("ListStackResources", "&StackName=demo");
        cloudFormation("ListStacks", "&StackStatusFilter.member.1=CREATE_COMPLETE");
        cloudFormation("GetTemplate", "&StackName=demo");
        cloudFormation("UpdateTerminationProtection", "&StackName=demo&EnableTerminationProtection=false");
        cloudFormation("DeleteStack", "&StackName=demo");
        golden("unknown-stack", "Action=DescribeStacks&Version=2010-05-15&StackName=nobody");
    }

    @Test
    void answersAboutChangesAreAsWrittenDown() throws Exception {
        var template = URLEncoder.encode(NETWORK, StandardCharsets.UTF_8);
        golden(
                "CreateChangeSet-create",
                "Action=CreateChangeSet&Version=2010-05-15&StackName=demo&ChangeSetName=first"
                        + "&ChangeSetType=CREATE&TemplateBody=" + template
                        + "&Tags.member.1.Key=a&Tags.member.1.Value=b");
        worked("first");
        golden("DescribeChangeSet-create", CHANGE_SET.formatted("DescribeChangeSet", "first"));
        cloudFormation("ExecuteChangeSet", "&StackName=demo&ChangeSetName=first");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        golden("DescribeStacks-created-by-change-set", "Action=DescribeStacks&Version=2010-05-15&StackName=demo");
        cloudFormation(
                "CreateChangeSet",
                "&StackName=demo&ChangeSetName=second&UsePreviousTemplate=true"
                        + "&Parameters.member.1.ParameterKey=Cidr&Parameters.member.1.ParameterValue=10.43.0.0/16");
        worked("second");
        cloudFormation("DescribeChangeSet", "&StackName=demo&ChangeSetName=second");
        cloudFormation("CreateChangeSet", "&StackName=demo&ChangeSetName=empty&UsePreviousTemplate=true", "-empty");
        worked("empty");
        golden("DescribeChangeSet-empty", CHANGE_SET.formatted("DescribeChangeSet", "empty"));
        golden("ExecuteChangeSet-empty", CHANGE_SET.formatted("ExecuteChangeSet", "empty"));
        cloudFormation("ListChangeSets", "&StackName=demo");
        cloudFormation("DeleteChangeSet", "&StackName=demo&ChangeSetName=empty");
        golden("unknown-change-set", CHANGE_SET.formatted("DescribeChangeSet", "empty"));
        golden("UpdateStack-nothing", "Action=UpdateStack&Version=2010-05-15&StackName=demo&UsePreviousTemplate=true");
        cloudFormation(
                "UpdateStack",
                "&StackName=demo&UsePreviousTemplate=true&ClientRequestToken=update-1"
                        + "&Parameters.member.1.ParameterKey=Cidr&Parameters.member.1.ParameterValue=10.44.0.0/16");
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
        golden("DescribeStackEvents-update", "Action=DescribeStackEvents&Version=2010-05-15&StackName=demo");
        cloudFormation("ListExports", "");
        cloudFormation("ListImports", "&ExportName=cidr");
        cloud.create(
                "importer",
                "Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: !Sub"
                        + " ['/of/${c}', { c: !ImportValue cidr }] } } }",
                Map.of());
        cloud.awaitStatus("importer", "CREATE_COMPLETE");
        golden("ListImports-of-one", "Action=ListImports&Version=2010-05-15&ExportName=cidr");
        var importer = cloud.stack("importer").stackId();
        cloud.client.deleteStack(r -> r.stackName(importer));
        cloud.awaitStatus(importer, "DELETE_COMPLETE");
        cloudFormation("CancelUpdateStack", "&StackName=demo");
        cloudFormation("ContinueUpdateRollback", "&StackName=demo");
        cloudFormation("RollbackStack", "&StackName=demo");
        golden(
                "UpdateStack-unknown",
                "Action=UpdateStack&Version=2010-05-15&StackName=nobody&UsePreviousTemplate=true");
    }

    @Test
    void answersAboutUpdatesThatGoWrongAreAsWrittenDown() throws Exception {
        cloud.create("demo", SCALED, Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        var refusal = new AwsError("InvalidParameterException", "Not now");
        cloud.services.refusals.put("UpdateService", refusal);
        scaled(2, false);
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_FAILED");
        cloudFormation("ContinueUpdateRollback", "&StackName=demo&ResourcesToSkip.member.1=Service", "-skipping");
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        scaled(3, true);
        cloud.awaitStatus("demo", "UPDATE_FAILED");
        cloud.services.refusals.clear();
        cloudFormation("RollbackStack", "&StackName=demo&ClientRequestToken=back-1", "-of-update");
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        cloud.services.neverStable = true;
        scaled(4, false);
        cloudFormation("CancelUpdateStack", "&StackName=demo&ClientRequestToken=enough-1", "-of-update");
        cloud.services.neverStable = false;
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
    }

    private void scaled(int count, boolean keepFailed) {
        cloud.client.updateStack(r -> r.stackName("demo")
                .usePreviousTemplate(true)
                .disableRollback(keepFailed)
                .parameters(Parameter.builder()
                        .parameterKey("Count")
                        .parameterValue(Integer.toString(count))
                        .build()));
    }

    private void worked(String changeSet) {
        Awaitility.await()
                .until(() -> !cloud.client
                        .describeChangeSet(r -> r.stackName("demo").changeSetName(changeSet))
                        .statusAsString()
                        .equals("CREATE_PENDING"));
    }

    private void cloudFormation(String action, String fields) throws Exception {
        cloudFormation(action, fields, "");
    }

    private void cloudFormation(String action, String fields, String suffix) throws Exception {
        golden(action + suffix, "Action=" + action + "&Version=2010-05-15" + fields);
    }

    private void golden(String name, String form) throws Exception {
        var answer = http.query(form);
        var text = form + "\n----\n" + answer.statusCode() + "\n"
                + masked(answer.body().replace("><", ">\n<")) + "\n";
        FILES.check(name, text);
    }

    private static String masked(String answer) {
        return Goldens.masked(answer)
                .replaceAll("-0[0-9a-f]{16}", "-0HEX")
                .replaceAll("-[A-Z0-9]{12}-[A-Z0-9]{6}", "-RANDOM-SUFFIX");
    }
}
