package dev.sloconsole.session.fold;

import dev.sloconsole.session.Counted;
import dev.sloconsole.session.RequestCounts;
import java.time.Duration;

/** What the users got, second by second, so that any stretch of the session can be summed up. */
public record RequestLedger(GrowingList<Counted> entries) {

    public static RequestLedger empty() {
        return new RequestLedger(GrowingList.empty());
    }

    /** This ledger and one more counted second, not before the ones it has. */
    public RequestLedger with(Duration at, RequestCounts counts) {
        return new RequestLedger(entries.with(new Counted(at, total().plus(counts))));
    }

    public RequestCounts total() {
        return entries.isEmpty() ? RequestCounts.NONE : entries.getLast().soFar();
    }

    /** The requests counted within {@code range} before a moment, the moment itself included. */
    public RequestCounts within(Duration range, Duration until) {
        return Counted.soFar(entries, until).minus(Counted.soFar(entries, until.minus(range)));
    }

    /** How many seconds were counted within {@code range} before a moment, the moment itself included. */
    public int secondsWithin(Duration range, Duration until) {
        return Counted.until(entries, until) - Counted.until(entries, until.minus(range));
    }
}
