package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.http.HttpHead;
import dev.sloconsole.local.http.HttpListener;
import dev.sloconsole.local.http.HttpListener.Request;
import dev.sloconsole.local.http.HttpListener.Response;
import dev.sloconsole.local.wire.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The task metadata endpoint, version 4: where a container reads who and where it is. A container knows only its own
 * token. See <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html"> the
 * guide</a>. Requests run on virtual threads and read the tables through the local-cloud thread.
 */
final class TaskMetadata implements AutoCloseable {

    /** The owner of a token. */
    record Asker(Task task, Container container) {}

    private static final String PATH = "/v4/";

    private final CloudThread thread;
    private final String region;
    private final Function<String, Optional<Asker>> askers;
    private Optional<HttpListener> server = Optional.empty();

    /**
     * Makes the endpoint; {@link #start} opens it.
     *
     * @param askers from a token to its owner; called on the local-cloud thread
     */
    TaskMetadata(CloudThread thread, String region, Function<String, Optional<Asker>> askers) {
        this.thread = thread;
        this.region = region;
        this.askers = askers;
    }

    /** Opens it on a free port. */
    void start() {
        try {
            server = Optional.of(HttpListener.start("task-metadata", 0, HttpListener.Limits.USUAL, this::answer));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not start the task metadata endpoint: no port on 127.0.0.1" + " is free.", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.orElseThrow().port());
    }

    private Response answer(Request request) {
        return Admission.refusal(request, server.orElseThrow().port()).orElseGet(() -> {
            var path = request.target().replaceFirst("\\?.*", "");
            Optional<ObjectNode> found = request.method().equals("GET") && path.startsWith(PATH)
                    ? described(path.substring(PATH.length()).split("/", 2))
                    : Optional.empty();
            return new Response(
                    found.isPresent() ? 200 : 404,
                    List.of(new HttpHead.Field("Content-Type", "application/json")),
                    found.map(ObjectNode::toString).orElse("\"404 page not found\""),
                    false);
        });
    }

    private Optional<ObjectNode> described(String[] tokenAndWhat) {
        var what = tokenAndWhat.length == 1 ? "" : tokenAndWhat[1];
        return thread.call(() -> askers.apply(tokenAndWhat[0]).flatMap(asker -> describe(asker, what)));
    }

    private Optional<ObjectNode> describe(Asker asker, String what) {
        return switch (what) {
            case "" -> Optional.of(container(asker.task(), asker.container()));
            case "task" -> Optional.of(task(asker.task()));
            default -> Optional.empty();
        };
    }

    private ObjectNode task(Task task) {
        var node = Json.object()
                .put("Cluster", task.cluster())
                .put("TaskARN", task.arn)
                .put("Family", task.definition().family())
                .put("Revision", Integer.toString(task.definition().revision()))
                .put("DesiredStatus", task.wanted() ? "RUNNING" : "STOPPED")
                .put("KnownStatus", task.status.name())
                .put("AvailabilityZone", task.availabilityZone(region))
                .put("LaunchType", "FARGATE");
        task.service().ifPresent(service -> node.put("ServiceName", service.name));
        task.pullStartedAt.ifPresent(at -> node.put("PullStartedAt", at.toString()));
        task.pullStoppedAt.ifPresent(at -> node.put("PullStoppedAt", at.toString()));
        var containers = node.putArray("Containers");
        task.containers.forEach(c -> containers.add(container(task, c)));
        return node;
    }

    private static ObjectNode container(Task task, Container container) {
        var definition = container.definition;
        var node = Json.object()
                .put("DockerId", container.runtimeId)
                .put("Name", definition.name())
                .put("DockerName", definition.name())
                .put("Image", definition.image())
                .put("ImageID", definition.image().substring(definition.image().indexOf('@') + 1))
                .put("DesiredStatus", task.wanted() ? "RUNNING" : "STOPPED")
                .put("KnownStatus", container.lastStatus())
                .put("Type", "NORMAL")
                .put("ContainerARN", container.arn);
        node.putObject("Labels")
                .put("com.amazonaws.ecs.cluster", task.cluster())
                .put("com.amazonaws.ecs.container-name", definition.name())
                .put("com.amazonaws.ecs.task-arn", task.arn)
                .put(
                        "com.amazonaws.ecs.task-definition-family",
                        task.definition().family())
                .put(
                        "com.amazonaws.ecs.task-definition-version",
                        Integer.toString(task.definition().revision()));
        container.startedAt.ifPresent(at -> node.put("StartedAt", at.toString()));
        container.exitCode.ifPresent(code -> node.put("ExitCode", code));
        task.address.ifPresent(address -> {
            var network = node.putArray("Networks")
                    .addObject()
                    .put("NetworkMode", "awsvpc")
                    .put("AttachmentIndex", 0)
                    .put("MACAddress", address.macAddress())
                    .put("IPv4SubnetCIDRBlock", address.subnet().cidr())
                    .put("SubnetGatewayIpv4Address", address.subnet().gateway())
                    .put("PrivateDNSName", address.privateDnsName());
            network.putArray("IPv4Addresses").add(address.privateAddress());
        });
        return node;
    }

    @Override
    public void close() {
        server.ifPresent(HttpListener::close);
    }
}
