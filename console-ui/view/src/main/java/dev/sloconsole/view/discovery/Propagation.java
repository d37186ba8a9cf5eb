package dev.sloconsole.view.discovery;

import dev.sloconsole.session.Discovery;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Traffic;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who learned of the new address how long after the kill.
 *
 * @param axisSeconds the right end of the axis
 */
public record Propagation(List<Bar> bars, double axisSeconds) {

    /** One who had to learn. */
    public record Bar(String who, double seconds, String words, Tone tone) {}

    private static final List<Integer> AXES = List.of(10, 20, 40, 60, 120, 300, 600);

    /** Empty while nothing was killed yet. */
    public static Optional<Propagation> from(SessionState state, Duration now) {
        return state.outage().map(o -> {
            boolean noticed = state.tasks().noticed(o);
            var bars = List.of(
                    bar(
                            "ECS",
                            o,
                            Hop.REPLACEMENT_RUNNING,
                            now,
                            noticed ? "is starting a new task" : "has not noticed",
                            noticed ? Tone.WARN : Tone.BAD),
                    bar("Cloud Map", o, Hop.REGISTERED, now, "does not have it yet", Tone.WARN),
                    dns(state.discovery(), o, now),
                    bar(
                            "Prometheus",
                            o,
                            Hop.TARGET_UP,
                            now,
                            o.has(Hop.TARGET_DOWN) ? "has not asked the new task" : "has not noticed",
                            Tone.BAD),
                    users(state.traffic(), o, now));
            double longest = bars.stream().mapToDouble(Bar::seconds).max().orElse(0);
            int axis = AXES.stream().filter(a -> a >= longest).findFirst().orElse((int) Math.ceil(longest / 600) * 600);
            return new Propagation(bars, axis);
        });
    }

    /** Where no resolver can be asked, what one may still believe is worked out from the zone's time to live. */
    private static Bar dns(Discovery discovery, Outage o, Duration now) {
        if (discovery.believed() == DnsSource.RESOLVER) {
            return bar(
                    "DNS",
                    o,
                    Hop.RESOLVER,
                    now,
                    o.has(Hop.ZONE) ? "waiting for the TTL" : "knows the old one",
                    Tone.WARN);
        }
        var zone = o.after(Hop.ZONE);
        if (zone.isEmpty()) {
            return bar("DNS zone", o, Hop.ZONE, now, "knows the old one", Tone.WARN);
        }
        var latest = zone.get().plus(discovery.believedLonger());
        boolean over = Written.between(o.startedAt(), now).compareTo(latest) >= 0;
        return new Bar(
                "DNS zone",
                latest.toMillis() / 1000.0,
                Written.seconds(zone.get()) + ", resolvers by " + Written.seconds(latest),
                over ? Tone.GOOD : Tone.WARN);
    }

    private static Bar users(Traffic traffic, Outage o, Duration now) {
        if (traffic.plan().mode() == TrafficPlan.Mode.OFF) {
            return bar("Users", o, Hop.SERVED_AGAIN, now, "no traffic to see it by", Tone.MUTED);
        }
        return traffic.lost(o, now) == 0
                ? bar("Users", o, Hop.SERVED_AGAIN, now, "served still", Tone.WARN)
                : bar("Users", o, Hop.SERVED_AGAIN, now, "not served again yet", Tone.BAD);
    }

    private static Bar bar(String who, Outage o, Hop hop, Duration now, String waiting, Tone tone) {
        var learned = o.after(hop);
        var seconds = learned.orElseGet(() -> Written.between(o.startedAt(), now));
        return new Bar(
                who,
                seconds.toMillis() / 1000.0,
                learned.isPresent() ? Written.seconds(seconds) : waiting,
                learned.isPresent() ? Tone.GOOD : tone);
    }
}
