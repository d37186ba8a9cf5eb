package dev.sloconsole.session.traffic;

import dev.sloconsole.session.RequestCounts;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests have ended in which way since the start; counted by many threads, never set back. */
final class Tally {

    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong clientError = new AtomicLong();
    private final AtomicLong serverError = new AtomicLong();
    private final AtomicLong timeout = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    void add(Outcome outcome) {
        switch (outcome) {
            case OK -> ok.incrementAndGet();
            case CLIENT_ERROR -> clientError.incrementAndGet();
            case SERVER_ERROR -> serverError.incrementAndGet();
            case TIMEOUT -> timeout.incrementAndGet();
            case REFUSED -> refused.incrementAndGet();
            case DROPPED -> dropped.incrementAndGet();
        }
    }

    RequestCounts counts() {
        return new RequestCounts(
                ok.get(), clientError.get(), serverError.get(), timeout.get(), refused.get(), dropped.get());
    }
}
