package dev.sloconsole.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that was seen to happen to the stack, in the past tense. Facts are differences: the watcher emits one when
 * what it reads differs from what it read before, never a repetition.
 */
public sealed interface StackFact {

    /** The status of a stack that CloudFormation was asked for and does not have. */
    String NONE = "NONE";

    /**
     * Whose account it is in which the stack is watched.
     *
     * @param account twelve digits
     * @param identity the ARN of who asks
     */
    record AccountRead(String account, String identity, String region) implements StackFact {}

    /**
     * A stack of the watched name is there, or what is known of it changed.
     *
     * @param stackId an ARN, different for each stack that was ever created under the name
     * @param ours whether it is tagged as created by this program
     * @param owner the tag that says who deployed it
     * @param autoStopAt when its services are scaled to zero; empty for never
     * @param ranges the addresses that may reach it, in CIDR notation
     */
    record StackFound(
            String stackId,
            boolean ours,
            Optional<String> owner,
            Instant createdAt,
            Optional<Instant> autoStopAt,
            List<String> ranges)
            implements StackFact {
        public StackFound {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * A deployment or a deletion failed, and this is the root of it: the first failure that is not the consequence of
     * another one.
     *
     * @param what {@code deployment} or {@code deletion}
     * @param resource the logical id of the resource that failed; of all of them, with commas, for a deletion
     * @param reason AWS's words
     * @param stoppedReason of the service's newest task, where the resource is an ECS service
     * @param log the last lines that this task wrote
     */
    record StackFailed(
            String what, String resource, String type, String reason, Optional<String> stoppedReason, List<String> log)
            implements StackFact {
        public StackFailed {
            log = List.copyOf(log);
        }
    }

    /** The services are scaled to zero soon: told once for each end, a quarter of an hour before it. */
    record AutoStopNeared(Instant at) implements StackFact {}

    /**
     * This computer has an address that may not reach the stack: another network, a VPN, a phone. What users got since
     * then says nothing about the service.
     *
     * @param ranges those that may
     * @param silence how long nothing was heard of the stack before this was found out
     */
    record AddressRefused(String address, List<String> ranges, Duration silence) implements StackFact {
        public AddressRefused {
            ranges = List.copyOf(ranges);
        }
    }

    /** This computer may reach the stack again. */
    record AddressAdmitted(String address) implements StackFact {}

    /**
     * The stack changed its status.
     *
     * @param status CloudFormation's word, such as {@code CREATE_IN_PROGRESS}; {@code DELETE_COMPLETE} once it is gone;
     *     {@link #NONE} if there was none when it was looked for first
     */
    record StackStatusChanged(String stackName, String status, Optional<String> reason) implements StackFact {}

    /** One resource of the stack changed its status; in the order of the stack's events. */
    record ResourceStatusChanged(String logicalId, String type, String status, Optional<String> reason)
            implements StackFact {}

    /** The stack's outputs became known, sorted by key. */
    record OutputsRead(List<Output> outputs) implements StackFact {
        /** One output of the stack. */
        public record Output(String key, String value) {}

        public OutputsRead {
            outputs = List.copyOf(outputs);
        }
    }

    /** The repository was found to hold an image. */
    record ImageFound(String repository, String digest) implements StackFact {}

    /**
     * A task was seen for the first time or changed: its status, its health or its addresses.
     *
     * @param taskId the last part of the task's ARN
     * @param service the ECS service, such as {@code sre-app-service}
     * @param lastStatus ECS's word: PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING,
     *     DEPROVISIONING, STOPPED
     * @param health HEALTHY, UNHEALTHY or UNKNOWN
     */
    record TaskChanged(
            String taskId,
            String service,
            String lastStatus,
            String desiredStatus,
            String health,
            Optional<String> privateAddress,
            Optional<String> publicAddress)
            implements StackFact {}

    /**
     * A task reached STOPPED.
     *
     * @param stopCode ECS's word, such as {@code EssentialContainerExited} or {@code UserInitiated}
     * @param exitCode of the essential container, where ECS knows one
     */
    record TaskStopped(String taskId, String service, String stopCode, String stoppedReason, Optional<Integer> exitCode)
            implements StackFact {}

    /** A service's counts changed. */
    record ServiceCountsChanged(String service, int desired, int running, int pending) implements StackFact {}

    /** ECS reported something about a service, in its own words. */
    record ServiceEventReported(String service, String message) implements StackFact {}

    /** An instance appeared in Cloud Map, or its health changed. */
    record InstanceRegistered(String discoveryService, String instanceId, String address, String health)
            implements StackFact {}

    /** An instance left Cloud Map. */
    record InstanceDeregistered(String discoveryService, String instanceId, String address) implements StackFact {}

    /**
     * A DNS server's answer for a name changed; or, where the zone is private to a VPC, what Route 53 lists for it.
     *
     * @param source who answered
     * @param rcode NOERROR, NXDOMAIN, REFUSED (there is no such zone), SERVFAIL or TIMEOUT (nobody answered)
     * @param addresses sorted; empty for anything but NOERROR
     * @param ttl the answer's remaining time to live; of the SOA for a negative answer
     */
    record DnsAnswerChanged(String name, DnsSource source, String rcode, List<String> addresses, Duration ttl)
            implements StackFact {
        public DnsAnswerChanged {
            addresses = List.copyOf(addresses);
        }
    }

    /** Who gave a DNS answer. */
    enum DnsSource {
        /** The zone itself, as Cloud Map keeps it: its DNS server, or its records in Route 53. */
        AUTHORITATIVE,
        /** A resolver that believes an answer until its time to live has run out. */
        RESOLVER
    }

    /**
     * The watcher can no longer read a source.
     *
     * @param source one of {@code cloudformation}, {@code ecs}, {@code ec2}, {@code cloud-map}, {@code route53},
     *     {@code ecr}; a DNS server that is silent is no lost source but an answer, {@code TIMEOUT}
     * @param reason one sentence: what happened and why
     */
    record SourceLost(String source, String reason) implements StackFact {}

    /** A lost source answers again. */
    record SourceRecovered(String source) implements StackFact {}
}
