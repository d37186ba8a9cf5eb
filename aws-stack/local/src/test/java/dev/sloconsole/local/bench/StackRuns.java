package dev.sloconsole.local.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Creates and deletes the lesson's stack, and says how long each took. */
final class StackRuns implements AutoCloseable {

    static final String NAME = "bench";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CloudFormationClient cloudFormation;
    private final EcsClient ecs;
    private final List<Parameter> parameters;
    private final String template;

    /** Milliseconds since CreateStack was called, or for the deletion DeleteStack. */
    record Times(double complete, double stable, double deleted) {}

    StackRuns(RunningCloud cloud) throws IOException {
        this.cloudFormation = cloud.client(CloudFormationClient.builder());
        this.ecs = cloud.client(EcsClient.builder());
        try (var ecr = cloud.client(EcrClient.builder())) {
            this.parameters = parameters(ecr);
        }
        try (var in = requireNonNull(StackRuns.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml"))) {
            this.template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Parameter> parameters(EcrClient ecr) {
        var values = new ArrayList<Parameter>();
        Map.of("app", "AppImage", "prometheus", "PrometheusImage", "grafana", "GrafanaImage")
                .forEach((name, key) -> {
                    var image = ecr.describeImages(r -> r.repositoryName("sre-demo/" + name))
                            .imageDetails()
                            .getFirst();
                    values.add(parameter(key, image.repositoryName() + "@" + image.imageDigest()));
                });
        values.add(parameter("AllowedCidr", "127.0.0.1/32"));
        values.add(parameter("GrafanaAdminPassword", "sixteen-letters-or-more"));
        values.add(parameter("DnsTtlSeconds", "2"));
        return List.copyOf(values);
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    /** Creates the stack and waits until it and both its services are stable, then deletes it. */
    Times run() throws InterruptedException {
        long start = System.nanoTime();
        create();
        double complete = millisSince(start);
        await("both services to be stable", this::stable);
        double stable = millisSince(start);
        long deletion = System.nanoTime();
        delete();
        return new Times(complete, stable, millisSince(deletion));
    }

    void create() throws InterruptedException {
        cloudFormation.createStack(r -> r.stackName(NAME)
                .templateBody(template)
                .parameters(parameters)
                .capabilities(Capability.CAPABILITY_IAM));
        await("CREATE_COMPLETE", () -> {
            var status = stack().stackStatusAsString();
            if (status.contains("ROLLBACK") || status.contains("FAILED")) {
                throw new IllegalStateException("The stack is " + status + ": " + stack().stackStatusReason());
            }
            return status.equals("CREATE_COMPLETE");
        });
    }

    void delete() throws InterruptedException {
        var id = stack().stackId();
        cloudFormation.deleteStack(r -> r.stackName(NAME));
        await(
                "DELETE_COMPLETE",
                () -> cloudFormation
                        .describeStacks(r -> r.stackName(id))
                        .stacks()
                        .getFirst()
                        .stackStatusAsString()
                        .equals("DELETE_COMPLETE"));
    }

    private Stack stack() {
        return cloudFormation.describeStacks(r -> r.stackName(NAME)).stacks().getFirst();
    }

    private boolean stable() {
        return ecs
                .describeServices(r -> r.cluster(NAME).services("sre-app-service", "sre-observability-service"))
                .services()
                .stream()
                .allMatch(service -> service.deployments().size() == 1
                        && service.runningCount().equals(service.desiredCount())
                        && service.deployments()
                                .getFirst()
                                .rolloutStateAsString()
                                .equals("COMPLETED"));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited " + PATIENCE.toSeconds() + " s in vain for " + what + ".");
            }
            Thread.sleep(20);
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    @Override
    public void close() {
        cloudFormation.close();
        ecs.close();
    }
}
