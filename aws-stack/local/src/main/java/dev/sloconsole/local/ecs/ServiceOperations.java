package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Clusters.Cluster;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.wire.AwsError;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The operations on services. Runs on the local-cloud thread. */
final class ServiceOperations {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MOST_DESCRIBED = 10;
    private static final int WHOLE = 100;
    private static final int LONGEST_TOKEN = 36;

    /** What UpdateService can change without starting anew. */
    private static final List<String> IN_PLACE = List.of(
            "availabilityZoneRebalancing",
            "deploymentConfiguration",
            "enableECSManagedTags",
            "propagateTags",
            "healthCheckGracePeriodSeconds");

    /** What only new tasks can have. */
    private static final List<String> IN_NEW_TASKS = List.of(
            "networkConfiguration",
            "serviceRegistries",
            "platformVersion",
            "enableExecuteCommand",
            "capacityProviderStrategy",
            "placementConstraints",
            "placementStrategy");

    private final Account account;
    private final Supplier<Instant> clock;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final LaunchCheck launches;
    private final RegistryCheck registries;
    private final ServiceScheduler scheduler;

    ServiceOperations(
            Account account,
            Supplier<Instant> clock,
            Clusters clusters,
            TaskDefinitions definitions,
            LaunchCheck launches,
            RegistryCheck registries,
            ServiceScheduler scheduler) {
        this.account = account;
        this.clock = clock;
        this.clusters = clusters;
        this.definitions = definitions;
        this.launches = launches;
        this.registries = registries;
        this.scheduler = scheduler;
    }

    private Cluster cluster(ObjectNode request) {
        return clusters.active(Json.text(request, "cluster"));
    }

    ObjectNode create(ObjectNode request) {
        var cluster = cluster(request);
        var name = Json.required(
                request, "serviceName", () -> Refusals.invalid("Service name should not be null or empty."));
        if (!NAME.matcher(name).matches()) {
            throw Refusals.invalid("Service name contains invalid characters: " + name);
        }
        LaunchCheck.checkToken(request, LONGEST_TOKEN);
        var other = cluster.service(name).filter(s -> s.status != ServiceRow.Status.INACTIVE);
        if (other.isPresent()) {
            return asBefore(other.get(), cluster, request);
        }
        var definition = definitions.wanted(request);
        checkCounts(request);
        var given = request.deepCopy();
        CapacityStrategy.giveDefault(given, cluster);
        launches.check(given, definition, cluster);
        registries.check(given, definition);
        var service = new ServiceRow(
                name,
                account.arn("ecs", "service/" + cluster.name + "/" + name),
                cluster.name,
                request.deepCopy(),
                given,
                clock.get());
        service.desiredCount = request.path("desiredCount").asInt(1);
        service.deploy(new Deployment(deploymentId(), definition, clock.get()));
        cluster.services.add(service);
        if (LaunchCheck.onFargate(given)) {
            scheduler.reconcile(service);
        } else {
            service.event(
                    clock.get(),
                    "was unable to place a task because no container instance met all of its"
                            + " requirements. Reason: No Container Instances were found in your cluster. For more information,"
                            + " see the Troubleshooting section of the Amazon ECS Developer Guide.");
        }
        return answer(service, cluster);
    }

    /** The same request with the same token is the same service, however often it comes. */
    private static ObjectNode asBefore(ServiceRow service, Cluster cluster, ObjectNode request) {
        if (service.status == ServiceRow.Status.DRAINING) {
            throw Refusals.invalid("Unable to Start a service that is still Draining.");
        }
        if (!request.has("clientToken") || !service.asked.equals(request)) {
            throw Refusals.invalid("Creation of service was not idempotent.");
        }
        return answer(service, cluster);
    }

