package dev.sloconsole.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One thing of a session over time, as stretches in which it stayed as it was. Another lane is another kind. */
public record Lane(Kind kind, List<Span> spans) {

    /** The lanes, from the top. */
    public enum Kind {
        /** What traffic was sent. */
        TRAFFIC,
        /** Which tasks of the app ran. */
        TASK,
        /** What DNS answered for the app: a resolver where one stands beside the zone. */
        DNS,
        /** How Prometheus found the app's target. */
        TARGET,
        /** The gravest of Prometheus's alerts. */
        ALERT
    }

    /** What an alert does. */
    public enum Call {
        /** It fires if this goes on. */
        PENDING,
        FIRING,
        /** None is left: it calls nobody any more. */
        OVER
    }

    /** What was so during a stretch. */
    public sealed interface Content {

        /** Traffic by a plan. */
        record Sent(TrafficPlan plan) implements Content {}

        /** A task that ran. */
        record Ran(String taskId, Optional<String> address) implements Content {}

        /** An answer of DNS; without addresses the code says why. */
        record Answered(String rcode, List<String> addresses) implements Content {
            /** Whether the name has an address. */
            public boolean found() {
                return exists() && !addresses.isEmpty();
            }

            /** Whether there is such a name. */
            public boolean exists() {
                return rcode.equals("NOERROR");
            }
        }

        /** The health of a target, in Prometheus's words. */
        record Scraped(String health) implements Content {}

        /** An alert, the gravest there was. */
        record Alerted(String severity, Call call) implements Content {}
    }

    /**
     * A stretch.
     *
     * @param end empty while it goes on
     */
    public record Span(Duration start, Optional<Duration> end, Content content) {

        /** A stretch that begins. */
        public static Span from(Duration start, Content content) {
            return new Span(start, Optional.empty(), content);
        }

        public boolean open() {
            return end.isEmpty();
        }
    }

    static List<Lane> none() {
        return Arrays.stream(Kind.values())
                .map(kind -> new Lane(kind, List.of()))
                .toList();
    }

    /** The same with a stretch more. */
    public Lane with(Span span) {
        return new Lane(kind, Lists.with(spans, span));
    }

    /** The same with every open stretch ended. */
    public Lane ended(Duration at) {
        return ended(at, content -> true);
    }

    /** The same with those of its open stretches ended that hold a certain content. */
    public Lane ended(Duration at, Predicate<Content> which) {
        return new Lane(
                kind,
                Lists.mapped(
                        spans,
                        span -> span.open() && which.test(span.content()),
                        span -> new Span(span.start(), Optional.of(at), span.content())));
    }

    /** The same with another content from here on, unless it stays as it is. */
    public Lane next(Duration at, Content content) {
        boolean same = !spans.isEmpty()
                && spans.getLast().open()
                && spans.getLast().content().equals(content);
        return same ? this : ended(at).with(Span.from(at, content));
    }

    /** Whether a stretch of a certain content goes on. */
    public boolean goesOn(Predicate<Content> which) {
        return spans.stream().anyMatch(span -> span.open() && which.test(span.content()));
    }
}
