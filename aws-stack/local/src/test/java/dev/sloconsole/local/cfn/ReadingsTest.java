package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.ec2.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS and EC2 by the real SDK. */
class ReadingsTest {

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void callerIsTheLocalUser() {
        try (var sts = cloud.sts(CloudFixture.SECRET_KEY)) {
            var caller = sts.getCallerIdentity();
            assertThat(caller.account()).isEqualTo("000000000000");
            assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:user/local");
        }
    }

    @Test
    void wrongSecretIsRefused() {
        try (var sts = cloud.sts("another secret")) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                assertThat(e.statusCode()).isEqualTo(403);
            });
        }
    }

    @Test
    void networkInterfacesAreFoundByIdAndByFilter() {
        cloud.create("demo", """
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.42.0.0/16 } }
                  Subnet:
                    Type: AWS::EC2::Subnet
                    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.42.0.0/24, AvailabilityZone: eu-west-1a }
                Outputs:
                  Subnet: { Value: !Ref Subnet }
                """, Map.of());
        var subnet = cloud.awaitStatus("demo", "CREATE_COMPLETE")
                .outputs()
                .getFirst()
                .outputValue();
        cloud.interfaces.add(new NetworkInterface(
                "eni-1", "10.42.0.12", Optional.of("203.0.113.9"), subnet, List.of("sg-1"), "task 1"));
        cloud.interfaces.add(
                new NetworkInterface("eni-2", "10.42.0.13", Optional.empty(), subnet, List.of("sg-2"), "task 2"));

        try (var ec2 = cloud.ec2()) {
            var first = ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds("eni-1"))
                    .networkInterfaces();
            assertThat(first).hasSize(1);
            assertThat(first.getFirst().privateIpAddress()).isEqualTo("10.42.0.12");
            assertThat(first.getFirst().association().publicIp()).isEqualTo("203.0.113.9");
            assertThat(first.getFirst().vpcId()).startsWith("vpc-0");
            assertThat(first.getFirst().groups().getFirst().groupId()).isEqualTo("sg-1");
            var byGroup = ec2.describeNetworkInterfaces(r -> r.filters(
                            Filter.builder().name("group-id").values("sg-2").build()))
                    .networkInterfaces();
            assertThat(byGroup).hasSize(1);
            assertThat(byGroup.getFirst().association()).isNull();
            assertThatThrownBy(() -> ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds("eni-9")))
                    .hasMessageContaining("The networkInterface ID 'eni-9' does not exist");
            assertThat(ec2.describeAvailabilityZones().availabilityZones())
                    .extracting(AvailabilityZone::zoneName)
                    .containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
        }
    }
}