    private static void checkCounts(ObjectNode request) {
        if (request.path("desiredCount").asInt(0) < 0) {
            throw Refusals.invalid("desiredCount must be a number of at least 0.");
        }
        if (request.path("healthCheckGracePeriodSeconds").asInt(0) < 0) {
            throw Refusals.invalid("healthCheckGracePeriodSeconds must be a number of at least 0.");
        }
        var configuration = request.path("deploymentConfiguration");
        int most = configuration.path("maximumPercent").asInt(200);
        int least = configuration.path("minimumHealthyPercent").asInt(100);
        if (least > WHOLE) {
            throw Refusals.invalid("minimumHealthyPercent must be a number of at most " + WHOLE + ".");
        }
        if (least < 0 || most < 0) {
            throw Refusals.invalid("minimumHealthyPercent and maximumPercent must be numbers of at least 0.");
        }
        if (most == 0) {
            throw Refusals.invalid("maximumPercent must be greater than 0, or no task could ever start.");
        }
        if (most < least) {
            throw Refusals.invalid("maximumPercent must be greater than or equal to minimumHealthyPercent.");
        }
        if (most == 100 && least == 100) {
            throw Refusals.invalid(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block" + " deployments.");
        }
    }

    ObjectNode update(ObjectNode request) {
        var cluster = cluster(request);
        var service = active(cluster, request);
        var merged = service.request.deepCopy();
        IN_PLACE.forEach(part -> copy(request, merged, part));
        boolean anew = false;
        for (var part : IN_NEW_TASKS) {
            anew |= request.has(part) && !request.get(part).equals(service.request.path(part));
            copy(request, merged, part);
        }
        var current = service.primary().definition;
        var wanted = request.has("taskDefinition") ? definitions.wanted(request) : current;
        if (request.has("desiredCount")) {
            merged.set("desiredCount", request.get("desiredCount"));
        }
        checkCounts(merged);
        if (request.has("capacityProviderStrategy")) {
            merged.remove("launchType");
        }
        launches.check(merged, wanted, cluster);
        if (request.has("serviceRegistries")) {
            registries.check(merged, wanted);
        }
        service.request.removeAll();
        service.request.setAll(merged);
        if (request.has("desiredCount")) {
            service.desiredCount = request.path("desiredCount").asInt();
        }
        if (anew
                || !wanted.arn().equals(current.arn())
                || request.path("forceNewDeployment").asBoolean(false)) {
            service.deploy(new Deployment(deploymentId(), wanted, clock.get()));
        }
        if (LaunchCheck.onFargate(service.request)) {
            scheduler.reconcile(service);
        }
        return answer(service, cluster);
    }

    private static void copy(JsonNode from, ObjectNode to, String part) {
        if (from.has(part)) {
            to.set(part, from.get(part).deepCopy());
        }
    }

    ObjectNode delete(ObjectNode request) {
        var cluster = cluster(request);
        var service = active(cluster, request);
        if (service.desiredCount > 0 && !request.path("force").asBoolean(false)) {
            throw Refusals.invalid("The service cannot be stopped while it is scaled above 0.");
        }
        service.status = ServiceRow.Status.DRAINING;
        service.desiredCount = 0;
        scheduler.reconcile(service);
        return answer(service, cluster);
    }

    private static ObjectNode answer(ServiceRow service, Cluster cluster) {
        return Json.object().set("service", ServiceDescription.of(service, cluster.arn, service.request.has("tags")));
    }

    ObjectNode describe(ObjectNode request) {
        var cluster = cluster(request);
        var asked = Json.strings(request, "services");
        if (asked.isEmpty()) {
            throw Refusals.invalid("Services cannot be empty.");
        }
        if (asked.size() > MOST_DESCRIBED) {
            throw Refusals.invalid("Services cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        var found = Json.array();
        var failures = Json.array();
        for (var given : asked) {
            var name = Identifier.inCluster(account, "service", cluster.name, given);
            cluster.service(name)
                    .ifPresentOrElse(
                            service -> found.add(ServiceDescription.of(service, cluster.arn, Tags.wanted(request))),
                            () -> failures.addObject()
                                    .put("arn", account.arn("ecs", "service/" + cluster.name + "/" + name))
                                    .put("reason", "MISSING"));
        }
        var answer = Json.object();
        answer.set("services", found);
        answer.set("failures", failures);
        return answer;
    }

    ObjectNode list(ObjectNode request) {
        var launchType = Json.text(request, "launchType");
        return Refusals.page(
                request,
                "serviceArns",
                cluster(request).services.stream()
                        .filter(s -> s.status != ServiceRow.Status.INACTIVE)
                        .filter(s -> launchType
                                .filter(type -> !type.equals("FARGATE"))
                                .isEmpty())
                        .filter(s -> Json.text(request, "schedulingStrategy")
                                .filter("DAEMON"::equals)
                                .isEmpty())
                        .map(s -> s.arn)
                        .toList(),
                10);
    }

    private ServiceRow active(Cluster cluster, ObjectNode request) {
        var given = Json.required(request, "service", () -> Refusals.invalid("Service cannot be null or empty."));
        var name = Identifier.inCluster(account, "service", cluster.name, given);
        var service =
                cluster.service(name).orElseThrow(() -> new AwsError("ServiceNotFoundException", "Service not found."));
        if (service.status != ServiceRow.Status.ACTIVE) {
            throw new AwsError("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    private static String deploymentId() {
        return "ecs-svc/" + RandomText.of(1, "123456789") + RandomText.of(18, "0123456789");
    }
}
