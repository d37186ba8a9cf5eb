package dev.sloconsole.session.figures;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.fold.BudgetWindow.Terms;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.fold.RequestLedger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What the users got, over ranges that end at a moment. Every figure is empty where there were no requests to judge by.
 *
 * @param firstRequest of the act; empty before it
 */
record UserFigures(RequestLedger requests, Optional<Duration> firstRequest, Terms terms) {

    static UserFigures of(Folded folded) {
        return new UserFigures(folded.requests(), folded.window().firstRequest(), folded.terms());
    }

    /** Good requests of all. */
    Optional<Sli> sli(Duration range, Duration at) {
        return sli(requests.within(range, at), range);
    }

    static Optional<Sli> sli(RequestCounts counts, Duration range) {
        return counts.total() == 0 ? Optional.empty() : Optional.of(new Sli(counts.ok(), counts.total(), range));
    }

    /** The objective is above 0 and below 1. */
    Optional<BurnRate> burnRate(Duration range, Duration at) {
        var counts = requests.within(range, at);
        if (counts.total() == 0) {
            return Optional.empty();
        }
        var young = range.minus(at.minus(firstRequest.orElse(at)));
        var planned = young.isNegative()
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(terms.ratePerSecond()).multiply(BigDecimal.valueOf(young.toMillis(), 3));
        return Optional.of(new BurnRate(counts.bad(), counts.total(), planned, range, terms.objective()));
    }
}
