package dev.sloconsole.local.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets of the account, by ARN. Their values never appear in {@link #toString}. */
public final class Secrets {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "secretsmanager";

    private record Secret(String name, String value) {}

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
            throw new AwsError("ResourceExistsException",
                    "The operation failed because the secret " + name + " already exists.");
        }
        var arn = account.arn("secretsmanager", "secret:" + name + "-" + suffix);
        secrets.put(arn, new Secret(name, value));
        return arn;
    }

    /** The one operation that a client may call: to read a value. */
    public JsonService service() {
        return new JsonService(TARGET_PREFIX, Map.of("GetSecretValue", this::getSecretValue));
    }

    private ObjectNode getSecretValue(ObjectNode request) {
        var asked = Json.required(request, "SecretId",
                () -> new AwsError("InvalidParameterException", "SecretId must be given."));
        var found = secrets.entrySet().stream()
                .filter(each -> each.getKey().equals(asked) || each.getValue().name.equals(asked))
                .findFirst()
                .orElseThrow(() -> new AwsError("ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret."));
        return Json.object()
                .put("ARN", found.getKey())
                .put("Name", found.getValue().name)
                .put("SecretString", found.getValue().value);
    }

    /** The value behind the ARN that a container's {@code secrets[].valueFrom} names. */
    public Optional<String> value(String arn) {
        return Optional.ofNullable(secrets.get(arn)).map(Secret::value);
    }

    /** Gives a secret another value. */
    public void update(String arn, String value) {
        secrets.computeIfPresent(arn, (key, secret) -> new Secret(secret.name, value));
    }

    public void delete(String arn) {
        secrets.remove(arn);
    }

    @Override
    public String toString() {
        return "Secrets" + secrets.keySet();
    }
}
