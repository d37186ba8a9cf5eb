package dev.sloconsole.local.cloudmap;

import static java.util.Objects.requireNonNull;

import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.route53.Route53;
import dev.sloconsole.local.wire.AwsEndpoint;
import dev.sloconsole.local.wire.SignedHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.CreateServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Cloud Map and Route 53 behind the real endpoint, with the real SDK's clients and a clock that the test turns. */
public final class CloudMapWorld implements AutoCloseable {

    private static final String ACCESS_KEY = "AKIALOCALTEST";
    private static final String SECRET_KEY = "a-secret-of-this-test";

    private record Due(Instant at, Runnable work) {}

    public final CloudMap cloudMap;
    public final ServiceDiscoveryClient client;
    private final List<SdkAutoCloseable> closing = new ArrayList<>();
    private final CloudThread thread = new CloudThread();
    private final AwsEndpoint endpoint;
    private final PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public CloudMapWorld(Pace pace) {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        cloudMap = new CloudMap(account, pace, (delay, work) -> due.add(new Due(now.plus(delay), work)), () -> now);
        endpoint = new AwsEndpoint(
                0,
                ACCESS_KEY,
                SECRET_KEY,
                thread,
                List.of(cloudMap.service(), new Route53(cloudMap::hostedZones).service()));
        endpoint.start();
        client = configured(ServiceDiscoveryClient.builder(), Region.EU_WEST_1).build();
    }

    /** A new client, closed with the rest. */
    public Route53Client route53() {
        var client = configured(Route53Client.builder(), Region.AWS_GLOBAL).build();
        closing.add(client);
        return client;
    }

    /** Plain signed requests. */
    public SignedHttp http() {
        return new SignedHttp(endpoint.uri(), ACCESS_KEY, SECRET_KEY);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder, Region region) {
        return builder.endpointOverride(endpoint.uri())
                .region(region)
                .overrideConfiguration(
                        c -> c.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClient(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariablesValues(false)
                                .build())
                        .build());
    }

    /** Turns the clock; what is due by then is done in its order, on the local-cloud thread. */
    public void pass(Duration time) {
        thread.call(() -> {
            var until = now.plus(time);
            while (!due.isEmpty() && !due.peek().at().isAfter(until)) {
                var next = due.remove();
                now = next.at();
                next.work().run();
            }
            now = until;
            return now;
        });
    }

    /** Until everything that was begun has ended. */
    public void settle() {
        pass(Duration.ofMinutes(5));
    }

    /** Creates a namespace in {@code vpc-1} with a SOA of 7 s; returns its id. */
    public String namespace(String name) {
        var operation = client.createPrivateDnsNamespace(r ->
                        r.name(name).vpc("vpc-1").properties(p -> p.dnsProperties(d -> d.soa(soa -> soa.ttl(7L)))))
                .operationId();
        settle();
        return requireNonNull(client.getOperation(r -> r.operationId(operation))
                .operation()
                .targetsAsStrings()
                .get("NAMESPACE"));
    }

    /** Creates a service with A records of 10 s and custom health, unless it is told otherwise; returns its id. */
    public String service(String namespaceId, String name, Consumer<CreateServiceRequest.Builder> more) {
        return client.createService(r -> more.accept(r.name(name)
                        .namespaceId(namespaceId)
                        .dnsConfig(d -> d.dnsRecords(
                                DnsRecord.builder().type(RecordType.A).ttl(10L).build()))
                        .healthCheckCustomConfig(h -> {})))
                .service()
                .id();
    }

    /** Registers an instance and waits for it. */
    public void instance(String serviceId, String id, String address) {
        client.registerInstance(r -> r.serviceId(serviceId)
                .instanceId(id)
                .attributes(Map.of("AWS_INSTANCE_IPV4", address, "AWS_INSTANCE_PORT", "5000")));
        settle();
    }

    @Override
    public void close() {
        client.close();
        closing.forEach(SdkAutoCloseable::close);
        endpoint.close();
        thread.close();
    }
}
