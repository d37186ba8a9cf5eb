package dev.sloconsole.local;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's own clients of everything that a local cloud has; no proxy of the environment comes between. */
record CloudClients(
        CloudFormationClient cfn,
        EcsClient ecs,
        ServiceDiscoveryClient cloudMap,
        CloudWatchLogsClient logs,
        Route53Client route53,
        Ec2Client ec2,
        EcrClient ecr,
        StsClient sts)
        implements AutoCloseable {

    static CloudClients of(LocalCloud cloud) {
        return new CloudClients(
                configured(cloud, CloudFormationClient.builder()),
                configured(cloud, EcsClient.builder()),
                configured(cloud, ServiceDiscoveryClient.builder()),
                configured(cloud, CloudWatchLogsClient.builder()),
                configured(cloud, Route53Client.builder()),
                configured(cloud, Ec2Client.builder()),
                configured(cloud, EcrClient.builder()),
                configured(cloud, StsClient.builder()));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C configured(
            LocalCloud cloud, B builder) {
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
                        .build())
                .build();
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(cfn, ecs, cloudMap, logs, route53, ec2, ecr, sts)
                .forEach(SdkAutoCloseable::close);
    }
}
