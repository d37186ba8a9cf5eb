package dev.sloconsole.stack;

import dev.sloconsole.stack.StackException.Kind;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.StackFound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * An instructor's commands, carried out through AWS's API. Each returns as soon as AWS has accepted it; what comes of
 * it is seen by a {@link StackWatcher}. Every refusal is a {@link StackException}. Blocks while AWS is asked, so call
 * it from a virtual thread; safe for use by several. The constructor connects to nothing.
 */
public final class StackClient implements AutoCloseable {

    /** What CloudFormation takes in one piece, in bytes of UTF-8. */
    static final int MAX_TEMPLATE_BYTES = 51_200;

    /** The tags by which a stack of ours is known, and who deployed it. */
    static final String CREATED_BY_TAG = "created-by";

    static final String CREATED_BY = "slo-console";
    static final String OWNER_TAG = "owner";

    private static final int MINUTES_TO_DEPLOY = 30;

    /**
     * A stack that is there.
     *
     * @param status CloudFormation's word
     */
    public record FoundStack(StackFound found, String status, Map<String, String> outputs) {
        public FoundStack {
            outputs = Map.copyOf(outputs);
        }

        /** Whether CloudFormation is at work on it. */
        public boolean settled() {
            return !status.endsWith("_IN_PROGRESS");
        }
    }

    private final CloudAccess access;
    private final CloudClients clients;

    public StackClient(CloudAccess access) {
        this.access = access;
        this.clients = CloudClients.forCommands(access);
    }

    /**
     * Creates the stack, agreeing to the IAM roles in its template, tagged so that it can be found again.
     *
     * @param token one for each deployment that was asked for: AWS takes a request that has an earlier one's token for
     *     the same, and creates nothing again
     * @return the stack's id, an ARN; a stack of the same name that is created later has another
     */
    public String deploy(StackSpec spec, String token) {
        refuseTooLarge(spec);
        var attempted = "create stack " + spec.stackName();
        try {
            var answer = clients.cloudFormation()
                    .createStack(create -> create.stackName(spec.stackName())
                            .templateBody(spec.templateBody())
                            .parameters(parameters(spec.parameters()))
                            .capabilities(Capability.CAPABILITY_IAM)
                            .onFailure(OnFailure.ROLLBACK)
                            .timeoutInMinutes(MINUTES_TO_DEPLOY)
                            .clientRequestToken(token)
                            .tags(tags(spec)));
            IncompleteAnswerException.unless(answer.stackId() != null, "CreateStack", "the stack's id");
            return answer.stackId();
        } catch (AlreadyExistsException e) {
            throw alreadyThere(spec.stackName(), e);
        } catch (SdkException | IncompleteAnswerException e) {
            throw AwsFailure.of(e, access).exception(attempted, e);
        }
    }

    private static List<Tag> tags(StackSpec spec) {
        var tags = new ArrayList<>(List.of(tag(CREATED_BY_TAG, CREATED_BY), tag("project", spec.stackName())));
        Optional.ofNullable(spec.parameters().get("Owner")).ifPresent(owner -> tags.add(tag(OWNER_TAG, owner)));
        return tags;
    }

