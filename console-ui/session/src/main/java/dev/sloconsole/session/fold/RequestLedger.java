package dev.sloconsole.session.fold;

import dev.sloconsole.session.RequestCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the users got, second by second, so that any stretch of the session can be summed up. */
public record RequestLedger(GrowingList<Entry> entries) {

    /**
     * One counted second.
     *
     * @param at when it was counted
     * @param soFar everything from the session's start up to then
     */
    public record Entry(Duration at, RequestCounts soFar) {}

    public static RequestLedger empty() {
        return new RequestLedger(GrowingList.empty());
    }

    /** This ledger and one more counted second, not before the ones it has. */
    public RequestLedger with(Duration at, RequestCounts counts) {
        return new RequestLedger(entries.with(new Entry(at, total().plus(counts))));
    }

    public RequestCounts total() {
        return entries.isEmpty() ? RequestCounts.NONE : entries.getLast().soFar();
    }

    /** The requests counted within {@code range} before a moment, the moment itself included. */
    public RequestCounts within(Duration range, Duration until) {
        return soFar(until).minus(soFar(until.minus(range)));
    }

    /** The requests counted after a moment, up to another, which is included. */
    public RequestCounts between(Duration after, Duration until) {
        return soFar(until).minus(soFar(after));
    }

    /** When the latest second up to a moment was counted; empty where there is none. */
    public Optional<Duration> countedUntil(Duration until) {
        int count = entriesUntil(until);
        return count == 0 ? Optional.empty() : Optional.of(entries.get(count - 1).at());
    }

    /** When the seconds were counted that lie after a moment, up to another, which is included. */
    public List<Duration> seconds(Duration after, Duration until) {
        return entries.subList(entriesUntil(after), Math.max(entriesUntil(after), entriesUntil(until))).stream()
                .map(Entry::at)
                .toList();
    }

    /** How many seconds were counted within {@code range} before a moment, the moment itself included. */
    public int secondsWithin(Duration range, Duration until) {
        return entriesUntil(until) - entriesUntil(until.minus(range));
    }

    private RequestCounts soFar(Duration until) {
        int count = entriesUntil(until);
        return count == 0 ? RequestCounts.NONE : entries.get(count - 1).soFar();
    }

    private int entriesUntil(Duration until) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).at().compareTo(until) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
