package dev.sloconsole.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.GrafanaLauncher;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.PrometheusLauncher;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.process.TestPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** The whole of it by the real SDK: a stack, its processes, a death, DNS, the router, and nothing left. */
class LocalCloudTest {

    private static final String APP = "sre-app-service.sre.local";

    private LocalCloud cloud;
    private Path folder;
    private CloudFormationClient cfn;
    private EcsClient ecs;
    private ServiceDiscoveryClient cloudMap;

    @BeforeEach
    void start(@TempDir Path workFolder) {
        folder = workFolder;
        cloud = LocalCloud.start(new LocalCloudConfig(
                0,
                Pace.FAST,
                "eu-west-1",
                List.of(
                        TestImages.app(),
                        new Image(
                                "prom/prometheus",
                                TestImages.digest('b'),
                                PrometheusLauncher.java(TestImages.java(TestPrometheus.class, Map.of()))),
                        new Image(
                                "grafana/grafana",
                                TestImages.digest('c'),
                                GrafanaLauncher.java(TestImages.java(TestPrometheus.class, Map.of())))),
                workFolder));
        cfn = configured(CloudFormationClient.builder()).build();
        ecs = configured(EcsClient.builder()).build();
        cloudMap = configured(ServiceDiscoveryClient.builder()).build();
    }

