package dev.sloconsole.stack;

import dev.sloconsole.stack.StackException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
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

    private static final int MINUTES_TO_DEPLOY = 30;

    private final CloudAccess access;
    private final CloudClients clients;

    public StackClient(CloudAccess access) {
        this.access = access;
        this.clients = CloudClients.forCommands(access);
    }

    /**
     * Creates the stack, agreeing to the IAM roles in its template, tagged so that it can be found again.
     *
     * @return the stack's id, an ARN; a stack of the same name that is created later has another
     */
    public String deploy(StackSpec spec) {
        refuseTooLarge(spec);
        var attempted = "create stack " + spec.stackName();
        try {
            var answer = clients.cloudFormation().createStack(create -> create.stackName(spec.stackName())
                    .templateBody(spec.templateBody())
                    .parameters(parameters(spec.parameters()))
                    .capabilities(Capability.CAPABILITY_IAM)
                    .onFailure(OnFailure.ROLLBACK)
                    .timeoutInMinutes(MINUTES_TO_DEPLOY)
                    .clientRequestToken(UUID.randomUUID().toString())
                    .tags(tag("created-by", "slo-console"), tag("project", spec.stackName())));
            IncompleteAnswerException.unless(answer.stackId() != null, "CreateStack", "the stack's id");
            return answer.stackId();
        } catch (AlreadyExistsException e) {
            throw alreadyThere(spec.stackName(), e);
        } catch (SdkException | IncompleteAnswerException e) {
            throw AwsFailure.of(e, access).exception(attempted, e);
        }
    }

    /** Deletes the stack with all that it holds. Deleting what is not there is no error, as with AWS. */
    public void delete(String stackName) {
        attempt("delete stack " + stackName, () -> clients.cloudFormation()
                .deleteStack(delete -> delete.stackName(stackName)
                        .clientRequestToken(UUID.randomUUID().toString())));
    }

    /**
     * Stops a task through ECS, which then replaces it.
     *
     * @param cluster the stack's output {@code ClusterName}; our template names the cluster after the stack
     * @param reason shown as the task's {@code stoppedReason}
     */
    public void stopTask(String cluster, String taskId, String reason) {
        attempt("stop task " + taskId + " of cluster " + cluster, () -> clients.ecs()
                .stopTask(stop -> stop.cluster(cluster).task(taskId).reason(reason)));
    }

    /** The number of the account that the credentials belong to: twelve digits. The cheapest way to try them. */
    public String callerAccount() {
        return attempt("find out whose credentials these are", () -> {
            var account = clients.sts().getCallerIdentity().account();
            IncompleteAnswerException.unless(account != null, "GetCallerIdentity", "the account");
            return account;
        });
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
        String status;
        try {
            status = clients.cloudFormation().describeStacks(ask -> ask.stackName(stackName)).stacks().stream()
                    .findFirst()
                    .map(stack -> stack.stackStatusAsString())
                    .orElse("of unknown status");
        } catch (SdkException e) {
            taken.addSuppressed(e);
            return failure.exception("create stack " + stackName, taken);
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
        return new StackException(Kind.ALREADY_EXISTS,
                "Could not create stack " + stackName + ": a stack of that name exists and is " + status + ". "
                        + advice,
                failure.code(), failure.text(), taken);
    }

    private static void refuseTooLarge(StackSpec spec) {
        var bytes = spec.templateBody().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEMPLATE_BYTES) {
            throw new StackException(Kind.INVALID_REQUEST, "Could not create stack " + spec.stackName()
                    + ": its template has " + bytes + " bytes and CloudFormation takes at most " + MAX_TEMPLATE_BYTES
                    + ". Shorten the files that are put into the template.");
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
