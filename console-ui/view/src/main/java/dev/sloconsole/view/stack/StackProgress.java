package dev.sloconsole.view.stack;

import dev.sloconsole.session.Stack;
import dev.sloconsole.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far CloudFormation is, resource by resource, so that nobody waits without knowing for what. A rollback has no
 * fraction: what is taken back is no progress.
 *
 * @param fraction done, where it is known how many resources there will be
 * @param reason why it failed or is rolled back
 * @param lines what is worked on first, then the latest that were finished
 */
public record StackProgress(
        String title, String count, OptionalDouble fraction, Optional<String> reason, List<Line> lines) {

    /** A resource. */
    public record Line(String name, String type, String status, Tone tone) {}

    private static final int SHOWN = 10;

    /**
     * The progress of a stack.
     *
     * @param expected how many resources the template has, 0 if that is not known
     */
    public static StackProgress from(Stack stack, int expected) {
        boolean falling = StackPhase.of(stack) == StackPhase.FALLING;
        // The stack itself is listed among its events; it is no resource of its own.
        var resources = stack.resources().stream()
                .filter(r -> !r.type().equals("AWS::CloudFormation::Stack"))
                .toList();
        var open = new ArrayList<Line>();
        var failed = new ArrayList<Line>();
        var done = new ArrayList<Line>();
        for (var r : resources) {
            if (r.failed()) {
                failed.add(line(r, Tone.BAD));
            } else if (r.moving()) {
                open.add(line(r, Tone.WARN));
            } else if (!falling || r.leaving()) {
                done.addFirst(line(r, Tone.GOOD));
            }
        }
        int total = falling ? resources.size() : expected >= resources.size() ? expected : 0;
        boolean back = !falling && stack.rolledBack();
        var verb = falling ? "deleted" : "complete";
        var count = back
                ? done.stream()
                                .filter(line -> line.status().startsWith("delete complete"))
                                .count() + " of " + resources.size() + " parts taken back"
                : total > 0
                        ? done.size() + " of " + total + " resources " + verb
                        : done.size() + " " + verb + ", " + open.size() + " in progress";
        var lines = new ArrayList<>(failed);
        lines.addAll(open);
        lines.addAll(done);
        return new StackProgress(
                title(stack),
                count,
                total > 0 && !back ? OptionalDouble.of((double) done.size() / total) : OptionalDouble.empty(),
                StackPhase.of(stack) == StackPhase.FAILED || stack.rolledBack() ? stack.reason() : Optional.empty(),
                List.copyOf(lines.subList(0, Math.min(SHOWN, lines.size()))));
    }

    private static String title(Stack stack) {
        return switch (StackPhase.of(stack)) {
            case UNKNOWN -> "Asking the cloud";
            case NONE -> "No stack";
            case RISING -> stack.rolledBack() ? "Rolling back" : "Deploying the stack";
            case FALLING -> "Deleting the stack";
            case UP -> "The stack stands";
            case FAILED -> "The stack has failed";
        };
    }

    /** A status of CloudFormation's where there is little room, such as {@code create in progress}. */
    public static String words(String status) {
        return status.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static Line line(Stack.Resource r, Tone tone) {
        var words = words(r.status());
        // CloudFormation gives a reason for what goes well, too ("Resource creation Initiated"); only a failure's is
        // news.
        var why = tone == Tone.BAD ? r.reason().map(reason -> ": " + reason).orElse("") : "";
        return new Line(r.logicalId(), r.type().replace("AWS::", ""), words + why, tone);
    }
}
