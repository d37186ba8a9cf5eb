package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.ServiceDirectory;
import dev.sloconsole.local.wire.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** ECS, Cloud Map and log groups in memory: answers as AWS does, remembers what it was asked, refuses as told. */
final class FakeServices implements ServiceDirectory {

    /** One call. */
    record Call(String operation, ObjectNode request) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final Map<String, AwsError> refusals = new ConcurrentHashMap<>();
    private final Map<String, Predicate<ObjectNode>> conditions = new ConcurrentHashMap<>();
    /** Looks until a service is stable, or an operation done. */
    volatile int looks = 2;

    volatile boolean neverStable;

    private final Set<String> things = new TreeSet<>();
    private final Map<String, Integer> looked = new LinkedHashMap<>();
    private final Map<String, ObjectNode> services = new ConcurrentHashMap<>();
    private int next;

    @Override
    public ObjectNode call(String targetPrefix, String operation, ObjectNode request) {
        calls.add(new Call(operation, request));
        var refusal = refusals.get(operation);
        if (refusal != null && conditions.getOrDefault(operation, any -> true).test(request)) {
            throw refusal;
        }
        return targetPrefix.startsWith("Route53AutoNaming") ? cloudMap(operation, request) : ecs(operation, request);
    }

    void refuseWhen(String operation, Predicate<ObjectNode> condition, AwsError refusal) {
        conditions.put(operation, condition);
        refusals.put(operation, refusal);
    }

    Call last(String operation) {
        return calls.stream()
                .filter(call -> call.operation.equals(operation))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** What was created and not deleted. */
    Set<String> left() {
        return things;
    }

    private ObjectNode ecs(String operation, ObjectNode request) {
        var answer = object();
        switch (operation) {
            case "CreateCluster" ->
                answer.putObject("cluster")
                        .put("clusterName", add(request.path("clusterName").asText()))
                        .put(
                                "clusterArn",
                                "arn:cluster/" + request.path("clusterName").asText());
            case "UpdateCluster", "PutClusterCapacityProviders" -> {}
            case "DeleteCluster" -> things.remove(request.path("cluster").asText());
            case "RegisterTaskDefinition" -> {
                var family = "arn:task-definition/" + request.path("family").asText();
                answer.putObject("taskDefinition")
                        .put("taskDefinitionArn", add(family + ":" + looked.merge(family, 1, Integer::sum)));
            }
            case "DeregisterTaskDefinition" ->
                things.remove(request.path("taskDefinition").asText());
            case "CreateService" -> {
                var arn = add("arn:service/" + request.path("serviceName").asText());
                services.put(arn, request.deepCopy().put("serviceArn", arn));
                answer.set("service", service(arn));
            }
            case "UpdateService" -> {
                var arn = request.path("service").asText();
                looked.remove(arn);
                request.properties().forEach(part -> service(arn).set(part.getKey(), part.getValue()));
                answer.set("service", service(arn));
            }
            case "DeleteService" -> things.remove(request.path("service").asText());
            case "CreateLogGroup" -> add(request.path("logGroupName").asText());
            case "DeleteLogGroup" -> things.remove(request.path("logGroupName").asText());
            case "PutRetentionPolicy", "TagResource", "UntagResource" -> {}
            case "DescribeServices" ->
                describe(answer, request.path("services").path(0).asText());
            default -> throw new IllegalArgumentException(operation);
        }
        return answer;
    }

    private ObjectNode service(String arn) {
        return Optional.ofNullable(services.get(arn)).orElseThrow();
    }

    private void describe(ObjectNode answer, String arn) {
        boolean exists = things.contains(arn);
        boolean stable = !neverStable && looked.merge(arn, 1, Integer::sum) >= looks;
        var service = answer.putArray("services")
                .addObject()
                .put("status", exists ? "ACTIVE" : "INACTIVE")
                .put("taskDefinition", service(arn).path("taskDefinition").asText())
                .put("desiredCount", 1)
                .put("runningCount", stable ? 1 : 0)
                .put("pendingCount", stable ? 0 : 1);
        service.putArray("deployments").addObject().put("rolloutState", stable ? "COMPLETED" : "IN_PROGRESS");
    }

    private ObjectNode cloudMap(String operation, ObjectNode request) {
        var answer = object();
        switch (operation) {
            case "CreatePrivateDnsNamespace" -> answer.put("OperationId", "create-" + add("ns-" + next++));
            case "DeleteNamespace" -> {
                things.remove(request.path("Id").asText());
                answer.put("OperationId", "delete-" + request.path("Id").asText());
            }
            case "GetNamespace" ->
                answer.putObject("Namespace")
                        .put("Arn", "arn:" + request.path("Id").asText())
                        .putObject("Properties")
                        .putObject("DnsProperties")
                        .put("HostedZoneId", "Z0123");
            case "UpdatePrivateDnsNamespace", "UpdateService" ->
                answer.put(
                        "OperationId",
                        "update" + next++ + "-" + request.path("Id").asText());
            case "GetOperation" -> {
                var id = request.path("OperationId").asText();
                var target = id.substring(id.indexOf('-') + 1);
                answer.putObject("Operation")
                        .put("Status", looked.merge(id, 1, Integer::sum) >= looks ? "SUCCESS" : "PENDING")
                        .putObject("Targets")
                        .put(target.startsWith("ns-") ? "NAMESPACE" : "SERVICE", target);
            }
            case "CreateService" -> {
                var id = add("srv-" + next++);
                answer.putObject("Service")
                        .put("Id", id)
                        .put("Arn", "arn:" + id)
                        .put("Name", request.path("Name").asText());
            }
            case "DeleteService" -> things.remove(request.path("Id").asText());
            case "TagResource", "UntagResource" -> {}
            default -> throw new IllegalArgumentException(operation);
        }
        return answer;
    }

    private String add(String thing) {
        things.add(thing);
        return thing;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
