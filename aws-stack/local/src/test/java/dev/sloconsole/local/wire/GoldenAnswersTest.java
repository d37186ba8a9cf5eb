package dev.sloconsole.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.ec2.Cidr;
import dev.sloconsole.local.ec2.Ec2;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ec2.NetworkInterface;
import dev.sloconsole.local.ec2.SecurityGroupRule;
import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.ecr.Ecr;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.sts.Sts;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Request in, answer out, for every operation of EC2, STS and ECR: the files hold the request as clients send it, then
 * status and answer, in which each id is named by its kind and a number. Run with {@code -Dgolden.write=true} to write
 * them anew, and read the difference.
 */
class GoldenAnswersTest {

    private static final Goldens FILES = Goldens.in("wire/golden");
    private static final Pattern ID = Pattern.compile("\\b([a-z]+(?:-[a-z]+)*)-0[0-9a-f]{16}\\b");

    private final Account account = new Account(Account.LOCAL_ID, "eu-west-1");
    private final CloudThread thread = new CloudThread();
    private final Network network = new Network();
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final List<AwsService> services = List.of(
            new Ec2(account, network, () -> List.copyOf(interfaces)).service(),
            new Sts(account).service(),
            new Ecr(account, List.of(image("app", 'a'), image("prometheus", 'b'))).service());
    private final AwsEndpoint endpoint = new AwsEndpoint(0, "AKIATEST", "secret", thread, services);
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> written = new TreeSet<>();

    private final String vpc;
    private final String subnet;
    private final String app;
    private final String observability;
    private SignedHttp http;

    GoldenAnswersTest() {
        endpoint.start();
        http = new SignedHttp(endpoint.uri(), "AKIATEST", "secret");
        vpc = network.createVpc(Cidr.parse("10.42.0.0/16")).id();
        network.tag(vpc, Map.of("Name", "demo"));
        subnet = network.createSubnet(vpc, Cidr.parse("10.42.0.0/24"), "eu-west-1a", true)
                .id();
        var gateway = network.createInternetGateway();
        network.attach(gateway, vpc);
        var table = network.createRouteTable(vpc);
        network.createRoute(table, Cidr.parse("0.0.0.0/0"), gateway);
        network.associate(table, subnet);
        observability = network.createSecurityGroup(
                        vpc,
                        "demo-observability",
                        "Prometheus and Grafana",
                        List.of(rule(
                                Direction.INGRESS, 9090, new Peer.Block(Cidr.parse("127.0.0.1/32")), "Prometheus")),
                        List.of(rule(Direction.EGRESS, 5000, new Peer.Block(Cidr.parse("10.42.0.0/16")), "scrape")))
                .id();
        app = network.createSecurityGroup(
                        vpc,
                        "demo-app",
                        "Application",
                        List.of(
                                rule(Direction.INGRESS, 5000, new Peer.Block(Cidr.parse("127.0.0.1/32")), "students"),
                                rule(Direction.INGRESS, 5000, new Peer.Group(observability), "Prometheus scrape")),
                        List.of())
                .id();
        interfaces.add(new NetworkInterface(
                "eni-01111111111111111",
                "10.42.0.4",
                Optional.of("203.0.113.9"),
                subnet,
                List.of(app),
                "arn:aws:ecs:eu-west-1:000000000000:attachment/1"));
        interfaces.add(new NetworkInterface(
                "eni-02222222222222222",
                "10.42.0.5",
                Optional.empty(),
                subnet,
                List.of(observability),
                "arn:aws:ecs:eu-west-1:000000000000:attachment/2"));
    }

    private static SecurityGroupRule rule(Direction direction, int port, Peer peer, String description) {
        return SecurityGroupRule.of(
                direction,
                "tcp",
                Optional.of(Integer.toString(port)),
                Optional.of(Integer.toString(port)),
                peer,
                Optional.of(description));
    }

    private static Image image(String name, char digest) {
        return new Image(
                "sre-demo/" + name,
                "sha256:" + String.valueOf(digest).repeat(64),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                spec -> {
                    throw new IllegalStateException("nothing is launched here");
                });
    }

