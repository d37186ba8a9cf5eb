package dev.sloconsole.local.ground;

import java.time.Duration;
import java.util.Map;

/**
 * How long everything takes that AWS takes time for, at one pace, beside what the processes themselves need: the one
 * table of the local cloud's timings.
 *
 * <p>Each row names the {@link Source} of its {@code aws} column. The other two columns are chosen: {@code classroom}
 * so that a deployment takes about ten seconds and a replacement about eight, long enough to watch every status;
 * {@code fast} so that a test waits for nothing but processes.
 */
public final class Timings {

    /** Where the values of pace {@link Pace#AWS} come from. */
    public enum Source {
        /** Public records of three Fargate tasks: created to started 20 s, asked to stop to STOPPED up to 33 s. */
        FARGATE_RECORDS,
        /** Events of public CloudFormation stacks, rounded. */
        STACK_EVENTS,
        /** A limit that AWS's documentation names. */
        DOCUMENTED_LIMIT,
        /** AWS says that there is such a delay, not how long; ours is what service events of public stacks show. */
        SERVICE_EVENTS,
        /** Operations that AWS's API reference shows, with their times. */
        API_EXAMPLES,
        /** Not visible from outside, or chosen. */
        OURS
    }

    /** What is waited for. */
    public enum Step {
        /** PROVISIONING: the network interface is made. */
        PROVISIONING(50, 2_000, 8_500, Source.FARGATE_RECORDS),
        /** PENDING: the images come. */
        PULLING(50, 2_000, 9_000, Source.FARGATE_RECORDS),
        /** ACTIVATING: the instance goes into Cloud Map. */
        ACTIVATING(50, 1_500, 1_500, Source.FARGATE_RECORDS),
        /** DEACTIVATING: until the instance has left Cloud Map. */
        DEREGISTERING(100, 2_000, 3_000, Source.FARGATE_RECORDS),
        /** DEPROVISIONING: the network interface goes. */
        DEPROVISIONING(100, 2_500, 20_000, Source.FARGATE_RECORDS),
        /** From a task's death to the scheduler's answer. */
        RESCHEDULING(0, 1_500, 3_000, Source.SERVICE_EVENTS),
        /** Before a second try after a task that never ran; doubles with each. */
        FIRST_BACKOFF(100, 1_000, 5_000, Source.SERVICE_EVENTS),
        /** The most that the doubling comes to: 27 minutes on AWS ("service throttle logic"). */
        LONGEST_BACKOFF(2_000, 60_000, 1_620_000, Source.DOCUMENTED_LIMIT),
        /** Before a service that found no room looks for it again. */
        PLACING(100, 5_000, 15_000, Source.OURS),
        /** No container gets more than this between SIGTERM and SIGKILL: Fargate's longest stopTimeout. */
        LONGEST_STOP(3_000, 10_000, 120_000, Source.DOCUMENTED_LIMIT),
        /** Between health checks until the first success. */
        FIRST_PROBES(100, 250, 2_000, Source.OURS),
        /** How often CloudFormation looks at a resource that is not there yet. */
        LOOK(10, 100, 1_000, Source.OURS),
        /** Until a change set knows what it would change. */
        CHANGE_SET(10, 300, 3_000, Source.OURS),
        /** Cloud Map by hand, SUBMITTED: until the work begins. */
        SUBMITTED(5, 300, 1_000, Source.OURS),
        /** Cloud Map by hand: a namespace's hosted zone is made. */
        NAMESPACE_MADE(5, 2_200, 39_000, Source.API_EXAMPLES),
        /** Cloud Map by hand: a namespace's hosted zone goes. */
        NAMESPACE_GONE(5, 1_000, 30_000, Source.OURS),
        /** Cloud Map by hand: an instance comes or goes, a service or namespace is updated. */
        RECORDS_WRITTEN(20, 1_000, 4_000, Source.OURS),
        /** From the report that an instance is unhealthy until DNS and discovery leave it out. */
        LEFT_OUT(0, 3_000, 30_000, Source.DOCUMENTED_LIMIT),
        /**
         * How long dropped packets go without a word: in a class shorter than its users (2 s) and its Prometheus (4 s)
         * wait, so that they get to see why; at the pace of AWS longer, so that they do not, as there.
         */
        SILENCE(100, 1_500, 10_000, Source.OURS);