    /** The stack of a name or id; empty if there is none, also if it has been deleted. */
    public Optional<FoundStack> find(String nameOrId) {
        try {
            return attempt(
                    "look for stack " + nameOrId,
                    () -> clients.cloudFormation().describeStacks(ask -> ask.stackName(nameOrId)).stacks().stream()
                            .filter(stack -> !"DELETE_COMPLETE".equals(stack.stackStatusAsString()))
                            .findFirst()
                            .map(stack -> new FoundStack(
                                    StackReader.found(stack),
                                    stack.stackStatusAsString(),
                                    stack.outputs().stream()
                                            .collect(Collectors.toMap(Output::outputKey, Output::outputValue)))));
        } catch (StackException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Deletes one stack with all that it holds, and no other that may have come to its name. Deleting what is not there
     * is no error, as with AWS.
     *
     * @param stackId an ARN
     */
    public void delete(String stackId) {
        attempt(
                "delete stack " + stackId,
                () -> clients.cloudFormation()
                        .deleteStack(delete -> delete.stackName(stackId)
                                .clientRequestToken(UUID.randomUUID().toString())));
    }

    /** The names of all stacks that are tagged as ours. */
    public List<String> ours() {
        return attempt(
                "list the stacks of " + access.region(),
                () -> clients.cloudFormation().describeStacksPaginator().stacks().stream()
                        .filter(stack -> StackReader.found(stack).ours())
                        .map(stack -> stack.stackName())
                        .toList());
    }

    /** What keeps a stack from being deleted, in AWS's words. */
    public String whatHolds(String stackId) {
        return attempt(
                "read the events of stack " + stackId,
                () -> clients.cloudFormation().describeStackEvents(ask -> ask.stackName(stackId)).stackEvents().stream()
                        .takeWhile(event -> !"DELETE_IN_PROGRESS".equals(event.resourceStatusAsString())
                                || !stackId.equals(event.physicalResourceId()))
                        .filter(event -> "DELETE_FAILED".equals(event.resourceStatusAsString()))
                        .filter(event -> !stackId.equals(event.physicalResourceId()))
                        .map(event -> event.logicalResourceId() + " (" + event.resourceStatusReason() + ")")
                        .collect(Collectors.joining(", ", "held by ", ".")));
    }

    /**
     * Changes some of a stack's parameters and leaves everything else as it is, the template too.
     *
     * @param stackId an ARN
     */
    public void update(String stackId, Map<String, String> changed) {
        var attempted = "change " + String.join(", ", new TreeMap<>(changed).keySet()) + " of stack " + stackId;
        try {
            var stack = clients.cloudFormation()
                    .describeStacks(ask -> ask.stackName(stackId))
                    .stacks()
                    .getFirst();
            var parameters = new ArrayList<>(parameters(changed));
            stack.parameters().stream()
                    .map(Parameter::parameterKey)
                    .filter(key -> !changed.containsKey(key))
                    .forEach(key -> parameters.add(Parameter.builder()
                            .parameterKey(key)
                            .usePreviousValue(true)
                            .build()));
            clients.cloudFormation()
                    .updateStack(update -> update.stackName(stackId)
                            .usePreviousTemplate(true)
                            .parameters(parameters)
                            .capabilities(Capability.CAPABILITY_IAM)
                            .clientRequestToken(UUID.randomUUID().toString()));
        } catch (SdkException | IncompleteAnswerException e) {
            throw AwsFailure.of(e, access).exception(attempted, e);
        }
    }

    /** Asks ECS for another count of a service's tasks. */
    public void scale(String cluster, String service, int desired) {
        attempt(
                "scale service " + service + " to " + desired,
                () -> clients.ecs()
                        .updateService(update ->
                                update.cluster(cluster).service(service).desiredCount(desired)));
    }

    /** The value of a secret in Secrets Manager. */
    public String secret(String arn) {
        return attempt("read the secret " + arn, () -> {
            var value =
                    clients.secrets().getSecretValue(ask -> ask.secretId(arn)).secretString();
            IncompleteAnswerException.unless(value != null, "GetSecretValue", "the value");
            return value;
        });
    }

    /**
     * Stops a task through ECS, which then replaces it.
     *
     * @param cluster the stack's output {@code ClusterName}; our template names the cluster after the stack
     * @param reason shown as the task's {@code stoppedReason}
     */
    public void stopTask(String cluster, String taskId, String reason) {
        attempt(
                "stop task " + taskId + " of cluster " + cluster,
                () -> clients.ecs()
                        .stopTask(stop -> stop.cluster(cluster).task(taskId).reason(reason)));
    }

    /** Whose account this is and who we are in it. The cheapest way to try the credentials. */
    public AccountRead account() {
        return attempt("find out whose credentials these are", () -> StackWatcher.account(clients, access.region()));
    }

    @Override
    public void close() {
        clients.close();
    }

    private <T> T attempt(String attempted, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | IncompleteAnswerException e) {
            throw AwsFailure.of(e, access).exception(attempted, e);
        }
    }

    /** The refusal for a name that is taken: what to do depends on the state of the stack that has it. */
    private StackException alreadyThere(String stackName, AlreadyExistsException taken) {
        var failure = AwsFailure.of(taken, access);
        Optional<FoundStack> found;
        try {
            found = find(stackName);
        } catch (StackException e) {
            taken.addSuppressed(e);
            return failure.exception("create stack " + stackName, taken);
        }
        var status = found.map(FoundStack::status).orElse("of unknown status");
        if (found.filter(stack -> !stack.found().ours()).isPresent()) {
            return new StackException(
                    Kind.ALREADY_EXISTS,
                    "create stack " + stackName,
                    "a stack of that name exists, is " + status + " and was not created by this program, which will not"
                            + " touch it",
                    "Choose another name with --stack-name.",
                    failure.code(),
                    failure.text(),
                    taken);
        }
        var advice = switch (status) {
            case "ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED" ->
                "It is what an earlier, failed deployment left behind. Its events say what failed; delete it, wait for"
                        + " DELETE_COMPLETE, then deploy again.";
            case "DELETE_FAILED" ->
                "It could not be deleted completely. Its events name the resources that are in the way; remove those,"
                        + " delete the stack again, then deploy.";
            case "DELETE_IN_PROGRESS" -> "It is being deleted. Wait for DELETE_COMPLETE, then deploy again.";
            case "CREATE_IN_PROGRESS" -> "It is being created already. Watch it, or delete it first.";
            case "ROLLBACK_IN_PROGRESS" ->
                "Its creation failed and is being undone. Wait for ROLLBACK_COMPLETE, delete it, then deploy again.";
            default -> "It is in use and stays as it is. Go on with it, delete it first, or choose another name.";
        };
        return new StackException(
                Kind.ALREADY_EXISTS,
                "create stack " + stackName,
                "a stack of that name exists and is " + status,
                advice,
                failure.code(),
                failure.text(),
                taken);
    }

    private static void refuseTooLarge(StackSpec spec) {
        var bytes = spec.templateBody().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEMPLATE_BYTES) {
            throw new StackException(
                    Kind.INVALID_REQUEST,
                    "create stack " + spec.stackName(),
                    "its template has " + bytes + " bytes and CloudFormation takes at most " + MAX_TEMPLATE_BYTES,
                    "Shorten the files that are put into the template.");
        }
    }

    private static List<Parameter> parameters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(each.getValue())
                        .build())
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