    @AfterEach
    void close() {
        endpoint.close();
        thread.close();
    }

    @Test
    void answersAreAsWrittenDown() throws Exception {
        sts("GetCallerIdentity", "");
        ec2("DescribeAvailabilityZones", "");
        ec2("DescribeRegions", "");
        ec2("DescribeVpcs", "&Filter.1.Name=tag%3AName&Filter.1.Value.1=d%3Fmo&Filter.1.Value.2=other");
        ec2("DescribeSubnets", "&SubnetId.1=" + subnet + "&Filter.1.Name=vpc-id&Filter.1.Value.1=" + vpc);
        ec2("DescribeInternetGateways", "&Filter.1.Name=attachment.vpc-id&Filter.1.Value.1=" + vpc);
        ec2("DescribeRouteTables", "");
        ec2("DescribeNetworkInterfaces", "&Filter.1.Name=group-id&Filter.1.Value.1=" + app);
        ec2("DescribeSecurityGroups", "&Filter.1.Name=group-name&Filter.1.Value.1=demo-*");
        ec2("DescribeSecurityGroupRules", "&Filter.1.Name=group-id&Filter.1.Value.1=" + app);
        ec2("CreateSecurityGroup", "&GroupName=extra&GroupDescription=more&VpcId=" + vpc);
        var extra = network.securityGroups().all().stream()
                .filter(g -> g.name().equals("extra"))
                .findFirst()
                .orElseThrow()
                .id();
        ec2(
                "AuthorizeSecurityGroupIngress",
                "&GroupId=" + extra + "&IpPermissions.1.IpProtocol=tcp"
                        + "&IpPermissions.1.FromPort=80&IpPermissions.1.ToPort=81"
                        + "&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0%2F8"
                        + "&IpPermissions.1.IpRanges.1.Description=x&IpPermissions.1.Groups.1.GroupId=" + app
                        + "&IpPermissions.1.Ipv6Ranges.1.CidrIpv6=%3A%3A%2F0");
        ec2(
                "RevokeSecurityGroupIngress",
                "&GroupId=" + extra + "&IpProtocol=tcp&FromPort=80&ToPort=81" + "&CidrIp=10.0.0.0%2F8");
        ec2(
                "AuthorizeSecurityGroupEgress",
                "&GroupId=" + extra + "&IpPermissions.1.IpProtocol=udp"
                        + "&IpPermissions.1.FromPort=53&IpPermissions.1.ToPort=53"
                        + "&IpPermissions.1.IpRanges.1.CidrIp=10.42.0.2%2F32");
        ec2(
                "RevokeSecurityGroupEgress",
                "&GroupId=" + extra + "&IpPermissions.1.IpProtocol=-1"
                        + "&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0");
        ec2("DeleteSecurityGroup", "&GroupId=" + extra);
        ecr("DescribeRepositories", "{}");
        ecr("DescribeImages", "{\"repositoryName\":\"sre-demo/app\",\"imageIds\":[{\"imageTag\":\"latest\"}]}");

        for (var service : services) {
            var operations = switch (service) {
                case AwsService.QueryService query -> query.operations().keySet();
                case AwsService.JsonService json -> json.operations().keySet();
                case AwsService.RestXmlService rest -> Set.of("no REST service is tested here");
            };
            assertThat(written).as("every operation has a golden").containsAll(operations);
        }
    }

