package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Work that Cloud Map does in its own time: SUBMITTED, then PENDING, then SUCCESS or FAIL. The change is seen when the
 * operation has succeeded, never before. The latest ten thousand are remembered.
 */
final class Operations {

    private static final int MOST_REMEMBERED = 10_000;

    private static final Map<String, Set<String>> FILTERS = Map.of(
            "NAMESPACE_ID", Set.of("EQ"),
            "SERVICE_ID", Set.of("EQ"),
            "STATUS", Set.of("EQ", "IN"),
            "TYPE", Set.of("EQ", "IN"),
            "UPDATE_DATE", Set.of("BETWEEN"));

    /** What an operation does, with the name of the API call in messages. */
    enum Kind {
        CREATE_NAMESPACE("CreateNamespace"),
        UPDATE_NAMESPACE("UpdateNamespace"),
        DELETE_NAMESPACE("DeleteNamespace"),
        UPDATE_SERVICE("UpdateService"),
        REGISTER_INSTANCE("RegisterInstance"),
        DEREGISTER_INSTANCE("DeregisterInstance");

        private final String call;

        Kind(String call) {
            this.call = call;
        }
    }

    /** How far an operation is. */
    private enum Status {
        SUBMITTED,
        PENDING,
        SUCCESS,
        FAIL
    }

    /**
     * What is to be done.
     *
     * @param targets by AWS's words NAMESPACE, SERVICE, INSTANCE; two orders for the same targets exclude each other
     * @param namespaceId whose operation it is
     * @param request with {@code CreatorRequestId} or {@code UpdaterRequestId}, if the caller gave one
     * @param work on success; an {@link AwsError} makes the operation fail with the error's code and text
     */
    record Order(
            Kind type,
            Map<String, String> targets,
            String namespaceId,
            ObjectNode request,
            Duration takes,
            Runnable work) {}

    private static final class Operation {
        final String id = Ids.operation();
        final Order order;
        final Instant created;
        Instant updated;
        Status status = Status.SUBMITTED;
        Optional<AwsError> error = Optional.empty();

        Operation(Order order, Instant created) {
            this.order = order;
            this.created = created;
            this.updated = created;
        }

        boolean ended() {
            return status == Status.SUCCESS || status == Status.FAIL;
        }
    }

    private final BiConsumer<Duration, Runnable> later;
    private final Supplier<Instant> clock;
    private final Duration pending;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** @param later runs work on the local-cloud thread after a delay */
    Operations(BiConsumer<Duration, Runnable> later, Supplier<Instant> clock, Duration pending) {
        this.later = later;
        this.clock = clock;
        this.pending = pending;
    }

    /**
     * The answer for a request that was made before with the same request id.
     *
     * @throws AwsError DuplicateRequest if the same request id came with another request
     */
    Optional<ObjectNode> repeated(Kind type, ObjectNode request) {
        return requestId(request)
                .flatMap(id -> operations.values().stream()
                        .filter(o -> o.order.type() == type
                                && requestId(o.order.request()).equals(Optional.of(id)))
                        .findFirst())
                .map(same -> {
                    if (!same.order.request().equals(request)) {
                        throw duplicate(
                                same,
                                "The request id " + requestId(request).orElse("")
                                        + " was used for another request of this type.");
                    }
                    return answer(same);
                });
    }

    /**
     * Starts an operation, unless it was started before.
     *
     * @throws AwsError DuplicateRequest if another operation on the same targets is in progress
     */
    ObjectNode start(Order order) {
        var repeated = repeated(order.type(), order.request());
        if (repeated.isPresent()) {
            return repeated.get();
        }
        operations.values().stream()
                .filter(o -> !o.ended() && o.order.targets().equals(order.targets()))
                .findFirst()
                .ifPresent(other -> {
                    throw duplicate(
                            other,
                            "Another operation of type " + other.order.type().call + " and id " + other.id
                                    + " is in progress");
                });
        var operation = remember(order);
        later.accept(pending, () -> {
            set(operation, Status.PENDING);
            later.accept(order.takes(), () -> end(operation));
        });
        return answer(operation);
    }

    /** Keeps an operation that took no time of its own. */
    void done(Order order) {
        end(remember(order));
    }

    private Operation remember(Order order) {
        var operation = new Operation(order, clock.get());
        operations.put(operation.id, operation);
        if (operations.size() > MOST_REMEMBERED) {
            operations.values().stream().filter(Operation::ended).findFirst().ifPresent(o -> operations.remove(o.id));
        }
        return operation;
    }

    private void end(Operation operation) {
        try {
            operation.order.work().run();
            set(operation, Status.SUCCESS);
        } catch (AwsError e) {
            operation.error = Optional.of(e);
            set(operation, Status.FAIL);
        }
    }

    private void set(Operation operation, Status status) {
        operation.status = status;
        operation.updated = clock.get();
    }

    /** Forgets what was done in a namespace that is gone; how its deletion ended can still be asked. */
    void forget(String namespaceId) {
        operations
                .values()
                .removeIf(o -> o.ended()
                        && o.order.namespaceId().equals(namespaceId)
                        && o.order.type() != Kind.DELETE_NAMESPACE);
    }

    ObjectNode getOperation(ObjectNode request) {
        var id = Input.required(request, "OperationId");
        var operation = operations.get(id);
        if (operation == null) {
            throw new AwsError("OperationNotFound", "No operation exists with the specified ID: " + id);
        }
        var node = Json.object()
                .put("Id", operation.id)
                .put("Type", operation.order.type().name())
                .put("Status", operation.status.name())
                .put("CreateDate", Json.time(operation.created))
                .put("UpdateDate", Json.time(operation.updated));
        operation.error.ifPresent(e -> node.put("ErrorCode", e.code()).put("ErrorMessage", e.text()));
        if (shown(operation)) {
            operation.order.targets().forEach(node.putObject("Targets")::put);
        }
        return Json.object().set("Operation", node);
    }

    /** A namespace that does not exist yet is nobody's target. */
    private static boolean shown(Operation operation) {
        return operation.order.type() != Kind.CREATE_NAMESPACE || operation.status == Status.SUCCESS;
    }

    ObjectNode listOperations(ObjectNode request) {
        var filters = Filters.of(request, FILTERS);
        var page = Page.of(
                request,
                operations.values().stream().filter(o -> filters.accept(row(o))).toList(),
                o -> o.id);
        var found = Json.array();
        page.items().forEach(o -> found.addObject().put("Id", o.id).put("Status", o.status.name()));
        return Page.mark(page, Json.object().set("Operations", found));
    }

    private static Map<String, List<String>> row(Operation operation) {
        var service = Optional.ofNullable(operation.order.targets().get("SERVICE"));
        return Map.of(
                "NAMESPACE_ID", List.of(operation.order.namespaceId()),
                "SERVICE_ID", service.map(List::of).orElse(List.of()),
                "STATUS", List.of(operation.status.name()),
                "TYPE", List.of(operation.order.type().name()),
                "UPDATE_DATE",
                        List.of(BigDecimal.valueOf(operation.updated.toEpochMilli(), 3)
                                .toPlainString()));
    }

    private static Optional<String> requestId(ObjectNode request) {
        return Json.text(request, "CreatorRequestId").or(() -> Json.text(request, "UpdaterRequestId"));
    }

    private static ObjectNode answer(Operation operation) {
        return Json.object().put("OperationId", operation.id);
    }

    private static AwsError duplicate(Operation other, String message) {
        return new AwsError(400, "DuplicateRequest", message, Map.of("DuplicateOperationId", other.id));
    }
}