        private final long fast;
        private final long classroom;
        private final long aws;
        private final Source source;

        Step(long fast, long classroom, long aws, Source source) {
            this.fast = fast;
            this.classroom = classroom;
            this.aws = aws;
            this.source = source;
        }

        /** Of the {@code aws} column. */
        public Source source() {
            return source;
        }
    }

    /** A resource type's row: {@link Source#STACK_EVENTS}. Milliseconds. */
    private record Resource(long classroom, long aws, long classroomDelete, long awsDelete) {}

    private static final long FAST_RESOURCE = 10;
    private static final Resource OTHER = new Resource(200, 5_000, 150, 3_000);

    /** An ECS service has no time of its own: it takes until its tasks run. */
    private static final Map<String, Resource> RESOURCES = Map.ofEntries(
            Map.entry("AWS::EC2::VPC", new Resource(500, 12_000, 200, 2_000)),
            Map.entry("AWS::EC2::InternetGateway", new Resource(500, 16_000, 200, 2_000)),
            Map.entry("AWS::EC2::VPCGatewayAttachment", new Resource(300, 6_000, 200, 12_000)),
            Map.entry("AWS::EC2::Subnet", new Resource(300, 4_000, 150, 2_000)),
            Map.entry("AWS::EC2::RouteTable", new Resource(300, 11_000, 150, 2_000)),
            Map.entry("AWS::EC2::Route", new Resource(200, 2_000, 150, 2_000)),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", new Resource(200, 2_000, 150, 2_000)),
            Map.entry("AWS::EC2::SecurityGroup", new Resource(300, 6_000, 150, 2_000)),
            Map.entry("AWS::Logs::LogGroup", new Resource(200, 3_000, 150, 2_000)),
            Map.entry("AWS::SecretsManager::Secret", new Resource(200, 2_000, 150, 2_000)),
            // Until IAM is consistent.
            Map.entry("AWS::IAM::Role", new Resource(1_500, 16_000, 200, 2_000)),
            Map.entry("AWS::Scheduler::Schedule", new Resource(200, 2_000, 150, 2_000)),
            // A hosted zone in Route 53.
            Map.entry("AWS::ServiceDiscovery::PrivateDnsNamespace", new Resource(3_000, 60_000, 1_500, 45_000)),
            Map.entry("AWS::ServiceDiscovery::Service", new Resource(200, 3_000, 200, 2_000)),
            Map.entry("AWS::ECS::Cluster", new Resource(300, 6_000, 200, 3_000)),
            Map.entry("AWS::ECS::TaskDefinition", new Resource(200, 2_000, 150, 2_000)),
            Map.entry("AWS::ECS::Service", new Resource(0, 0, 0, 0)));

    private final Pace pace;

    public Timings(Pace pace) {
        this.pace = pace;
    }

    public Duration of(Step step) {
        return chosen(step.fast, step.classroom, step.aws);
    }

    /** From CREATE_IN_PROGRESS to CREATE_COMPLETE of a resource type. */
    public Duration creation(String resourceType) {
        var row = RESOURCES.getOrDefault(resourceType, OTHER);
        return chosen(FAST_RESOURCE, row.classroom, row.aws);
    }

    /** What is changed in its place takes no longer than the simple types take to be made. */
    public Duration update(String resourceType) {
        var row = RESOURCES.getOrDefault(resourceType, OTHER);
        return chosen(FAST_RESOURCE, Math.min(row.classroom, OTHER.classroom), Math.min(row.aws, OTHER.aws));
    }

    /** From DELETE_IN_PROGRESS to DELETE_COMPLETE of a resource type. */
    public Duration deletion(String resourceType) {
        var row = RESOURCES.getOrDefault(resourceType, OTHER);
        return chosen(FAST_RESOURCE, row.classroomDelete, row.awsDelete);
    }

    /** The part of a health check's interval that is waited between checks once the first has succeeded. */
    public double probeInterval() {
        return switch (pace) {
            case FAST -> 0.2;
            case CLASSROOM -> 0.5;
            case AWS -> 1;
        };
    }

    private Duration chosen(long fast, long classroom, long aws) {
        return Duration.ofMillis(
                switch (pace) {
                    case FAST -> fast;
                    case CLASSROOM -> classroom;
                    case AWS -> aws;
                });
    }
}