    @Test
    void refusalsAreAsWrittenDown() throws Exception {
        refused("unknown-network-interface", "DescribeNetworkInterfaces&NetworkInterfaceId.1=eni-0");
        refused("unknown-vpc", "DescribeVpcs&VpcId.1=vpc-00000000000000000");
        refused("unknown-security-group", "DescribeSecurityGroups&GroupId.1=sg-00000000000000000");
        refused("malformed-security-group", "DescribeSecurityGroups&GroupId.1=app");
        refused("unknown-filter", "DescribeSubnets&Filter.1.Name=colour&Filter.1.Value.1=blue");
        refused("page-too-small", "DescribeVpcs&MaxResults=1");
        refused("bad-token", "DescribeVpcs&NextToken=nonsense");
        refused("dry-run", "DescribeVpcs&DryRun=true");
        refused(
                "duplicate-rule",
                "AuthorizeSecurityGroupIngress&GroupId=" + app
                        + "&IpProtocol=tcp&FromPort=5000&ToPort=5000&CidrIp=127.0.0.1%2F32");
        refused(
                "bad-cidr",
                "AuthorizeSecurityGroupIngress&GroupId=" + app
                        + "&IpProtocol=tcp&FromPort=5000&ToPort=5000&CidrIp=everywhere");
        refused("no-ports", "AuthorizeSecurityGroupIngress&GroupId=" + app + "&IpProtocol=tcp&CidrIp=0.0.0.0%2F0");
        refused(
                "no-such-rule",
                "RevokeSecurityGroupIngress&GroupId=" + app
                        + "&IpProtocol=tcp&FromPort=1&ToPort=1&CidrIp=127.0.0.1%2F32");
        refused("group-in-use", "DeleteSecurityGroup&GroupId=" + observability);
        refused("unknown-operation", "RunInstances");
        golden(
                "unknown-repository",
                "DescribeImages {\"repositoryName\":\"nobody\"}",
                http.json(Ecr.TARGET_PREFIX + ".DescribeImages", "{\"repositoryName\":\"nobody\"}"));
        golden(
                "unknown-image",
                "DescribeImages {\"repositoryName\":\"sre-demo/app\",\"imageIds\":[…]}",
                http.json(
                        Ecr.TARGET_PREFIX + ".DescribeImages",
                        "{\"repositoryName\":\"sre-demo/app\",\"imageIds\":[{\"imageTag\":\"v9\"}]}"));
    }

    @Test
    void pagesFollowEachOtherToTheLast() throws Exception {
        for (int i = 0; i < 9; i++) {
            network.createSecurityGroup(vpc, "page-" + i, "one of many", List.of(), List.of());
        }
        var first = http.query("Action=DescribeSecurityGroups&Version=2016-11-15&MaxResults=7")
                .body();
        var token = first.replaceAll("(?s).*<nextToken>(.*)</nextToken>.*", "$1");
        var second = http.query("Action=DescribeSecurityGroups&Version=2016-11-15&MaxResults=7&NextToken="
                        + token.replace("=", "%3D"))
                .body();
        assertThat(first.split("<groupId>sg-[0-9a-f]+</groupId><groupName>", -1))
                .hasSize(8);
        assertThat(second).contains("page-8").doesNotContain("nextToken", "page-3");
        assertThat(second.split("<groupName>page-", -1)).hasSize(6);
    }

    private void sts(String action, String fields) throws Exception {
        var form = "Action=" + action + "&Version=2011-06-15" + fields;
        golden(action, form, http.query(form));
    }

    private void ec2(String action, String fields) throws Exception {
        var form = "Action=" + action + "&Version=2016-11-15" + fields;
        golden(action, form, http.query(form));
    }

    private void refused(String name, String actionAndFields) throws Exception {
        var form = "Version=2016-11-15&Action=" + actionAndFields;
        var answer = http.query(form);
        assertThat(answer.statusCode()).as(name).isGreaterThanOrEqualTo(400);
        golden(name, form, answer);
    }

    private void ecr(String operation, String request) throws Exception {
        golden(
                operation,
                Ecr.TARGET_PREFIX + "." + operation + "\n" + request,
                http.json(Ecr.TARGET_PREFIX + "." + operation, request));
    }

    private void golden(String name, String request, HttpResponse<String> answer) throws Exception {
        var text = masked(request.replace("&", "\n&") + "\n----\n" + answer.statusCode() + "\n"
                + answer.body().replace("><", ">\n<").replace(",\"", ",\n\"") + "\n");
        written.add(name);
        FILES.check(name, text);
    }

    private String masked(String text) {
        return ID.matcher(text)
                .replaceAll(id -> names.computeIfAbsent(
                        id.group(),
                        one -> id.group(1) + "-#"
                                + (1
                                        + names.values().stream()
                                                .filter(n -> n.startsWith(id.group(1) + "-#"))
                                                .count())))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    }
}
