package dev.sloconsole.local.cfn;

import dev.sloconsole.local.Pace;
import java.time.Duration;
import java.util.Map;

/**
 * How long each type of resource takes, at each pace: the one table of CloudFormation's timings.
 *
 * <p>The AWS column holds what stack events of public deployments show (rounded; the namespace about a minute, because
 * it is a hosted zone in Route 53; a role about 15 s, until IAM is consistent); with the two services becoming stable a
 * deployment takes about four minutes. The classroom column is about a twentieth of it, with the namespace still the
 * longest. An ECS service has no time of its own: it takes until its tasks run.
 */
final class CreationTimes {

    private record Times(long classroomMillis, long awsMillis, long classroomDeleteMillis, long awsDeleteMillis) {}

    private static final Duration FAST = Duration.ofMillis(10);
    private static final Times OTHER = new Times(200, 5_000, 150, 3_000);
    private static final Map<String, Times> TABLE = Map.ofEntries(
            Map.entry("AWS::EC2::VPC", new Times(500, 12_000, 200, 2_000)),
            Map.entry("AWS::EC2::InternetGateway", new Times(500, 16_000, 200, 2_000)),
            Map.entry("AWS::EC2::VPCGatewayAttachment", new Times(300, 6_000, 200, 12_000)),
            Map.entry("AWS::EC2::Subnet", new Times(300, 4_000, 150, 2_000)),
            Map.entry("AWS::EC2::RouteTable", new Times(300, 11_000, 150, 2_000)),
            Map.entry("AWS::EC2::Route", new Times(200, 2_000, 150, 2_000)),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", new Times(200, 2_000, 150, 2_000)),
            Map.entry("AWS::EC2::SecurityGroup", new Times(300, 6_000, 150, 2_000)),
            Map.entry("AWS::Logs::LogGroup", new Times(200, 3_000, 150, 2_000)),
            Map.entry("AWS::SecretsManager::Secret", new Times(200, 2_000, 150, 2_000)),
            Map.entry("AWS::IAM::Role", new Times(1_500, 16_000, 200, 2_000)),
            Map.entry("AWS::Scheduler::Schedule", new Times(200, 2_000, 150, 2_000)),
            Map.entry("AWS::ServiceDiscovery::PrivateDnsNamespace", new Times(3_000, 60_000, 1_500, 45_000)),
            Map.entry("AWS::ServiceDiscovery::Service", new Times(200, 3_000, 200, 2_000)),
            Map.entry("AWS::ECS::Cluster", new Times(300, 6_000, 200, 3_000)),
            Map.entry("AWS::ECS::TaskDefinition", new Times(200, 2_000, 150, 2_000)),
            Map.entry("AWS::ECS::Service", new Times(0, 0, 0, 0)));

    private final Pace pace;

    CreationTimes(Pace pace) {
        this.pace = pace;
    }

    Duration creation(String type) {
        var times = TABLE.getOrDefault(type, OTHER);
        return chosen(times.classroomMillis, times.awsMillis);
    }

    /** What is changed in its place takes as long as the simple types take to be made. */
    Duration update(String type) {
        var times = TABLE.getOrDefault(type, OTHER);
        return chosen(Math.min(times.classroomMillis, OTHER.classroomMillis),
                Math.min(times.awsMillis, OTHER.awsMillis));
    }

    /** Until a change set knows what it would change. */
    Duration changeSet() {
        return chosen(300, 3_000);
    }

    Duration deletion(String type) {
        var times = TABLE.getOrDefault(type, OTHER);
        return chosen(times.classroomDeleteMillis, times.awsDeleteMillis);
    }

    /** How often a resource that is not there yet is looked at. */
    Duration look() {
        return chosen(100, 1_000);
    }

    private Duration chosen(long classroomMillis, long awsMillis) {
        return switch (pace) {
            case FAST -> FAST;
            case CLASSROOM -> Duration.ofMillis(classroomMillis);
            case AWS -> Duration.ofMillis(awsMillis);
        };
    }
}
