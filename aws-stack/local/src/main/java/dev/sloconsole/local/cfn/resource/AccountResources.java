package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.NOTED;
import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.secrets.GeneratedSecret;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.wire.AwsError;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Log groups, secrets, roles and schedules: what a stack needs beside its network and its services. */
final class AccountResources {

    private static final String LOGS = "Logs_20140328";

    private final Account account;
    private final ServiceDirectory services;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> roles = new TreeSet<>();
    private final Set<String> schedules = new TreeSet<>();

    AccountResources(Account account, ServiceDirectory services, Secrets secrets) {
        this.account = account;
        this.services = services;
        this.secrets = secrets;
    }

    List<ResourceType> types() {
        return List.of(
                type("AWS::Logs::LogGroup", this::logGroup, this::changeRetention, this::deleteLogGroup),
                type("AWS::SecretsManager::Secret", this::secret, this::changeSecret, (physicalId, properties) -> {
                    secrets.delete(physicalId);
                    return new Progress.Done(physicalId, Map.of());
                }),
                type("AWS::IAM::Role", this::role, NOTED, removed(roles)),
                type("AWS::Scheduler::Schedule", this::schedule, NOTED, removed(schedules)));
    }

    private Progress logGroup(ResourceRequest request) {
        var name = request.nameOr("LogGroupName");
        try {
            services.call(LOGS, "CreateLogGroup", group(name));
        } catch (AwsError e) {
            throw e.code().equals("ResourceAlreadyExistsException")
                    ? exists("AWS::Logs::LogGroup", "LogGroupName", name)
                    : e;
        }
        keep(name, request);
        return new Progress.Done(name, Map.of("Arn", account.arn("logs", "log-group:" + name + ":*")));
    }

    private Progress changeRetention(ResourceUpdate update) {
        keep(update.physicalId(), update.wanted());
        return update.done();
    }

    private void keep(String name, ResourceRequest request) {
        request.optional("RetentionInDays")
                .ifPresent(days ->
                        services.call(LOGS, "PutRetentionPolicy", group(name).put("retentionInDays", days)));
    }

    private Progress deleteLogGroup(String name, ObjectNode properties) {
        try {
            services.call(LOGS, "DeleteLogGroup", group(name));
            return new Progress.Done(name, Map.of());
        } catch (AwsError e) {
            return Retry.goneAlready(e, "ResourceNotFoundException", name);
        }
    }

    private static ObjectNode group(String name) {
        return JsonNodeFactory.instance.objectNode().put("logGroupName", name);
    }

    private Progress secret(ResourceRequest request) {
        var name = request.optional("Name").orElseGet(() -> request.logicalId() + "-" + ResourceRequest.random(12));
        var arn = secrets.create(name, ResourceRequest.random(6), secretText(request));
        return new Progress.Done(arn, Map.of("Id", arn));
    }

    private Progress changeSecret(ResourceUpdate update) {
        if (update.changes("SecretString") || update.changes("GenerateSecretString")) {
            secrets.update(update.physicalId(), secretText(update.wanted()));
        }
        return update.done();
    }

    /** Given, or made up; AWS also keeps a secret of which neither is said, and so without a value. */
    private String secretText(ResourceRequest request) {
        var wish = request.properties().path("GenerateSecretString");
        if (!wish.isMissingNode() && request.optional("SecretString").isPresent()) {
            throw new AwsError(
                    "InvalidRequestException", "You can't specify both SecretString and GenerateSecretString.");
        }
        return wish.isMissingNode() ? request.text("SecretString") : GeneratedSecret.of(wish, random);
    }

    private Progress role(ResourceRequest request) {
        var name = request.nameOr("RoleName");
        add(roles, name, "AWS::IAM::Role", "RoleName");
        return new Progress.Done(
                name,
                Map.of(
                        "Arn", "arn:aws:iam::" + account.id() + ":role/" + name,
                        "RoleId", "AROA" + ResourceRequest.random(17)));
    }

    private Progress schedule(ResourceRequest request) {
        var name = request.nameOr("Name");
        add(schedules, name, "AWS::Scheduler::Schedule", "Name");
        return new Progress.Done(name, Map.of("Arn", account.arn("scheduler", "schedule/default/" + name)));
    }

    private static void add(Set<String> names, String name, String type, String property) {
        if (!names.add(name)) {
            throw exists(type, property, name);
        }
    }

    private static AwsError exists(String type, String property, String name) {
        return new AwsError(
                "AlreadyExists",
                "Resource of type '" + type + "' with identifier '{\"/properties/" + property + "\":\"" + name
                        + "\"}' already exists.");
    }

    private static ResourceType.Deleter removed(Set<String> names) {
        return (physicalId, properties) -> {
            names.remove(physicalId);
            return new Progress.Done(physicalId, Map.of());
        };
    }
}