    @AfterEach
    void stop() {
        cfn.close();
        ecs.close();
        cloudMap.close();
        cloud.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder) {
        return builder.endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.region()))
                .overrideConfiguration(
                        c -> c.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(cloud.accessKeyId(), cloud.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariablesValues(false)
                                .build())
                        .build());
    }

    private void createStack() throws IOException {
        String template;
        try (var in = requireNonNull(LocalCloudTest.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml"))) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var images = cloud.imageReferences();
        var parameters = Map.of(
                "AllowedCidr",
                "127.0.0.1/32",
                "GrafanaAdminPassword",
                "correct-horse-battery",
                "AppImage",
                requireNonNull(images.get("sre-demo/app")),
                "PrometheusImage",
                requireNonNull(images.get("prom/prometheus")),
                "GrafanaImage",
                requireNonNull(images.get("grafana/grafana")),
                "DnsTtlSeconds",
                "1");
        cfn.createStack(r -> r.stackName("sre-demo")
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(parameters.entrySet().stream()
                        .map(e -> Parameter.builder()
                                .parameterKey(e.getKey())
                                .parameterValue(e.getValue())
                                .build())
                        .toList()));
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var stack = cfn.describeStacks(r -> r.stackName("sre-demo"))
                            .stacks()
                            .getFirst();
                    assertThat(stack.stackStatusAsString())
                            .as(stack.toString())
                            .isIn("CREATE_IN_PROGRESS", "CREATE_COMPLETE");
                    return stack.stackStatusAsString().equals("CREATE_COMPLETE");
                });
    }

    private Task appTask() {
        var arns = ecs.listTasks(r -> r.cluster("sre-demo").serviceName("sre-app-service"))
                .taskArns();
        return task(arns.getFirst());
    }

    private Task task(String arn) {
        return ecs.describeTasks(r -> r.cluster("sre-demo").tasks(arn)).tasks().getFirst();
    }

    private static String address(Task task) {
        return task.containers().getFirst().networkInterfaces().getFirst().privateIpv4Address();
    }

    private List<String> resolve(InetSocketAddress server, String name) throws IOException {
        var resolver = new SimpleResolver(server);
        var answer = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN)));
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .sorted()
                .toList();
    }

    private String get(String url) throws IOException {
        var router = new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(cloud.router().getHost(), cloud.router().getPort()));
        var connection = URI.create(url).toURL().openConnection(router);
        connection.setReadTimeout(5_000);
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void killedTaskIsReplacedAndEverybodyLearnsTheNewAddress() throws IOException {
        createStack();
        ecs.waiter()
                .waitUntilServicesStable(
                        r -> r.cluster("sre-demo").services("sre-app-service", "sre-observability-service"));
        var first = appTask();
        assertThat(resolve(cloud.dns(), APP)).containsExactly(address(first));
        assertThat(resolve(cloud.resolver(), APP)).containsExactly(address(first));
        var hello = get("http://" + APP + ":5000/");
        assertThat(hello).startsWith("pid ");
        assertThat(get("http://" + address(first) + ":5000/")).isEqualTo(hello);
        var eni = configured(Ec2Client.builder()).build().describeNetworkInterfaces().networkInterfaces().stream()
                .filter(i -> i.privateIpAddress().equals(address(first)))
                .findFirst()
                .orElseThrow();
        assertThat(get("http://" + eni.association().publicIp() + ":5000/")).isEqualTo(hello);

        ProcessHandle.of(Long.parseLong(hello.split(" ", -1)[1])).orElseThrow().destroyForcibly();

        var statuses = new LinkedHashSet<String>();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    statuses.add(task(first.taskArn()).lastStatus());
                    return statuses.contains("STOPPED");
                });
        assertThat(statuses).containsSubsequence("DEACTIVATING", "DEPROVISIONING", "STOPPED");
        var dead = task(first.taskArn());
        assertThat(dead.stopCodeAsString()).isEqualTo("EssentialContainerExited");
        assertThat(dead.containers().getFirst().exitCode()).isEqualTo(137);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ecs.listTasks(r -> r.cluster("sre-demo").serviceName("sre-app-service"))
                                        .taskArns()
                                        .size()
                                == 1
                        && appTask().healthStatusAsString().equals("HEALTHY"));
        var second = appTask();
        assertThat(address(second)).isNotEqualTo(address(first));
        assertThat(cloudMap.discoverInstances(r -> r.namespaceName("sre.local").serviceName("sre-app-service"))
                        .instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.attributes())
                        .containsEntry("AWS_INSTANCE_IPV4", address(second))
                        .containsEntry("ECS_SERVICE_NAME", "sre-app-service"));
        assertThat(resolve(cloud.dns(), APP)).containsExactly(address(second));
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(resolve(cloud.resolver(), APP)).containsExactly(address(second)));
        assertThat(get("http://" + APP + ":5000/")).startsWith("pid ").isNotEqualTo(hello);
        assertThat(ecs.listTasks(r -> r.cluster("sre-demo").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .containsExactly(first.taskArn());
    }

    @Test
    void siblingsOfATaskFindTheirConfigurationAndEachOther() throws IOException {
        createStack();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(get("http://sre-observability-service.sre.local:9090/config"))
                        .containsPattern("proxy_url: http://127.0.0.1:\\d+")
                        .doesNotContain(cloud.router().toString()));
        var prometheus = get("http://sre-observability-service.sre.local:9090/config");
        assertThat(prometheus).contains("rule_files: [lesson.yml]");
        var grafana = get("http://sre-observability-service.sre.local:3000/config");
        assertThat(grafana).containsPattern("url: http://127.0.0.1:\\d+").doesNotContain(":9090", ": /config/");
        assertThat(get("http://sre-observability-service.sre.local:3000/env/GF_SECURITY_ADMIN_PASSWORD"))
                .isEqualTo("correct-horse-battery");
        assertThat(get("http://sre-observability-service.sre.local:3000/metadata"))
                .contains("\"TaskARN\"");
    }

    @Test
    void closedPortIsATimeoutForThoseWhomNoRuleLetsInAndOpensAgainAtOnce() throws IOException {
        createStack();
        var ec2 = configured(Ec2Client.builder()).build();
        var app = ec2.describeSecurityGroups(r -> r.filters(Filter.builder()
                        .name("group-name")
                        .values("*AppSecurityGroup*")
                        .build()))
                .securityGroups()
                .getFirst();
        var laptop = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5000)
                .toPort(5000)
                .ipRanges(IpRange.builder().cidrIp("127.0.0.1/32").build())
                .build();
        assertThat(status("http://" + APP + ":5000/")).isEqualTo("200");
        assertThat(status("http://" + APP + ":9090/")).startsWith("504 ").contains("No ingress rule", "9090");

        ec2.revokeSecurityGroupIngress(r -> r.groupId(app.groupId()).ipPermissions(laptop));
        assertThat(status("http://" + APP + ":5000/"))
                .isEqualTo("504 slo-vpc-router; error=connection_timeout;"
                        + " details=\"No ingress rule of " + app.groupName() + " (" + app.groupId()
                        + ") opens TCP port 5000 to"
                        + " 127.0.0.1\"");
        var door = get("http://sre-observability-service.sre.local:9090/config")
                .replaceAll("(?s).*proxy_url: (http://127\\.0\\.0\\.1:\\d+).*", "$1");
        assertThat(status(URI.create(door), "http://" + APP + ":5000/"))
                .as("Prometheus is let in by its group")
                .isEqualTo("200");
        assertThat(status(URI.create(door), "http://" + APP + ":9090/")).contains("No egress rule");

        ec2.authorizeSecurityGroupIngress(r -> r.groupId(app.groupId()).ipPermissions(laptop));
        assertThat(status("http://" + APP + ":5000/")).isEqualTo("200");
    }

    private String status(String url) throws IOException {
        return status(cloud.router(), url);
    }

    private static String status(URI proxy, String url) throws IOException {
        var router = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()));
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(router);
        connection.setReadTimeout(5_000);
        var word = connection.getHeaderField("Proxy-Status");
        return connection.getResponseCode() + (word == null ? "" : " " + word);
    }

    @Test
    void workFolderThatIsNoneIsToldWithWhatToDo(@TempDir Path other) throws IOException {
        var file = Files.createFile(other.resolve("taken"));
        assertThatThrownBy(() -> LocalCloud.start(
                        new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(), file.resolve("work"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not start the local cloud: the work folder " + file.resolve("work")
                        + " cannot be made or written (")
                .hasMessageContaining("Make it a folder that this user may write to, or choose another one");
    }

    @Test
    void deletedStackLeavesNothing() throws IOException {
        createStack();
        var pid = Long.parseLong(get("http://" + APP + ":5000/").split(" ", -1)[1]);
        var logs = configured(CloudWatchLogsClient.builder()).build();
        var group = logs.describeLogGroups().logGroups().stream()
                .map(g -> g.logGroupName())
                .filter(name -> !logs.describeLogStreams(
                                r -> r.logGroupName(name).logStreamNamePrefix("app/app/"))
                        .logStreams()
                        .isEmpty())
                .findFirst()
                .orElseThrow();
        var stream = "app/app/" + appTask().taskArn().replaceFirst(".*/", "");
        await().untilAsserted(() -> assertThat(logs.getLogEventsPaginator(
                                r -> r.logGroupName(group).logStreamName(stream).startFromHead(true))
                        .events())
                .extracting(e -> e.message())
                .singleElement()
                .asString()
                .startsWith("listening"));
        assertThat(logs.filterLogEvents(r -> r.logGroupName(group).filterPattern("listening -refused"))
                        .events())
                .singleElement()
                .satisfies(e -> assertThat(e.logStreamName()).isEqualTo(stream));

        cfn.deleteStack(r -> r.stackName("sre-demo"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cfn.listStacks()
                        .stackSummaries()
                        .getFirst()
                        .stackStatusAsString()
                        .equals("DELETE_COMPLETE"));
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(cloudMap.listNamespaces().namespaces()).isEmpty();
        assertThat(cloudMap.listServices().services()).isEmpty();
        assertThat(configured(Ec2Client.builder())
                        .build()
                        .describeNetworkInterfaces()
                        .networkInterfaces())
                .isEmpty();
        assertThat(resolve(cloud.dns(), APP)).isEmpty();
        assertThat(logs.describeLogGroups().logGroups()).isEmpty();
        assertThat(ecs.listClusters().clusterArns()).isEmpty();
        assertThat(ecs.listTaskDefinitions().taskDefinitionArns()).isEmpty();
        logs.close();
    }

    @Test
    void closedCloudLeavesNoProcessNoPortNoFile() throws IOException {
        createStack();
        var pid = Long.parseLong(get("http://" + APP + ":5000/").split(" ", -1)[1]);
        cloud.close();
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void repositoriesAreWhatTheCloudCanRun() {
        try (var ecr = configured(EcrClient.builder()).build()) {
            assertThat(ecr.describeRepositories().repositories()).hasSize(3);
            assertThat(ecr.describeImages(r -> r.repositoryName("sre-demo/app")).imageDetails())
                    .singleElement()
                    .satisfies(i -> assertThat(i.imageDigest()).isEqualTo(TestImages.digest('a')));
        }
    }
}
