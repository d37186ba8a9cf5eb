package dev.sloconsole.session;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An address change of the app: who learned of it, and when. The first fact that shows a hop counts.
 *
 * @param oldAddress what everybody believed before; empty where it was not known
 * @param newAddress as soon as anybody has named one
 * @param reached when each hop was reached, {@link Hop#STARTED} always among them
 */
public record Outage(String oldAddress, Optional<String> newAddress, Map<Hop, Duration> reached) {

    public Outage {
        if (!reached.containsKey(Hop.STARTED)) {
            throw new IllegalArgumentException("An outage has a start, this one has only " + reached + ".");
        }
        reached = Collections.unmodifiableMap(new EnumMap<>(reached));
    }

    /** An outage of which nobody has heard yet. */
    public static Outage started(Duration at, String oldAddress) {
        return new Outage(oldAddress, Optional.empty(), Map.of(Hop.STARTED, at));
    }

    public Duration startedAt() {
        return reached.getOrDefault(Hop.STARTED, Duration.ZERO);
    }

    /** When a hop was reached; empty while it is not. */
    public Optional<Duration> at(Hop hop) {
        return Optional.ofNullable(reached.get(hop));
    }

    /** How long after the start a hop was reached. */
    public Optional<Duration> after(Hop hop) {
        return at(hop).map(at -> at.minus(startedAt()));
    }

    public boolean has(Hop hop) {
        return reached.containsKey(hop);
    }

    /** The same with a hop reached, unless it was before. */
    public Outage reached(Hop hop, Duration at) {
        if (has(hop)) {
            return this;
        }
        var more = new EnumMap<>(reached);
        more.put(hop, at);
        return new Outage(oldAddress, newAddress, more);
    }

    /** The same without a hop that was not reached after all. */
    public Outage without(Hop hop) {
        var fewer = new EnumMap<>(reached);
        fewer.remove(hop);
        return new Outage(oldAddress, newAddress, fewer);
    }

    /** The same with the new address, unless one was known before. */
    public Outage replacedAt(String address) {
        return newAddress.isPresent() ? this : new Outage(oldAddress, Optional.of(address), reached);
    }
}
