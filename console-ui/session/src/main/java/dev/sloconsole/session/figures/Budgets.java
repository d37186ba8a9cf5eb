package dev.sloconsole.session.figures;

import dev.sloconsole.session.Counted;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Reason;
import dev.sloconsole.session.ErrorBudget.Rise;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.fold.BudgetWindow;
import dev.sloconsole.session.fold.BudgetWindow.Gap;
import dev.sloconsole.session.fold.BudgetWindow.Terms;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.fold.RequestLedger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** The error budget as of any moment of the present window. */
final class Budgets {

    /** How long a rise is news. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    /** A second that is not counted yet may still be under way for so long. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    /** Traffic that nobody counts for longer than this is not observed. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** Which part of a sum of binary fractions may be wrong, and more. */
    private static final double DOUBT = 1e-9;

    private final RequestLedger requests;
    private final BudgetWindow window;
    private final Terms terms;

    private Budgets(RequestLedger requests, BudgetWindow window, Terms terms) {
        this.requests = requests;
        this.window = window;
        this.terms = terms;
    }

    /** The objective is above 0 and below 1. */
    static Budgets of(Folded folded) {
        return new Budgets(folded.requests(), folded.window(), folded.terms());
    }

    /** With all that is to be known of it. */
    ErrorBudget at(Duration at) {
        var span = span(at);
        var bare = bare(span, Optional.empty(), Optional.empty(), Optional.empty());
        return bare(
                span,
                bare.spent() ? Optional.of(spentSince(span)) : Optional.empty(),
                bare.spent() ? Optional.empty() : exhaustedIn(bare, span),
                rise(at));
    }

    /** Since when nobody may judge, so that alerts stand still; empty while the figures may be judged by. */
    Optional<Duration> heldSince(Duration at) {
        var span = span(at);
        return switch (standing(span)) {
            case RUNNING, NOT_BEGUN -> Optional.empty();
            case PAUSED -> Optional.of(countedOrExpected(at));
            case TOO_LITTLE_OBSERVED -> Optional.of(tooLittleSince(span));
        };
    }

    /**
     * A window as far as it has gone.
     *
     * @param rest for how much of it requests are planned and not counted yet
     */
    private record Span(Duration at, Optional<Duration> from, Duration elapsed, Duration rest, RequestCounts counted) {}

    private Span span(Duration at) {
        if (terms.from().isEmpty() || at.compareTo(terms.from().get()) < 0) {
            return new Span(at, Optional.empty(), Duration.ZERO, terms.window(), RequestCounts.NONE);
        }
        var begun = terms.from().get();
        var from = terms.windowing() == Windowing.ROLLING ? later(begun, at.minus(terms.window())) : begun;
        var end = from.plus(terms.window());
        var until = at.compareTo(end) < 0 ? at : end;
        var rest = terms.windowing() == Windowing.FIXED && at.compareTo(end) >= 0
                ? Duration.ZERO
                : end.minus(later(from, countedUntil(at)));
        return new Span(at, Optional.of(from), until.minus(from), rest, requests.between(from, until));
    }

    /** Up to when the requests are counted: the latest second is on its way still. */
    private Duration countedUntil(Duration at) {
        if (window.expectedSince().isEmpty()) {
            return at;
        }
        var earliest = at.minus(UNDER_WAY);
        return requests.countedUntil(at).filter(c -> c.compareTo(earliest) > 0).orElse(earliest);
    }

    private ErrorBudget bare(
            Span span, Optional<Duration> spentSince, Optional<Duration> exhaustedIn, Optional<Rise> rise) {
        return new ErrorBudget(
                standing(span),
                terms.objective(),
                terms.window(),
                terms.windowing(),
                terms.ratePerSecond(),
                span.from,
                span.elapsed,
                span.rest,
                span.counted,
                observed(span.from, span.at, window.gaps().size()),
                spentSince,
                exhaustedIn,
                rise);
    }

    private Standing standing(Span span) {
        if (span.from.isEmpty() || (span.counted.total() == 0 && span.rest.isZero())) {
            return Standing.NOT_BEGUN;
        }
        if (window.expectedSince().isPresent()
                && span.at.minus(countedOrExpected(span.at)).compareTo(LONGEST_SILENCE) > 0) {
            return Standing.PAUSED;
        }
        return observed(span.from, span.at, window.gaps().size()) < ErrorBudget.ENOUGH_OBSERVED
                ? Standing.TOO_LITTLE_OBSERVED
                : Standing.RUNNING;
    }

    /** When the latest second was counted, or traffic switched on after it. */
    private Duration countedOrExpected(Duration at) {
        var expected = window.expectedSince().orElse(at);
        return requests.countedUntil(at)
                .map(counted -> later(counted, expected))
                .orElse(expected);
    }

    /** Which part of the time since a moment was observed, as far as the first gaps are concerned. */
    private double observed(Optional<Duration> since, Duration at, int gaps) {
        if (since.isEmpty()) {
            return 1;
        }
        var from = since.get();
        var seconds = at.minus(from);
        var seen = seconds;
        for (Gap gap : window.gaps().subList(0, gaps)) {
            if (gap.until().compareTo(from) > 0 && gap.until().compareTo(at) <= 0) {
                seen = seen.minus(gap.until().minus(later(from, gap.from())));
                seconds = seconds.plus(gap.beyond());
            }
        }
        return seconds.isZero() ? 1 : (double) seen.toMillis() / Math.max(1, seconds.toMillis());
    }

