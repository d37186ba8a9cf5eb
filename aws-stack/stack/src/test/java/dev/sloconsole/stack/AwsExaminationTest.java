package dev.sloconsole.stack;

import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.stack.AwsExamination.Plan;
import dev.sloconsole.stack.Finding.Grade;
import dev.sloconsole.stack.ScriptedEndpoint.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found in accounts that answer as AWS does. */
class AwsExaminationTest {

    private static final Plan PLAN =
            new Plan("sre-demo", "sre-demo/app", "X86_64", Map.of("--region", "eu-west-1"), "about 0.05 USD an hour");

    private ScriptedEndpoint endpoint;
    private AwsExamination examination;

    @BeforeEach
    void open() throws IOException {
        endpoint = ready(new ScriptedEndpoint());
        examination = new AwsExamination(endpoint.access());
    }

    @AfterEach
    void close() {
        examination.close();
        endpoint.close();
    }

    /** An account in which nothing is in the way. */
    private static ScriptedEndpoint ready(ScriptedEndpoint endpoint) {
        return endpoint.on("sts.GetCallerIdentity", AwsShapes.caller())
                .on("cfn.DescribeStacks", AwsShapes.noStack())
                .on("iam.SimulatePrincipalPolicy", simulated("allowed"))
                .on("iam.GetRole", xml("GetRole", "<Role><RoleName>AWSServiceRoleForECS</RoleName></Role>"))
                .on(
                        "ec2.DescribeRegions",
                        ec2(
                                "DescribeRegions",
                                "<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>"))
                .on("ec2.DescribeVpcs", ec2("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>"))
                .on(
                        "ec2.DescribeAvailabilityZones",
                        ec2(
                                "DescribeAvailabilityZones",
                                "<availabilityZoneInfo><item>"
                                        + "<zoneName>eu-west-1a</zoneName><zoneState>available</zoneState></item></availabilityZoneInfo>"))
                .on("quotas.GetServiceQuota", json("{\"Quota\":{\"Value\":5.0}}"))
                .on("ecr.DescribeRepositories", json("{\"repositories\":[{\"repositoryUri\":\"r/sre-demo/app\"}]}"))
                .on("ecr.DescribeImages", AwsShapes.image("sha256:abc"));
    }

    private static Answer ec2(String action, String body) {
        return new Answer(200, "text/xml", "<" + action + "Response>" + body + "</" + action + "Response>", false);
    }

    private static Answer simulated(String decision) {
        return xml(
                "SimulatePrincipalPolicy",
                "<IsTruncated>false</IsTruncated><EvaluationResults><member>"
                        + "<EvalActionName>ecs:CreateService</EvalActionName><EvalDecision>" + decision
                        + "</EvalDecision></member></EvaluationResults>");
    }

