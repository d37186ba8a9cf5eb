package dev.sloconsole.session.lesson;

import dev.sloconsole.session.LessonStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words that the cloud and Prometheus use, and the names that the stack has: a condition with any other word could
 * never hold.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">stack statuses</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">task states</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html">stop codes</a>
 */
final class Vocabulary {

    static final List<String> STACK_STATUSES = List.of(
            "NONE",
            "CREATE_IN_PROGRESS",
            "CREATE_FAILED",
            "CREATE_COMPLETE",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_FAILED",
            "ROLLBACK_COMPLETE",
            "UPDATE_IN_PROGRESS",
            "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "UPDATE_COMPLETE",
            "UPDATE_FAILED",
            "UPDATE_ROLLBACK_IN_PROGRESS",
            "UPDATE_ROLLBACK_FAILED",
            "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "UPDATE_ROLLBACK_COMPLETE",
            "DELETE_IN_PROGRESS",
            "DELETE_FAILED",
            "DELETE_COMPLETE",
            "REVIEW_IN_PROGRESS");

    private static final List<String> RESOURCE_STATUSES = List.of(
            "CREATE_IN_PROGRESS",
            "CREATE_FAILED",
            "CREATE_COMPLETE",
            "UPDATE_IN_PROGRESS",
            "UPDATE_FAILED",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_IN_PROGRESS",
            "UPDATE_ROLLBACK_FAILED",
            "UPDATE_ROLLBACK_COMPLETE",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_FAILED",
            "ROLLBACK_COMPLETE",
            "DELETE_IN_PROGRESS",
            "DELETE_FAILED",
            "DELETE_COMPLETE",
            "DELETE_SKIPPED");

    static final List<String> TASK_STATUSES = List.of(
            "PROVISIONING",
            "PENDING",
            "ACTIVATING",
            "RUNNING",
            "DEACTIVATING",
            "STOPPING",
            "DEPROVISIONING",
            "STOPPED");

    static final List<String> SERVICES = List.of(LessonStack.APP_SERVICE, LessonStack.OBSERVABILITY_SERVICE);

    static final List<String> JOBS = List.of(LessonStack.APP_JOB);

    static final List<String> TARGET_HEALTHS = List.of("up", "down", "unknown");

    private static final List<String> TASK_HEALTHS = List.of("HEALTHY", "UNHEALTHY", "UNKNOWN");

    private static final List<String> STOP_CODES = List.of(
            "TaskFailedToStart",
            "EssentialContainerExited",
            "UserInitiated",
            "ServiceSchedulerInitiated",
            "SpotInterruption",
            "TerminationNotice");

    private static final List<String> ALERTS = List.of(
            "ErrorBudgetBurnPageFast",
            "ErrorBudgetBurnPageSlow",
            "ErrorBudgetBurnTicketFast",
            "ErrorBudgetBurnTicketSlow",
            "TargetMissing");

    /** The words of a fact's field, named as {@code kind.field}. */
    private static final Map<String, List<String>> FACT_WORDS = Map.ofEntries(
            Map.entry("stack-status.status", STACK_STATUSES),
            Map.entry("resource-status.status", RESOURCE_STATUSES),
            Map.entry("task-changed.service", SERVICES),
            Map.entry("task-changed.lastStatus", TASK_STATUSES),
            Map.entry("task-changed.desiredStatus", List.of("RUNNING", "PENDING", "STOPPED")),
            Map.entry("task-changed.health", TASK_HEALTHS),
            Map.entry("task-stopped.service", SERVICES),
            Map.entry("task-stopped.stopCode", STOP_CODES),
            Map.entry("service-counts.service", SERVICES),
            Map.entry("service-event.service", SERVICES),
            Map.entry("instance-registered.service", SERVICES),
            Map.entry("instance-registered.health", TASK_HEALTHS),
            Map.entry("instance-deregistered.service", SERVICES),
            Map.entry("dns-answer.source", List.of("authoritative", "resolver")),
            Map.entry(
                    "dns-answer.rcode",
                    List.of("NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "FORMERR", "NOTIMP", "TIMEOUT")),
            Map.entry("target-changed.job", JOBS),
            Map.entry("target-changed.health", TARGET_HEALTHS),
            Map.entry("target-removed.job", JOBS),
            Map.entry("alert-changed.alert", ALERTS),
            Map.entry("alert-changed.severity", List.of("page", "ticket")),
            Map.entry("alert-changed.state", List.of("inactive", "pending", "firing")));

    private Vocabulary() {}

    /** The words that a fact's field can hold; empty where it is free text or a number. */
    static Optional<List<String>> ofFact(String kind, String field) {
        return Optional.ofNullable(FACT_WORDS.get(kind + "." + field));
    }
}