    /** The latest gap before which enough was observed. */
    private Duration tooLittleSince(Span span) {
        var since = span.from.orElse(span.at);
        for (int i = 0; i < window.gaps().size(); i++) {
            var begins = later(since, window.gaps().get(i).from());
            if (observed(span.from, begins, i) >= ErrorBudget.ENOUGH_OBSERVED) {
                since = begins;
            }
        }
        return since;
    }

    /**
     * The first of the latest seconds after all of which nothing was left. A class asks this at every fact of a window with
     * thousands of seconds, so one pass goes back over their sums, and the exact figure is worked out only where binary
     * fractions cannot tell.
     */
    private Duration spentSince(Span span) {
        var entries = requests.entries();
        var from = span.from.orElse(span.at);
        var since = span.at;
        int first = Counted.until(entries, from);
        int before = first;
        int last = Counted.until(entries, span.at);
        if (terms.windowing() == Windowing.FIXED) {
            // After its end a window stands as it ended.
            int within = Counted.until(entries, from.plus(terms.window()));
            if (within < last) {
                since = entries.get(within).at();
                last = within;
            }
        }
        for (int i = last - 1; i >= first; i--) {
            var second = entries.get(i);
            var begun = terms.windowing() == Windowing.FIXED
                    ? from
                    : later(terms.from().orElse(from), second.at().minus(terms.window()));
            while (before > 0 && entries.get(before - 1).at().compareTo(begun) > 0) {
                before--;
            }
            if (!spent(
                    second,
                    begun,
                    before == 0 ? RequestCounts.NONE : entries.get(before - 1).soFar())) {
                break;
            }
            since = second.at();
        }
        return since;
    }

    /** @param before what was counted when the window began that this second is in */
    private boolean spent(Counted second, Duration begun, RequestCounts before) {
        var rest = begun.plus(terms.window()).minus(second.at());
        long failed = second.soFar().bad() - before.bad();
        double expected = second.soFar().total() - before.total() + terms.ratePerSecond() * (rest.toNanos() / 1e9);
        double left = (1 - terms.objective()) * expected - failed;
        boolean certain = Math.abs(left) > DOUBT * (expected + failed);
        return certain ? left < 0 : left(terms, second.at()).signum() <= 0;
    }

    /** What is left, less than what fails and more than what more users may fail, at the pace of the latest seconds. */
    private Optional<Duration> exhaustedIn(ErrorBudget budget, Span span) {
        if (window.expectedSince().isEmpty()) {
            // Nobody asks any more, so nothing goes on.
            return Optional.empty();
        }
        int seconds = requests.secondsWithin(SloFigures.LATEST_RANGE, span.at);
        var lately = requests.within(SloFigures.LATEST_RANGE, span.at);
        if (seconds == 0 || lately.bad() == 0) {
            return Optional.empty();
        }
        var came = new BigDecimal(lately.total()).divide(new BigDecimal(seconds), 12, RoundingMode.HALF_EVEN);
        var failed = new BigDecimal(lately.bad()).divide(new BigDecimal(seconds), 12, RoundingMode.HALF_EVEN);
        var gained = budget.forgiven().multiply(came.subtract(new BigDecimal(terms.ratePerSecond())));
        var lost = failed.subtract(span.rest.isZero() || rollsOn(span) ? BigDecimal.ZERO : gained);
        if (lost.signum() <= 0) {
            return Optional.empty();
        }
        var millis = budget.left().movePointRight(3).divide(lost, 0, RoundingMode.HALF_UP);
        boolean outlasts = terms.windowing() == Windowing.FIXED
                && millis.compareTo(new BigDecimal(
                                terms.window().minus(span.elapsed).toMillis()))
                        > 0;
        return outlasts || millis.precision() > 15
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis.longValue()));
    }

    private boolean rollsOn(Span span) {
        return terms.windowing() == Windowing.ROLLING && span.elapsed.equals(terms.window());
    }

    private Optional<Rise> rise(Duration at) {
        var change = window.change().filter(c -> at.minus(c.at()).compareTo(LATELY) < 0);
        var stepped = change.map(c -> new Rise(c.reason(), gained(c.before(), c.at(), c.at()), c.at()));
        if (stepped.filter(Budgets::worthTelling).isPresent()) {
            return stepped;
        }
        var begun = span(at).from;
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        var since = later(at.minus(LATELY), change.map(BudgetWindow.Change::at).orElse(begun.get()));
        since = terms.windowing() == Windowing.FIXED ? later(since, begun.get()) : later(since, Duration.ZERO);
        var rise = new Rise(
                rollsOn(span(at)) ? Reason.OLD_FAILURES_LEFT : Reason.MORE_USERS_THAN_PLANNED,
                gained(terms, since, at),
                at);
        return Optional.of(rise).filter(Budgets::worthTelling);
    }

    /** At least one request more may fail: a second is never counted to the request. */
    private static boolean worthTelling(Rise rise) {
        return rise.by().compareTo(BigDecimal.ONE) >= 0;
    }

    private BigDecimal gained(Terms before, Duration since, Duration at) {
        return left(terms, at).subtract(left(before, since));
    }

    private BigDecimal left(Terms by, Duration at) {
        var other = new Budgets(requests, window, by);
        return other.bare(other.span(at), Optional.empty(), Optional.empty(), Optional.empty())
                .left();
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