    private Finding finding(String check) {
        return examination.findings(PLAN).stream()
                .filter(each -> each.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void accountInWhichNothingIsInTheWayIsGoodThroughout() {
        assertThat(examination.findings(PLAN))
                .allSatisfy(each -> assertThat(each.grade()).as(each.toString()).isEqualTo(Grade.GOOD));
    }

    @Test
    void withoutCredentialsNothingElseIsLookedAt() {
        endpoint.on("sts.GetCallerIdentity", xmlError(403, "ExpiredToken", "The security token is expired"));

        assertThat(examination.findings(PLAN)).extracting(Finding::check).containsExactly("region", "identity");
        assertThat(finding("identity").what()).contains("credentials have expired");
        assertThat(finding("identity").advice()).contains("aws sso login");
    }

    @Test
    void placesThatDisagreeAboutTheRegionAreAllNamed() {
        var plan = new Plan(
                "sre-demo", "sre-demo/app", "X86_64", Map.of("--region", "eu-west-1", "AWS_REGION", "us-east-1"), "");

        assertThat(examination.findings(plan).getFirst()).satisfies(found -> {
            assertThat(found.grade()).isEqualTo(Grade.WARNING);
            assertThat(found.what()).contains("--region eu-west-1", "AWS_REGION us-east-1");
        });
    }

    @Test
    void deniedActionsAreNamedWithThePolicyThatAllowsThem() {
        endpoint.on("iam.SimulatePrincipalPolicy", simulated("implicitDeny"));

        assertThat(finding("permissions").grade()).isEqualTo(Grade.BAD);
        assertThat(finding("permissions").what()).contains("ecs:CreateService");
        assertThat(finding("permissions").advice()).contains("aws-stack/policy.json");
    }

    @Test
    void whoMayNotSimulateIsToldThatItWasSkipped() {
        endpoint.on("iam.SimulatePrincipalPolicy", xmlError(403, "AccessDenied", "User: u is not authorized"));

        assertThat(finding("permissions").grade()).isEqualTo(Grade.SKIPPED);
    }

    @Test
    void roleSessionIsSimulatedAsItsRole() {
        endpoint.on(
                "sts.GetCallerIdentity",
                xml(
                        "GetCallerIdentity",
                        "<Account>000000000000</Account><Arn>"
                                + "arn:aws:sts::000000000000:assumed-role/Teacher/someone</Arn>"));
        examination.findings(PLAN);

        assertThat(ScriptedEndpoint.form(endpoint.requests("iam.SimulatePrincipalPolicy")
                        .getFirst()
                        .body()))
                .containsEntry("PolicySourceArn", "arn:aws:iam::000000000000:role/Teacher");
    }

    @Test
    void foreignStackOfTheNameAndOneOfOursAreToldApart() {
        endpoint.on("cfn.DescribeStacks", AwsShapes.stack("one", "CREATE_COMPLETE"));
        assertThat(finding("name").grade()).isEqualTo(Grade.BAD);
        assertThat(finding("name").advice()).contains("--stack-name");

        endpoint.on(
                "cfn.DescribeStacks",
                AwsShapes.stack(
                        "one", "CREATE_COMPLETE", List.of("created-by=slo-console", "owner=someone"), List.of()));
        assertThat(finding("name").grade()).isEqualTo(Grade.WARNING);
        assertThat(finding("name").what()).contains("of someone");
    }

    @Test
    void stacksOfOursThatGoOnElsewhereAreNamedWithTheirPrice() {
        endpoint.on(
                "cfn.DescribeStacks",
                new Answer(
                        200,
                        "text/xml",
                        AwsShapes.stack("one", "CREATE_COMPLETE", List.of("created-by=slo-console"), List.of())
                                .body()
                                .replace("<StackName>sre-demo", "<StackName>sre-forgotten"),
                        false));

        assertThat(finding("left over").grade()).isEqualTo(Grade.WARNING);
        assertThat(finding("left over").what()).contains("sre-forgotten in eu-west-1");
        assertThat(finding("left over").advice()).contains("about 0.05 USD an hour");
    }

    @Test
    void missingImageNamesTheCommandThatPublishesIt() {
        endpoint.on("ecr.DescribeImages", jsonError(400, "ImageNotFoundException", "The image does not exist"));

        assertThat(finding("image").grade()).isEqualTo(Grade.BAD);
        assertThat(finding("image").advice()).contains("./slo publish --region eu-west-1");
    }

    @Test
    void missingRoleOfEcsIsMade() {
        endpoint.on("iam.GetRole", xmlError(404, "NoSuchEntity", "The role cannot be found."))
                .on("iam.CreateServiceLinkedRole", xml("CreateServiceLinkedRole", "<Role/>"));

        assertThat(finding("role of ECS").what()).contains("has been made");
    }

    @Test
    void accountWithoutRoomIsToldWhichQuota() {
        endpoint.on("quotas.GetServiceQuota", json("{\"Quota\":{\"Value\":0.5}}"));

        assertThat(finding("room for vCPUs").grade()).isEqualTo(Grade.BAD);
        assertThat(finding("room for a VPC").grade()).isEqualTo(Grade.BAD);
    }

    @Test
    void policyAllowsWhatTheConsoleAsksFor() {
        assertThat(Policy.actions())
                .doesNotHaveDuplicates()
                .contains(
                        "cloudformation:UpdateStack",
                        "secretsmanager:GetSecretValue",
                        "logs:GetLogEvents",
                        "iam:SimulatePrincipalPolicy",
                        "ecr:PutImage",
                        "route53:ListResourceRecordSets")
                .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+"));
    }
}
