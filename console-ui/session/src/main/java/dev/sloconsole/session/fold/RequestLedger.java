package dev.sloconsole.session.fold;

import dev.sloconsole.session.Counted;
import dev.sloconsole.session.RequestCounts;
import java.time.Duration;
import java.util.Optional;

/**
 * What the users got, second by second, so that any stretch of the session can be summed up. A second in which this
 * computer could not reach the stack is not in it, as one is not in which nothing ran.
 *
 * @param blindSince since when nothing that users get tells of the service; empty while it does
 */
public record RequestLedger(GrowingList<Counted> entries, Optional<Duration> blindSince) {

    public static RequestLedger empty() {
        return new RequestLedger(GrowingList.empty(), Optional.empty());
    }

    /** Of a new act, in which nothing is counted yet. */
    RequestLedger anew() {
        return new RequestLedger(GrowingList.empty(), blindSince);
    }

    /** This ledger and one more counted second, not before the ones it has. */
    public RequestLedger with(Duration at, RequestCounts counts) {
        return new RequestLedger(entries.with(new Counted(at, total().plus(counts))), blindSince);
    }

    public boolean blind() {
        return blindSince.isPresent();
    }

    /** This ledger without the seconds after a moment, and without those to come. */
    RequestLedger blindSince(Duration since) {
        return new RequestLedger(entries.first(Counted.until(entries, since)), blindSince.or(() -> Optional.of(since)));
    }

    /** This ledger, to which seconds are added again. */
    RequestLedger seeing() {
        return new RequestLedger(entries, Optional.empty());
    }

    public RequestCounts total() {
        return entries.isEmpty() ? RequestCounts.NONE : entries.getLast().soFar();
    }

    /** The requests counted within {@code range} before a moment, the moment itself included. */
    public RequestCounts within(Duration range, Duration until) {
        return Counted.soFar(entries, until).minus(Counted.soFar(entries, until.minus(range)));
    }

    /** The requests counted after a moment, up to another, which is included. */
    public RequestCounts between(Duration after, Duration until) {
        return Counted.soFar(entries, until).minus(Counted.soFar(entries, after));
    }

    /** When the latest second up to a moment was counted; empty where there is none. */
    public Optional<Duration> countedUntil(Duration until) {
        int count = Counted.until(entries, until);
        return count == 0
                ? Optional.empty()
                : Optional.of(entries.get(count - 1).at());
    }

    /** How many seconds were counted within {@code range} before a moment, the moment itself included. */
    public int secondsWithin(Duration range, Duration until) {
        return Counted.until(entries, until) - Counted.until(entries, until.minus(range));
    }
}
