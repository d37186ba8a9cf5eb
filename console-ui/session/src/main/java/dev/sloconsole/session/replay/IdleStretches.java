package dev.sloconsole.session.replay;

import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a session nothing happened: nothing but samples, and seconds in which every user was served. Worked out from
 * the facts alone. A replay may pass over them.
 *
 * @param stretches in order, apart from each other
 */
public record IdleStretches(List<Stretch> stretches) {

    /** How much is left of a silence on either side, so that one sees what led to what. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** From one moment to a later one. */
    public record Stretch(Duration start, Duration end) {
        public Duration length() {
            return end.minus(start);
        }
    }

    public IdleStretches {
        stretches = List.copyOf(stretches);
    }

    /** The stretches of a session that are longer than so much, their margins not counted. */
    public static IdleStretches of(List<Fact> facts, Duration longerThan) {
        var stretches = new ArrayList<Stretch>();
        var latest = Duration.ZERO;
        for (Fact fact : facts) {
            if (!routine(fact)) {
                var idle = new Stretch(latest.plus(MARGIN), fact.at().minus(MARGIN));
                if (idle.length().compareTo(longerThan) > 0) {
                    stretches.add(idle);
                }
                latest = fact.at();
            }
        }
        return new IdleStretches(stretches);
    }

    /** How much is passed over in all. */
    public Duration total() {
        return stretches.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Where a replay is that has played on for so long from a moment, having passed over the stretches on its way. */
    public Duration advance(Duration from, Duration by) {
        var at = from.plus(by);
        for (Stretch stretch : stretches) {
            if (stretch.end().compareTo(from) > 0 && stretch.start().compareTo(at) < 0) {
                var entered = stretch.start().compareTo(from) > 0 ? stretch.start() : from;
                at = at.plus(stretch.end().minus(entered));
            }
        }
        return at;
    }

    private static boolean routine(Fact fact) {
        return switch (fact.event()) {
            case MetricsObserved(SamplesScraped samples) -> true;
            case TrafficCounted(var counts) -> counts.bad() == 0;
            default -> false;
        };
    }
}
