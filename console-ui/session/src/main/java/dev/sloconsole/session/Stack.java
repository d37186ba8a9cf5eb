package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The CloudFormation stack.
 *
 * @param status in CloudFormation's words; {@link #NONE} before the first deployment, {@link #UNKNOWN} before
 *     CloudFormation was asked
 * @param since when it came into this status
 */
public record Stack(
        String status,
        Optional<String> reason,
        Duration since,
        List<Resource> resources,
        List<ServiceCounts> services) {

    /** A stack that came into its status at the session's start. */
    public Stack(String status, Optional<String> reason, List<Resource> resources, List<ServiceCounts> services) {
        this(status, reason, Duration.ZERO, resources, services);
    }

    /** The status of a stack that was never deployed. */
    public static final String NONE = StackFact.NONE;

    /** The status before CloudFormation was asked. */
    public static final String UNKNOWN = "UNKNOWN";

    private static final String DELETED = "DELETE_COMPLETE";
    private static final String MOVING = "_IN_PROGRESS";

    /** A resource of the stack, with its latest status. */
    public record Resource(String logicalId, String type, String status, Optional<String> reason) {

        public boolean failed() {
            return status.endsWith("_FAILED");
        }

        public boolean moving() {
            return status.endsWith(MOVING);
        }

        /** Whether its deletion was begun, or is done. */
        public boolean leaving() {
            return status.startsWith("DELETE");
        }
    }

    /** An ECS service's counts and the last thing that ECS said about it. */
    public record ServiceCounts(String service, int desired, int running, int pending, Optional<String> lastEvent) {}

    /** Before anything was read. */
    public static Stack unknown() {
        return new Stack(UNKNOWN, Optional.empty(), List.of(), List.of());
    }

    public static Stack none() {
        return new Stack(NONE, Optional.empty(), List.of(), List.of());
    }

    /** Whether nothing is being done to it. */
    public boolean settled() {
        return settled(status);
    }

    /** The same of a status alone. */
    public static boolean settled(String status) {
        return !status.endsWith(MOVING);
    }

    /** Whether CloudFormation was not asked yet, or did not answer. */
    public boolean unread() {
        return status.equals(UNKNOWN);
    }

    /** Whether there is none, as far as is known. */
    public boolean absent() {
        return status.equals(NONE) || unread() || deleted();
    }

    /** Whether nobody wants a task of any service: what was scaled to zero is replaced by nothing. */
    public boolean asleep() {
        return stands() && !services.isEmpty() && services.stream().allMatch(service -> service.desired() == 0);
    }

    public boolean deleted() {
        return status.equals(DELETED);
    }

    public boolean beingDeleted() {
        return status.equals("DELETE_IN_PROGRESS");
    }

    /** Whether it stands, by its latest template or by the one before. */
    public boolean stands() {
        return switch (status) {
            case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE" -> true;
            default -> false;
        };
    }

    /** Whether what was begun is being taken back, or was. */
    public boolean rolledBack() {
        return status.contains("ROLLBACK");
    }

    /** Whether its tasks stop, or have stopped, because it goes. */
    public boolean leaving() {
        return absent() || status.startsWith("DELETE_") || status.startsWith("ROLLBACK_");
    }

    /** The same in another status since a moment; the resources of an earlier stack are no resources of a new one. */
    public Stack became(String newStatus, Optional<String> newReason, Duration at) {
        return begins(newStatus)
                ? new Stack(newStatus, newReason, at, List.of(), List.of())
                : new Stack(newStatus, newReason, at, resources, services);
    }

    /** Whether a status is the first of a new stack. */
    public boolean begins(String newStatus) {
        return newStatus.equals("CREATE_IN_PROGRESS") && settled();
    }

    public Stack with(Resource resource) {
        var changed = Lists.put(resources, r -> r.logicalId().equals(resource.logicalId()), resource);
        return new Stack(status, reason, since, changed, services);
    }

    /** The same with a service's counts; what ECS said about it stays. */
    public Stack counted(String service, int desired, int running, int pending) {
        var event = service(service).flatMap(ServiceCounts::lastEvent);
        return with(new ServiceCounts(service, desired, running, pending, event));
    }

    /** The same with what ECS says about a service; its counts stay. */
    public Stack told(String service, String message) {
        var old = service(service).orElse(new ServiceCounts(service, 0, 0, 0, Optional.empty()));
        return with(new ServiceCounts(service, old.desired(), old.running(), old.pending(), Optional.of(message)));
    }

    /** The app's ECS service; empty while ECS has none. */
    public Optional<ServiceCounts> appService() {
        return service(LessonStack.APP_SERVICE);
    }

    private Optional<ServiceCounts> service(String name) {
        return services.stream().filter(s -> s.service().equals(name)).findFirst();
    }

    private Stack with(ServiceCounts counts) {
        var changed = Lists.put(services, s -> s.service().equals(counts.service()), counts);
        return new Stack(status, reason, since, resources, changed);
    }
}
