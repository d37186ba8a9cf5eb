package dev.sloconsole.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients for one {@link CloudAccess}, each built when it is first asked for. With an endpoint of its own,
 * nothing from outside reaches them: no proxy, no profile file, no host prefix, no chain of credentials. Safe for use
 * by several threads; whoever creates it closes it, and with it every client.
 */
final class CloudClients implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloudClients.class);
    private static final Duration LOCAL_CALL = Duration.ofSeconds(5);
    private static final Duration AWS_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration AWS_CALL = Duration.ofSeconds(30);

    private final CloudAccess access;
    private final boolean retries;
    private final ArrayList<AutoCloseable> open = new ArrayList<>();
    private @Nullable Shared shared;
    private boolean closed;

    private final Lazy<CloudFormationClient> cloudFormation = new Lazy<>(() -> built(CloudFormationClient.builder()));
    private final Lazy<EcsClient> ecs = new Lazy<>(() -> built(EcsClient.builder()));
    private final Lazy<ServiceDiscoveryClient> cloudMap = new Lazy<>(() -> built(ServiceDiscoveryClient.builder()));
    private final Lazy<Ec2Client> ec2 = new Lazy<>(() -> built(Ec2Client.builder()));
    private final Lazy<EcrClient> ecr = new Lazy<>(() -> built(EcrClient.builder()));
    private final Lazy<Route53Client> route53 = new Lazy<>(() -> built(Route53Client.builder()));
    private final Lazy<IamClient> iam = new Lazy<>(() -> built(IamClient.builder()));
    private final Lazy<ServiceQuotasClient> quotas = new Lazy<>(() -> built(ServiceQuotasClient.builder()));
    private final Lazy<CloudWatchLogsClient> logs = new Lazy<>(() -> built(CloudWatchLogsClient.builder()));
    private final Lazy<SecretsManagerClient> secrets = new Lazy<>(() -> built(SecretsManagerClient.builder()));
    private final Lazy<StsClient> sts = new Lazy<>(() -> built(StsClient.builder()));

    private CloudClients(CloudAccess access, boolean retries) {
        this.access = access;
        this.retries = retries;
    }

    /** Clients that repeat what failed for a passing reason, for something that a person asked for once. */
    static CloudClients forCommands(CloudAccess access) {
        return new CloudClients(access, true);
    }

    /** Clients that fail at once, for a reader that will ask again anyway and keeps its own distance. */
    static CloudClients forWatching(CloudAccess access) {
        return new CloudClients(access, false);
    }

    CloudFormationClient cloudFormation() {
        return cloudFormation.get();
    }

    EcsClient ecs() {
        return ecs.get();
    }

    ServiceDiscoveryClient cloudMap() {
        return cloudMap.get();
    }

    Ec2Client ec2() {
        return ec2.get();
    }

    EcrClient ecr() {
        return ecr.get();
    }

    Route53Client route53() {
        return route53.get();
    }

    IamClient iam() {
        return iam.get();
    }

    ServiceQuotasClient quotas() {
        return quotas.get();
    }

    /** When the credentials end, if they do and say so. */
    synchronized Optional<Instant> expiry() {
        return shared().credentials().resolveCredentials().expirationTime();
    }

    CloudWatchLogsClient logs() {
        return logs.get();
    }

    SecretsManagerClient secrets() {
        return secrets.get();
    }

    StsClient sts() {
        return sts.get();
    }

    /** Closes every client that was built, the last one first; a call still under way fails. */
    @Override
    public synchronized void close() {
        closed = true;
        for (var client : open.reversed()) {
            try {
                client.close();
            } catch (Exception e) {
                LOG.warn("Could not close an AWS client; its connections end with the program.", e);
            }
        }
        open.clear();
    }

    private synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C built(
            B builder) {
        if (closed) {
            throw new IllegalStateException("The connection to the cloud is closed.");
        }
        var common = shared();
        access.endpoint().ifPresent(builder::endpointOverride);
        if (access.endpoint().isPresent()) {
            builder.fipsEnabled(false).dualstackEnabled(false);
        }
        var client = builder.httpClient(common.http())
                .credentialsProvider(common.credentials())
                .region(Region.of(access.region()))
                .defaultsMode(DefaultsMode.STANDARD)
                .overrideConfiguration(overrides())
                .build();
        open.add(client);
        return client;
    }

    private ClientOverrideConfiguration overrides() {
        var overrides = ClientOverrideConfiguration.builder();
        if (!retries) {
            overrides.retryStrategy(DefaultRetryStrategy.doNotRetry());
        }
        if (access.endpoint().isPresent()) {
            overrides
                    .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                    .defaultProfileFile(emptyProfiles())
                    .apiCallTimeout(LOCAL_CALL);
        } else {
            overrides.apiCallAttemptTimeout(AWS_ATTEMPT).apiCallTimeout(AWS_CALL);
        }
        return overrides.build();
    }

    /** Called by {@link #built} alone, which holds the lock. */
    private Shared shared() {
        if (shared == null) {
            shared = new Shared(http(access.endpoint()), credentials());
            open.add(shared.http());
        }
        return shared;
    }

    private AwsCredentialsProvider credentials() {
        return access.credentials()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .orElseGet(RenewedCredentials::new);
    }

    /**
     * The client that all share. The SDK's own switches keep it from reading a proxy out of the environment, but not
     * the JDK's connection below it; hence {@link Proxy#NO_PROXY} for an endpoint of our own.
     */
    private static SdkHttpClient http(Optional<URI> endpoint) {
        return endpoint.isPresent()
                ? UrlConnectionHttpClient.create(CloudClients::direct)
                : UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3))
                        .socketTimeout(AWS_ATTEMPT)
                        .build();
    }

    private static HttpURLConnection direct(URI uri) {
        try {
            return (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a connection to " + uri + ".", e);
        }
    }

    private static ProfileFile emptyProfiles() {
        return ProfileFile.builder()
                .content("")
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }

    private record Shared(SdkHttpClient http, AwsCredentialsProvider credentials) {}

    /** A value that is made when it is first asked for, once. */
    private static final class Lazy<T> {
        private final Supplier<T> making;
        private @Nullable T made;

        Lazy(Supplier<T> making) {
            this.making = making;
        }

        synchronized T get() {
            var value = made;
            if (value == null) {
                value = making.get();
                made = value;
            }
            return value;
        }
    }
}
