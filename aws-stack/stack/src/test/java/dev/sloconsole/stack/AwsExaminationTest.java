package dev.sloconsole.stack;

import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.stack.AwsExamination.Plan;
import dev.sloconsole.stack.Finding.Grade;
import dev.sloconsole.stack.ScriptedEndpoint.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found in accounts that answer as AWS does. */
class AwsExaminationTest {

    private static final Plan PLAN = new Plan(
            "sre-demo",
            "sre-demo/app",
            "X86_64",
            Map.of("--region", "eu-west-1"),
            "about 0.05 USD an hour",
            Proxy.NO_PROXY);

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
                                "<availabilityZoneInfo>" + zone("eu-west-1a") + zone("eu-west-1b")
                                        + "</availabilityZoneInfo>"))
                .on("ec2.DescribeNetworkInterfaces", interfaces())
                .on("quotas.GetServiceQuota", json("{\"Quota\":{\"Value\":6.0}}"))
                .on("ecr.DescribeRepositories", json("{\"repositories\":[{\"repositoryUri\":\"r/sre-demo/app\"}]}"))
                .on("ecr.DescribeImages", AwsShapes.image("sha256:abc"));
    }

    private static Answer ec2(String action, String body) {
        return new Answer(200, "text/xml", "<" + action + "Response>" + body + "</" + action + "Response>", false);
    }

    private static String zone(String name) {
        return "<item><zoneName>" + name + "</zoneName><zoneState>available</zoneState></item>";
    }

    /** One for each group, with an address of this computer. */
    private static Answer interfaces(String... groups) {
        return ec2(
                "DescribeNetworkInterfaces",
                Arrays.stream(groups)
                        .map(group -> "<item><groupSet><item><groupName>sre-demo-" + group + "-1A2B</groupName></item>"
                                + "</groupSet><association><publicIp>127.0.0.1</publicIp></association></item>")
                        .collect(Collectors.joining("", "<networkInterfaceSet>", "</networkInterfaceSet>")));
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
                "sre-demo",
                "sre-demo/app",
                "X86_64",
                Map.of("--region", "eu-west-1", "AWS_REGION", "us-east-1"),
                "",
                Proxy.NO_PROXY);

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
        assertThat(finding("room for addresses").grade()).isEqualTo(Grade.BAD);
    }

    @Test
    void portsOfOurStackAreTriedByTheWayThatAClassTakes() throws IOException {
        endpoint.on("cfn.DescribeStacks", stackWithANetwork())
                .on("ec2.DescribeNetworkInterfaces", interfaces("AppSecurityGroup"));
        // Nobody listens at the app's port, a proxy answers for whom it leads to.
        assertThat(finding("ports").what()).isEqualTo("127.0.0.1:5000 cannot be reached from here.");
        assertThat(finding("ports").advice()).contains("--stack-proxy");
        for (int status : List.of(403, 502)) {
            var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            proxy.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            proxy.start();
            try {
                var through = new Plan(
                        PLAN.stackName(),
                        PLAN.repository(),
                        PLAN.architecture(),
                        PLAN.regions(),
                        PLAN.price(),
                        new Proxy(Proxy.Type.HTTP, proxy.getAddress()));
                assertThat(examination.findings(through))
                        .filteredOn(each -> each.check().equals("ports"))
                        .extracting(Finding::grade)
                        .containsExactly(status == 403 ? Grade.GOOD : Grade.BAD);
            } finally {
                proxy.stop(0);
            }
        }
    }

    private static Answer stackWithANetwork() {
        var stack = AwsShapes.stack("one", "CREATE_COMPLETE", List.of("created-by=slo-console"), List.of());
        var vpc = "<member><OutputKey>VpcId</OutputKey><OutputValue>vpc-1</OutputValue></member></Outputs>";
        return new Answer(200, "text/xml", stack.body().replace("</Outputs>", vpc), false);
    }

    @Test
    void clockThatIsWrongIsToldByHowMuch() {
        var theirs = Instant.parse("2026-03-01T10:00:00Z");

        assertThat(AwsExamination.clock(theirs, theirs.minusSeconds(30)).grade())
                .isEqualTo(Grade.GOOD);
        assertThat(AwsExamination.clock(theirs, theirs.minusSeconds(400)).what())
                .isEqualTo("It is 400 s behind AWS's.");
        assertThat(AwsExamination.clock(theirs, theirs.plusSeconds(31)).what()).isEqualTo("It is 31 s ahead of AWS's.");
    }

    @Test
    void stackWithoutTasksHasNoPortToTry() {
        endpoint.on("cfn.DescribeStacks", stackWithANetwork());

        assertThat(finding("ports").grade()).isEqualTo(Grade.WARNING);
    }

    @Test
    void regionWithOneZoneIsTooSmall() {
        endpoint.on(
                "ec2.DescribeAvailabilityZones",
                ec2(
                        "DescribeAvailabilityZones",
                        "<availabilityZoneInfo>" + zone("eu-west-1a") + "</availabilityZoneInfo>"));

        assertThat(finding("zones").grade()).isEqualTo(Grade.BAD);
    }

    @Test
    void everyLineOfThePolicyIsExplained() throws IOException {
        var guide = Files.readString(Path.of("..", "..", "docs", "aws.md"));

        assertThat(Policy.actions())
                .allSatisfy(
                        action -> assertThat(guide).contains("`" + action.substring(action.indexOf(':') + 1) + "`"));
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
