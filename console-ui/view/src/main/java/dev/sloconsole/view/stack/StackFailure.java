package dev.sloconsole.view.stack;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Stack.Resource;
import dev.sloconsole.stack.StackFact.StackFailed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a deployment or a deletion failed of, and the way out of it.
 *
 * @param culprit the first resource that failed, with its type; empty where AWS names none
 * @param reason in AWS's words
 * @param stopped why the resource's newest task stopped; empty where it has none
 * @param log what that task wrote last, the newest line at the end
 * @param now what CloudFormation does about it
 * @param remedy the button; empty where nothing is to be done, or nothing can be
 */
public record StackFailure(
        String title,
        String culprit,
        String reason,
        Optional<String> stopped,
        List<String> log,
        String now,
        Optional<Remedy> remedy) {

    private static final int LOG_LINES = 6;

    /** What leads out of a failure. */
    public enum Way {
        DELETE_AND_DEPLOY_AGAIN("Delete the remains and deploy again"),
        DELETE_AGAIN("Delete the stack again");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A button.
     *
     * @param whyNot it cannot be pressed yet; empty where it can
     */
    public record Remedy(Way way, String whyNot) {}

    /** The failure that the class looks at; empty while nothing has failed, and while its remains are deleted. */
    public static Optional<StackFailure> from(SessionState state) {
        var stack = state.stack();
        var phase = StackPhase.of(stack);
        boolean takenBack = phase == StackPhase.RISING && stack.rolledBack();
        if (phase != StackPhase.FAILED && !takenBack) {
            return Optional.empty();
        }
        boolean deletion = stack.status().startsWith("DELETE_");
        var root = state.ownership().failed().filter(told -> told.what().equals("deletion") == deletion);
        var resource = firstFailed(stack);
        return Optional.of(new StackFailure(
                deletion ? "The stack could not be deleted" : "The deployment failed",
                root.map(told -> culprit(told.resource(), told.type()))
                        .or(() -> resource.map(r -> culprit(r.logicalId(), r.type())))
                        .orElse(""),
                root.map(StackFailed::reason)
                        .or(() -> resource.flatMap(Resource::reason))
                        .or(stack::reason)
                        .orElse("CloudFormation gives no reason."),
                root.flatMap(StackFailed::stoppedReason),
                root.map(told -> last(told.log())).orElse(List.of()),
                now(stack, takenBack, deletion),
                state.info().source() == Source.REPLAY || state.info().ended()
                        ? Optional.empty()
                        : remedy(stack, takenBack, deletion)));
    }

    private static String now(Stack stack, boolean takenBack, boolean deletion) {
        if (takenBack) {
            long gone = resources(stack).stream()
                    .filter(r -> r.status().equals("DELETE_COMPLETE"))
                    .count();
            return updated(stack)
                    ? "CloudFormation goes back to the template before."
                    : "CloudFormation takes back what it made: " + gone + " of "
                            + resources(stack).size() + " parts are gone.";
        }
        return deletion
                ? "Remove what the reason names in the AWS console first: what is left is paid for."
                : "Mend what the reason names first: the same template fails the same way. Remains keep the stack's name.";
    }

    private static Optional<Remedy> remedy(Stack stack, boolean takenBack, boolean deletion) {
        if (deletion) {
            return Optional.of(new Remedy(Way.DELETE_AGAIN, ""));
        }
        return takenBack && updated(stack)
                ? Optional.empty()
                : Optional.of(new Remedy(
                        Way.DELETE_AND_DEPLOY_AGAIN,
                        takenBack ? "CloudFormation is still taking back what it made. Wait until it has done." : ""));
    }

    /** Whether a stack that stood is being put back to what it was. */
    private static boolean updated(Stack stack) {
        return stack.status().startsWith("UPDATE_");
    }

    /** Those that were cancelled because another one failed are not the cause. */
    private static Optional<Resource> firstFailed(Stack stack) {
        return resources(stack).stream()
                .filter(Resource::failed)
                .filter(r -> r.reason()
                        .filter(why -> why.toLowerCase(Locale.ROOT).contains("cancelled"))
                        .isEmpty())
                .findFirst();
    }

    private static List<Resource> resources(Stack stack) {
        return stack.resources().stream()
                .filter(r -> !r.type().equals("AWS::CloudFormation::Stack"))
                .toList();
    }

    private static String culprit(String logicalId, String type) {
        var kind = type.replace("AWS::", "").replace("::", " ");
        return kind.isEmpty() ? logicalId : logicalId + " (" + kind + ")";
    }

    private static List<String> last(List<String> log) {
        return log.subList(Math.max(0, log.size() - LOG_LINES), log.size());
    }
}
