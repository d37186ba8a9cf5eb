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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::EC2::VPC::Id                      | vpc-1
            List<AWS::EC2::Subnet::Id>             | subnet-1,subnet-2
            AWS::EC2::SecurityGroup::Id            | sg-1
            AWS::EC2::AvailabilityZone::Name       | mars-1a
            AWS::EC2::KeyPair::KeyName             | mine
            """)
    void parametersThatNameWhatTheAccountLacks(String type, String value) {
        assertThat(cloud.refusal(
                        "Parameters: { P: { Type: '" + type + "' } }\nResources: { A: { Type: AWS::Logs::LogGroup } }",
                        Map.of("P", value)))
                .isEqualTo("Parameter validation failed: parameter value " + value.split(",")[0]
                        + " for parameter name P does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {Type: AWS::Logs::LogGroup, DeletionPolicy: Snapshot}      | {}                                             | Template error: resource type AWS::Logs::LogGroup does not support deletion policy Snapshot
            {Type: AWS::Logs::LogGroup, UpdateReplacePolicy: Snapshot} | {}                                             | Template error: resource type AWS::Logs::LogGroup does not support update replace policy Snapshot
            {Type: AWS::RDS::DBInstance, DeletionPolicy: Snapshot}     | {}                                             | The local cloud has no AWS::RDS::DBInstance; on AWS this template is valid.
            {Type: AWS::Logs::LogGroup}                                | {O: {Value: x, Export: {Name: 'a b'}}}         | Template format error: Output O is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.
            {Type: AWS::Logs::LogGroup}                                | {O: {Value: '{{resolve:ssm:/x}}'}}             | The local cloud has no Parameter Store for the dynamic reference {{resolve:ssm:/x}}; on AWS this template is valid.
            """)
    void policiesAndOutputs(String resource, String outputs, String words) {
        assertThat(cloud.refusal("Resources: { A: " + resource + " }\nOutputs: " + outputs, Map.of()))
                .isEqualTo(words);
    }

    @Test
    void transformsAreNamedHoweverTheyAreWritten() {
        assertThat(cloud.refusal(
                        "Transform: [{Name: 'AWS::Include'}, MyMacro]\nResources: { A: { Type: AWS::Logs::LogGroup } }",
                        Map.of()))
                .contains("asks for [AWS::Include, MyMacro]");
    }

    @Test
    void validatingTellsItToo() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> cloud.client.validateTemplate(
                        request -> request.templateBody("Resources: { A: { Type: 'AWS::S3::Bucket' } }"))))
                .hasMessageContaining("The local cloud has no AWS::S3::Bucket; on AWS this template is valid.");
    }
}
