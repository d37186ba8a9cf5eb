package dev.sloconsole.view.wall;

import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Stack.Resource;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The stack while it comes, fails and goes. */
final class StackCaptions {

    private static final int REASON_LENGTH = 110;

    private static final Pattern HANDLER =
            Pattern.compile("^Resource handler returned message: \"(.*?)\"(?: \\(.*\\))?$");
    private static final Pattern OPERATION = Pattern.compile("^Error occurred during operation '(.*?)'\\.?$");

    private StackCaptions() {}

    static Optional<Caption> of(Moment m) {
        var stack = m.state().stack();
        return switch (m.phase()) {
            case RISING -> stack.status().contains("ROLLBACK") ? rollingBack(stack) : deploying(m, stack);
            case FAILED -> failed(stack);
            case FALLING -> deleting(stack);
            case NONE -> stack.status().equals("DELETE_COMPLETE") ? gone() : Optional.empty();
            case UNKNOWN, UP -> Optional.empty();
        };
    }

    private static Optional<Caption> deploying(Moment m, Stack stack) {
        var open = resources(stack).stream()
                .filter(r -> r.status().endsWith("_IN_PROGRESS"))
                .toList();
        if (open.isEmpty()) {
            return Caption.news(
                    Part.say("CloudFormation reads the template ").say("and begins with what nothing else needs."));
        }
        var latest = open.getLast();
        var left = Waiting.deployment(m.state()).map(wait -> wait.minus(m.ago(stack.since())));
        var sentence =
                Part.say("CloudFormation creates ").warn(latest.logicalId()).say(" (" + kind(latest) + ")");
        if (open.size() > 1) {
            sentence.say(" and " + (open.size() - 1) + " more");
        }
        return Caption.state(sentence.say(left.map(StackCaptions::howLong).orElse(": each waits for what it needs.")));
    }

    /** @param left of what was expected; negative where it takes longer */
    private static String howLong(Duration left) {
        if (left.toSeconds() > 0) {
            return ": about " + Written.span(left) + " to go.";
        }
        return left.toMillis() > -1_000
                ? ": any moment now."
                : ": " + Written.span(left.negated()) + " longer than expected.";
    }

    private static Optional<Caption> rollingBack(Stack stack) {
        return Caption.milestone(Part.say("")
                .bad(firstFailed(stack).map(r -> r.logicalId() + " failed").orElse("The deployment failed"))
                .say(why(stack) + " CloudFormation takes back what it made."));
    }

    private static Optional<Caption> failed(Stack stack) {
        return Caption.milestone(Part.say("")
                .bad("The deployment failed")
                .say(firstFailed(stack).map(r -> " at " + r.logicalId()).orElse("") + why(stack)
                        + " Its remains must go before the next try."));
    }

    private static Optional<Caption> deleting(Stack stack) {
        var all = resources(stack);
        long gone =
                all.stream().filter(r -> r.status().equals("DELETE_COMPLETE")).count();
        return Caption.state(Part.say("The stack is being deleted: ")
                .warn(gone + " of " + all.size() + " parts are gone")
                .say(". What is left would be paid for."));
    }

    private static Optional<Caption> gone() {
        return Caption.news(
                Part.say("The stack is gone").say(", and every address with it. The same template brings it back."));
    }

    private static String why(Stack stack) {
        return firstFailed(stack)
                .flatMap(Resource::reason)
                .or(stack::reason)
                .map(reason -> ": " + inShort(reason))
                .orElse(".");
    }

    /** The reason's first sentence without what CloudFormation wraps around it, or as much of it as two lines hold. */
    private static String inShort(String reason) {
        var told = OPERATION
                .matcher(HANDLER.matcher(reason.strip()).replaceFirst("$1"))
                .replaceFirst("$1");
        var first = told.split("(?<=[.!?])\\s", 2)[0];
        var shortened = first.length() <= REASON_LENGTH
                ? first
                : first.substring(0, REASON_LENGTH - 1).strip() + "…";
        return shortened.endsWith(".") || shortened.endsWith("…") ? shortened : shortened + ".";
    }

    private static Optional<Resource> firstFailed(Stack stack) {
        // Those that were cancelled because another one failed are not the cause.
        return resources(stack).stream()
                .filter(r -> r.status().endsWith("_FAILED"))
                .filter(r -> r.reason().filter(why -> why.contains("cancelled")).isEmpty())
                .findFirst();
    }

    static List<Resource> resources(Stack stack) {
        return stack.resources().stream()
                .filter(r -> !r.type().equals("AWS::CloudFormation::Stack"))
                .toList();
    }

    private static String kind(Resource resource) {
        return resource.type().replace("AWS::", "").replace("::", " ");
    }
}
