package dev.sloconsole.local.cfn;

import dev.sloconsole.local.ec2.Ec2;
import dev.sloconsole.local.ec2.NetworkInterface;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.sts.Sts;
import dev.sloconsole.local.wire.AwsEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The real endpoint with the real SDK's clients; only ECS and Cloud Map are in memory. */
public final class CloudFixture implements AutoCloseable {

    public static final String ACCESS_KEY = "AKIALOCALTEST";
    public static final String SECRET_KEY = "a-secret-of-this-test";
    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    final FakeServices services = new FakeServices();
    public final List<NetworkInterface> interfaces = new CopyOnWriteArrayList<>();
    public final CloudFormation cloudFormation;
    public final AwsEndpoint endpoint;
    final CloudThread thread = new CloudThread();
    final CloudFormationClient client;

    public CloudFixture() {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        cloudFormation = new CloudFormation(thread, account, Pace.FAST, services);
        endpoint = new AwsEndpoint(
                0,
                ACCESS_KEY,
                SECRET_KEY,
                thread,
                List.of(
                        cloudFormation.service(),
                        new Sts(account).service(),
                        new Ec2(account, cloudFormation.network(), () -> List.copyOf(interfaces)).service()));
        endpoint.start();
        client = configured(CloudFormationClient.builder(), SECRET_KEY).build();
    }

    public StsClient sts(String secretKey) {
        return configured(StsClient.builder(), secretKey).build();
    }

    public Ec2Client ec2() {
        return configured(Ec2Client.builder(), SECRET_KEY).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
            B builder, String secretKey) {
        return builder.endpointOverride(endpoint.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secretKey)))
                .httpClient(UrlConnectionHttpClient.create(CloudFixture::direct));
    }

    /** The JDK's connections, too, would take a proxy out of the environment. */
    private static HttpURLConnection direct(URI uri) {
        try {
            return (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SDK's own waiter, which by itself looks every half minute. */
    CloudFormationWaiter waiter() {
        return CloudFormationWaiter.builder()
                .client(client)
                .overrideConfiguration(c -> c.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(20))))
                .build();
    }

    static String classroomTemplate() {
        try (var in = CloudFixture.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> classroomParameters() {
        return new HashMap<>(Map.of(
                "AllowedCidr",
                "203.0.113.7/32",
                "GrafanaAdminPassword",
                "correct-horse-battery",
                "AppImage",
                "sre-demo/app" + DIGEST,
                "PrometheusImage",
                "prom/prometheus" + DIGEST,
                "GrafanaImage",
                "grafana/grafana" + DIGEST,
                "DnsTtlSeconds",
                "7"));
    }

    String create(String name, String template, Map<String, String> parameters) {
        return create(name, template, parameters, request -> {});
    }

    String create(
            String name, String template, Map<String, String> parameters, Consumer<CreateStackRequest.Builder> more) {
        return client.createStack(request -> {
                    request.stackName(name)
                            .templateBody(template)
                            .parameters(parameters.entrySet().stream()
                                    .map(entry -> Parameter.builder()
                                            .parameterKey(entry.getKey())
                                            .parameterValue(entry.getValue())
                                            .build())
                                    .toList())
                            .capabilities(Capability.CAPABILITY_IAM);
                    more.accept(request);
                })
                .stackId();
    }

    /** The message of the error with which the stack is refused. */
    String refusal(String template, Map<String, String> parameters) {
        try {
            create("refused", template, parameters);
        } catch (CloudFormationException e) {
            return e.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("The stack was not refused.");
    }

    /** The message of the error with which the update of a stack is refused. */
    String refusalOfUpdate(String name, String template) {
        try {
            client.updateStack(request -> request.stackName(name).templateBody(template));
        } catch (CloudFormationException e) {
            return e.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("The update was not refused.");
    }

    Stack stack(String nameOrId) {
        return client.describeStacks(request -> request.stackName(nameOrId))
                .stacks()
                .getFirst();
    }

    Stack awaitStatus(String nameOrId, String status) {
        return Awaitility.await("stack " + status)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> stack(nameOrId),
                        stack -> stack.stackStatusAsString().equals(status));
    }

    /** Oldest first. */
    List<StackEvent> events(String nameOrId) {
        return client.describeStackEventsPaginator(request -> request.stackName(nameOrId)).stackEvents().stream()
                .toList()
                .reversed();
    }

    /** {@code LogicalId STATUS}, oldest first. */
    List<String> story(String nameOrId) {
        return events(nameOrId).stream()
                .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
        thread.close();
    }
}
