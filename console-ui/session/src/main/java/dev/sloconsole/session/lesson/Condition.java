package dev.sloconsole.session.lesson;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** What a checkpoint waits for. */
public sealed interface Condition {

    /** The stack has a status; {@code NONE} before the first deployment. */
    record StackIs(String status) implements Condition {}

    /** A scrape target of a job has a health: up, down or unknown. */
    record TargetIs(String job, String health) implements Condition {}

    /** At least so many tasks of a service have a status. */
    record TasksAre(String service, String status, int count) implements Condition {}

    /** The stack's Prometheus answers. */
    record PrometheusReachable() implements Condition {}

    /** A query over the recorded series gives something, and a value of it lies within the bounds. */
    record QueryGives(String promql, Bounds bounds) implements Condition {}

    /** The SLI as the users saw it, over a range, lies within the bounds. */
    record UserSli(Bounds bounds, Duration over) implements Condition {}

    /** A figure lies within the bounds. */
    record FigureIs(FigureName figure, Bounds bounds) implements Condition {}

    /** The traffic is in a mode, and a second of it was counted since it was switched there, unless it is off. */
    record TrafficIs(TrafficPlan.Mode mode) implements Condition {}

    /** A fact of a kind was seen, with these values in its data as the journal writes them. */
    record FactSeen(String kind, SortedMap<String, String> fields) implements Condition {}

    /** DNS answers for the app: with an address, or with another one than before the latest outage. */
    record DnsAnswers(boolean newAddress) implements Condition {}

    /** The propagation of the latest outage has come so far. */
    record OutageReached(Hop hop) implements Condition {}

    /** At least one of several holds. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** All of several hold, at the same time. */
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** The figures that a lesson can name. */
    enum FigureName {
        SERVER_SLI,
        SERVER_ERROR_RATE,
        BUDGET,
        BURN_RATE
    }
}
