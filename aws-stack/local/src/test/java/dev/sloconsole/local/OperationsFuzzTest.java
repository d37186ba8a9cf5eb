package dev.sloconsole.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.wire.AwsService.JsonService;
import dev.sloconsole.local.wire.AwsService.QueryService;
import dev.sloconsole.local.wire.AwsService.RestXmlService;
import dev.sloconsole.local.wire.SignedHttp;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Whatever a signed request holds, its answer is a success or a refusal with an error code, never a failure of ours;
 * nor does later work on the local-cloud thread fail for it. The seed is printed; {@code -Dfuzz.seed=N} plays one
 * again, {@code -Dfuzz.rounds=N} goes on for longer.
 */
@Timeout(120)
class OperationsFuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 25);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> SDK_PACKAGES = Map.of(
            "AmazonEC2ContainerServiceV20141113",
            "ecs",
            "Route53AutoNaming_v20170314",
            "servicediscovery",
            "Logs_20140328",
            "cloudwatchlogs",
            "AmazonEC2ContainerRegistry_V20150921",
            "ecr",
            "secretsmanager",
            "secretsmanager",
            "2010-05-15",
            "cloudformation",
            "2016-11-15",
            "ec2",
            "2011-06-15",
            "sts");
    private static final List<String> WORDS = List.of(
            "demo",
            "demo",
            "app",
            "app",
            "app",
            "default",
            "FARGATE",
            "ALL",
            "ACTIVE",
            "RUNNING",
            "STOPPED",
            "TAGS",
            "A",
            "SRV",
            "sre.local",
            "HEALTHY",
            "UNHEALTHY",
            "awsvpc",
            "256",
            "512",
            "10.42.0.9",
            "10.42.0.0/16",
            "5000",
            "tcp",
            "awslogs",
            "awslogs-group",
            "/demo/app",
            "CMD-SHELL",
            "curl http://localhost:5000/",
            "HEALTHY_OR_ELSE_ALL",
            "AWS_INSTANCE_IPV4",
            "AWS_INSTANCE_PORT",
            "AWS_INIT_HEALTH_STATUS",
            "MULTIVALUE",
            "EQ",
            "BETWEEN",
            "NAMESPACE_ID",
            "NAME",
            "TYPE",
            "CREATE",
            "UPDATE",
            "CAPABILITY_IAM",
            "DO_NOTHING",
            "ROLLBACK",
            "true",
            "1",
            "7",
            "listening",
            "-a ?b \"c\"",
            "{ $.a = 1 }",
            "group-id",
            "vpc-id",
            "tag:Name",
            "0.0.0.0/0",
            "Resources: {}",
            "Resources: { C: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: fuzz } } }",
            "Resources: { N: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.0.0.0/16 } } }",
            "Resources: { L: { Type: 'AWS::Logs::LogGroup' } }\nOutputs: { O: { Value: !Ref L } }");

    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)>([^<>]{1,200})</\\1>");

    private final Random random = new Random(SEED);
    private final RandomRequests requests = new RandomRequests(random, WORDS);
    private final List<String> failures = new ArrayList<>();
    private final List<Throwable> later = new CopyOnWriteArrayList<>();
    private final Map<String, TreeSet<Integer>> statuses = new TreeMap<>();
    private Thread.UncaughtExceptionHandler before;
    private LocalCloud cloud;
    private SignedHttp http;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        System.out.println("OperationsFuzzTest: seed " + SEED);
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> later.add(failure));
        var image = new Image("sre-demo/app", TestImages.digest('a'), spec -> {
            throw new IOException("nothing is started here");
        });
        cloud = LocalCloud.start(new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(image), folder));
        http = new SignedHttp(cloud.endpoint(), cloud.accessKeyId(), cloud.secretAccessKey());
        furnish(image);
    }

    @AfterEach
    void stop() {
        cloud.close();
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** Something of everything, for requests to find. */
    private void furnish(Image image) throws Exception {
        query("2010-05-15", "CreateStack", "&StackName=demo&TemplateBody=" + RandomRequests.encoded("""
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.42.0.0/16 } }
                  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.42.0.0/24 } }
                Outputs:
                  Subnet: { Value: !Ref Subnet, Export: { Name: subnet } }
                """));
        json("AmazonEC2ContainerServiceV20141113", "CreateCluster", "{'clusterName':'demo'}");
        json("AmazonEC2ContainerServiceV20141113", "CreateCluster", "{}");
        json(
                "AmazonEC2ContainerServiceV20141113",
                "RegisterTaskDefinition",
                "{'family':'app','cpu':'256',"
                        + "'memory':'512','networkMode':'awsvpc','requiresCompatibilities':['FARGATE'],'containerDefinitions':"
                        + "[{'name':'app','image':'" + image.reference()
                        + "','portMappings':[{'containerPort':5000}]}]}");
        json("Logs_20140328", "CreateLogGroup", "{'logGroupName':'/demo/app'}");
        json("Route53AutoNaming_v20170314", "CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'vpc-1'}");
        json("Route53AutoNaming_v20170314", "CreateHttpNamespace", "{'Name':'api'}");
        for (int i = 0; i < 20; i++) {
            query("2016-11-15", "DescribeSubnets", "");
            var namespaces = MAPPER.readTree(json("Route53AutoNaming_v20170314", "ListNamespaces", "{}")
                            .body())
                    .path("Namespaces");
            for (var namespace : namespaces) {
                json(
                        "Route53AutoNaming_v20170314",
                        "CreateService",
                        "{'Name':'app','NamespaceId':'"
                                + namespace.path("Id").asText()
                                + "','DnsConfig':{'DnsRecords':[{'Type':'A','TTL':10}]},"
                                + "'HealthCheckCustomConfig':{}}");
            }
        }
        query(
                "2010-05-15",
                "CreateChangeSet",
                "&StackName=new&ChangeSetName=first&ChangeSetType=CREATE&TemplateBody="
                        + RandomRequests.encoded("Resources: { C: { Type: 'AWS::ECS::Cluster' } }"));
        for (var word : query("2016-11-15", "DescribeSubnets", "").body().split("[<>]", -1)) {
            if (word.startsWith("subnet-")) {
                json(
                        "AmazonEC2ContainerServiceV20141113",
                        "CreateService",
                        "{'cluster':'demo','serviceName':'app',"
                                + "'taskDefinition':'app','launchType':'FARGATE','networkConfiguration':"
                                + "{'awsvpcConfiguration':{'subnets':['" + word + "']}}}");
            }
        }
    }

    private HttpResponse<String> json(String prefix, String operation, String request) throws Exception {
        var answer = http.json(prefix + "." + operation, request.replace('\'', '"'));
        requests.learn(MAPPER.readTree(request.replace('\'', '"')));
        requests.learn(MAPPER.readTree(answer.body()));
        return answer;
    }

    private HttpResponse<String> query(String version, String action, String fields) throws Exception {
        var answer = http.query("Action=" + action + "&Version=" + version + fields);
        fields.replaceAll("&", "\n")
                .lines()
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> requests.learn(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        learnXml(answer.body());
        return answer;
    }

    private void learnXml(String xml) {
        ELEMENT.matcher(xml)
                .results()
                .forEach(element -> requests.learn(
                        element.group(1),
                        element.group(1).equals("Id")
                                ? element.group(2).replace("/hostedzone/", "")
                                : element.group(2)));
    }

    @Test
    void everyRequestIsAnsweredOrRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (var service : cloud.services()) {
                switch (service) {
                    case JsonService json -> fuzz(json);
                    case QueryService query -> fuzz(query);
                    case RestXmlService rest -> fuzz(rest);
                }
            }
        }
        assertThat(failures).as("seed %s", SEED).isEmpty();
        assertThat(later).as("seed %s, on the local-cloud thread", SEED).isEmpty();
        statuses.forEach((operation, seen) -> assertThat(seen).as(operation).isNotEmpty());
        assertThat(statuses.values().stream().filter(seen -> seen.contains(200)).count())
                .as("operations that did something, of %s: %s", statuses.size(), statuses)
                .isGreaterThan(statuses.size() / 2);
    }

    private void fuzz(JsonService service) throws Exception {
        var name = requireNonNull(SDK_PACKAGES.get(service.targetPrefix()));
        for (var operation : new TreeSet<>(service.operations().keySet())) {
            if (rarely(operation)) {
                continue;
            }
            var body = requests.object(RandomRequests.fields(name, operation + "Request"))
                    .toString();
            var target = service.targetPrefix() + "." + operation;
            var answer = http.json(target, body);
            var tree = MAPPER.readTree(answer.body());
            check(target, body, answer, tree.path("__type").asText());
            requests.learn(tree);
        }
    }

    private void fuzz(QueryService service) throws Exception {
        var name = requireNonNull(SDK_PACKAGES.get(service.version()));
        for (var operation : new TreeSet<>(service.operations().keySet())) {
            if (rarely(operation)) {
                continue;
            }
            var request = requests.object(RandomRequests.fields(name, operation + "Request"));
            var form = RandomRequests.form(operation, service.version(), request);
            var answer = http.query(form);
            check(operation, form, answer, answer.body().replaceAll("(?s).*<Code>(.*)</Code>.*", "$1"));
            learnXml(answer.body());
        }
    }

    private void fuzz(RestXmlService service) throws Exception {
        var names = List.of(
                "maxitems",
                "name",
                "type",
                "identifier",
                "dnsname",
                "hostedzoneid",
                "vpcid",
                "vpcregion",
                "marker",
                "nexttoken",
                "delegationsetid",
                "hostedzonetype");
        for (var route : service.routes()) {
            var path = new StringBuilder();
            for (var part : route.path().substring(1).split("/", -1)) {
                path.append('/')
                        .append(part.startsWith("{") ? RandomRequests.encoded(requests.word("HostedZoneId")) : part);
            }
            var separator = "?";
            for (var name : names) {
                if (random.nextInt(4) == 0) {
                    path.append(separator).append(name).append('=').append(RandomRequests.encoded(requests.word(name)));
                    separator = "&";
                }
            }
            var answer = http.rest(
                    SdkHttpMethod.fromValue(route.method()),
                    path.toString(),
                    route.method().equals("POST") ? requests.word("TemplateBody") : "");
            check(
                    route.method() + " " + route.path(),
                    path.toString(),
                    answer,
                    answer.body().replaceAll("(?s).*<Code>(.*)</Code>.*", "$1"));
            learnXml(answer.body());
        }
    }

    /** What deletes comes seldom, else nothing would be left to ask about. */
    private boolean rarely(String operation) {
        return operation.startsWith("De") && !operation.startsWith("Describe") && random.nextInt(6) != 0;
    }

    private void check(String operation, String request, HttpResponse<String> answer, String code) {
        statuses.computeIfAbsent(operation, any -> new TreeSet<>()).add(answer.statusCode());
        boolean success = answer.statusCode() / 100 == 2;
        boolean refused = answer.statusCode() / 100 == 4 && code.matches("[A-Za-z.#]{4,80}");
        if (!success && !refused) {
            failures.add(operation + ": " + answer.statusCode() + " " + answer.body() + "\n  to "
                    + request.substring(0, Math.min(1_500, request.length())));
        }
    }
}
