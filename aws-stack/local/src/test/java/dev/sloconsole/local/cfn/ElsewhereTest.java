package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is valid on AWS and not here is told from a typo, before anything is made. */
class ElsewhereTest {

    private CloudFixture cloud;

    @BeforeEach
    void open() {
        cloud = new CloudFixture();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::ElasticLoadBalancingV2::Listener | The local cloud has no AWS::ElasticLoadBalancingV2::Listener; on AWS this template is valid.
            AWS::Lambda::Function                 | The local cloud has no AWS::Lambda::Function; on AWS this template is valid.
            Custom::Anything                      | The local cloud has no Custom::Anything; on AWS this template is valid.
            AWS::ElasticLoadBalancingV2::Listner  | Template format error: Unrecognized resource types: [AWS::ElasticLoadBalancingV2::Listner]
            AWS::Foo::Bar                         | Template format error: Unrecognized resource types: [AWS::Foo::Bar]
            """)
    void types(String type, String words) {
        assertThat(cloud.refusal("Resources: { A: { Type: '" + type + "' } }", Map.of()))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::ECS::Service        | LoadBalancers: [{ContainerPort: 80}]                   | LoadBalancers
            AWS::ECS::Service        | ServiceConnectConfiguration: {Enabled: true}           | ServiceConnectConfiguration
            AWS::ECS::Service        | DeploymentConfiguration: {Alarms: {Enable: true}}      | DeploymentConfiguration.Alarms
            AWS::ECS::TaskDefinition | ContainerDefinitions: [{FirelensConfiguration: {}}]    | ContainerDefinitions.FirelensConfiguration
            AWS::ECS::TaskDefinition | Volumes: [!If [C, {EFSVolumeConfiguration: {}}, !Ref 'AWS::NoValue']] | Volumes.EFSVolumeConfiguration
            AWS::EC2::Route          | NatGatewayId: x                                        | NatGatewayId
            """)
    void properties(String type, String properties, String path) {
        assertThat(cloud.refusal(
                        "Conditions: { C: !Equals [a, b] }\nResources: { A: { Type: '" + type + "', Properties: {"
                                + properties + "} } }",
                        Map.of()))
                .isEqualTo("The local cloud has no " + path + " of " + type + " (A); on AWS this template is valid.");
        assertThat(cloud.client.describeStacks().stacks()).isEmpty();
    }

    @Test
    void validatingTellsItToo() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> cloud.client.validateTemplate(
                        request -> request.templateBody("Resources: { A: { Type: 'AWS::S3::Bucket' } }"))))
                .hasMessageContaining("The local cloud has no AWS::S3::Bucket; on AWS this template is valid.");
    }
}
