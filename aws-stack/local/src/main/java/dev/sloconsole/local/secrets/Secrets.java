package dev.sloconsole.local.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets of the account, by ARN. Their values never appear in {@link #toString}. */
public final class Secrets {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "secretsmanager";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A secret with the value that it has, and the one that it had before. */
    private record Secret(String name, String value, Optional<String> previous) {}

    private final Account account;
    private final Map<String, Secret> secrets = new HashMap<>();

    public Secrets(Account account) {
        this.account = account;
    }

    /**
     * Keeps a value.
     *
     * @param suffix the six characters that Secrets Manager adds to the name, so that an ARN is never used twice
     * @return the ARN
     */
    public String create(String name, String suffix, String value) {
        if (secrets.values().stream().anyMatch(secret -> secret.name.equals(name))) {
            throw new AwsError(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        var arn = account.arn("secretsmanager", "secret:" + name + "-" + suffix);
        secrets.put(arn, new Secret(name, value, Optional.empty()));
        return arn;
    }

    /** The one operation that a client may call: to read a value. */
    public JsonService service() {
        return new JsonService(TARGET_PREFIX, Map.of("GetSecretValue", this::getSecretValue));
    }

    private ObjectNode getSecretValue(ObjectNode request) {
        var asked = Json.required(
                request, "SecretId", () -> new AwsError("InvalidParameterException", "SecretId must be given."));
        var found = secrets.entrySet().stream()
                .filter(one -> isMeant(asked, one.getKey(), one.getValue().name))
                .findFirst()
                .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret."));
        return Json.object()
                .put("ARN", found.getKey())
                .put("Name", found.getValue().name)
                .put("SecretString", found.getValue().value);
    }

    /** What a container's {@code secrets[].valueFrom} names; refused in the words of the agent that looks for it. */
    public String ofContainer(String valueFrom) {
        var reference = SecretReference.ofContainer(valueFrom);
        var value = value(reference);
        if (reference.jsonKey().isEmpty()) {
            return value;
        }
        var key = reference.jsonKey().get();
        var member = parsed(value).path(key);
        if (member.isMissingNode()) {
            throw notFound("retrieved secret from Secrets Manager did not contain json key " + key);
        }
        return member.isValueNode() ? member.asText() : member.toString();
    }

    /** What a template's dynamic reference names; refused in CloudFormation's words. */
    public String ofTemplate(SecretReference reference) {
        var value = value(reference);
        if (reference.jsonKey().isEmpty()) {
            return value;
        }
        var object = parsed(value);
        if (!object.isObject()) {
            throw notFound("Could not parse SecretString JSON");
        }
        var member = object.path(reference.jsonKey().get());
        if (member.isMissingNode()) {
            throw notFound("Could not find a value associated with JSONKey in SecretString");
        }
        return member.isValueNode() ? member.asText() : member.toString();
    }

    private String value(SecretReference reference) {
        var secret = secrets.entrySet().stream()
                .filter(one -> isMeant(reference.secretId(), one.getKey(), one.getValue().name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret."));
        if (reference.versionId().isPresent()) {
            throw notFound("Secrets Manager can't find the specified secret value for VersionId: "
                    + reference.versionId().get());
        }
        var stage = reference.versionStage().orElse("AWSCURRENT");
        return Optional.of(stage)
                .flatMap(name -> switch (name) {
                    case "AWSCURRENT" -> Optional.of(secret.value);
                    case "AWSPREVIOUS" -> secret.previous;
                    default -> Optional.empty();
                })
                .orElseThrow(() ->
                        notFound("Secrets Manager can't find the specified secret value for staging label: " + stage));
    }

    private static boolean isMeant(String id, String arn, String name) {
        return id.equals(arn) || id.equals(name) || id.equals(arn.substring(0, arn.lastIndexOf('-')));
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static AwsError notFound(String why) {
        return new AwsError("ResourceNotFoundException", why);
    }

    /** Gives a secret another value. */
    public void update(String arn, String value) {
        secrets.computeIfPresent(arn, (key, secret) -> new Secret(secret.name, value, Optional.of(secret.value)));
    }

    public void delete(String arn) {
        secrets.remove(arn);
    }

    @Override
    public String toString() {
        return "Secrets" + secrets.keySet();
    }
}
