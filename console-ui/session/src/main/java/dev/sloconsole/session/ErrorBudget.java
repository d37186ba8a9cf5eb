package dev.sloconsole.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * The error budget of one window, in requests: what the objective forgives of those that were counted so far, and of
 * those that are still planned. It begins whole, falls by exactly burn rate ÷ window, and is what was forgiven of what
 * was counted when the window is full.
 *
 * <pre>
 * expected = counted + planned rate × rest of the window
 * allowed  = (1 − objective) × expected
 * left     = allowed − failed
 * </pre>
 *
 * <p>All of it is exact: integers and decimals, never rounded on the way.
 *
 * @param objective above 0 and below 1
 * @param window how long it is
 * @param plannedPerSecond the plan: so many requests a second
 * @param from the window's beginning, which is its first request; empty before it
 * @param elapsed of the window
 * @param rest for how much of the window requests are planned and not counted yet
 * @param counted of the window
 * @param observed which part of the window's seconds so far the console saw, 1 for all of them
 * @param spentSince since when nothing is left; empty while something is
 * @param exhaustedIn after how long nothing will be left, should the traffic of {@link SloFigures#LATEST_RANGE} go
 *     on; empty where it outlasts the window, where nothing burns, where nothing is left, or while traffic is off
 * @param rise why more is left than a short time ago; empty where there is not
 */
public record ErrorBudget(
        Standing standing,
        double objective,
        Duration window,
        Windowing windowing,
        int plannedPerSecond,
        Optional<Duration> from,
        Duration elapsed,
        Duration rest,
        RequestCounts counted,
        double observed,
        Optional<Duration> spentSince,
        Optional<Duration> exhaustedIn,
        Optional<Rise> rise) {

    /** The part of a window's seconds so far that must have been observed for its figures to judge anybody. */
    public static final double ENOUGH_OBSERVED = 0.9;

    /** Enough digits for every share, which is rounded down to them. */
    private static final int SHARE_DIGITS = 15;

    /** Whether the budget can be judged by. */
    public enum Standing {
        /** Before the window's first request: whole, and all of it planned. */
        NOT_BEGUN,
        RUNNING,
        /** Traffic is on and nothing is counted: the computer sleeps, or the process was stopped. */
        PAUSED,
        /** Less than {@link #ENOUGH_OBSERVED} of the window's seconds so far were observed. */
        TOO_LITTLE_OBSERVED;

        /** Alerts neither begin to fire nor end where this does not hold. */
        public boolean judges() {
            return this == RUNNING;
        }
    }

    /**
     * That more is left than before.
     *
     * @param by so many requests more may fail
     * @param at when it was seen
     */
    public record Rise(Reason reason, BigDecimal by, Duration at) {}

    /** Why more is left than before. */
    public enum Reason {
        /** More requests came than the plan said, and they may fail too. */
        MORE_USERS_THAN_PLANNED,
        /** Failures are older than the window, which rolls on. */
        OLD_FAILURES_LEFT,
        /** Somebody planned for other traffic. */
        PLANNED_AGAIN,
        /** Somebody chose another objective or window. */
        OBJECTIVE_CHANGED,
        /** The window before has ended. */
        NEW_WINDOW
    }

    /** 1 − objective, as exact as the objective was written. */
    public BigDecimal forgiven() {
        return forgiven(objective);
    }

    /** 1 − objective, as exact as the objective was written. */
    public static BigDecimal forgiven(double objective) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(objective));
    }

    /** Requests of the whole window: counted so far, and planned for the rest of it. */
    public BigDecimal expected() {
        return seconds(rest).multiply(BigDecimal.valueOf(plannedPerSecond)).add(BigDecimal.valueOf(counted.total()));
    }

    /** How many of the whole window's requests may fail. */
    public BigDecimal allowed() {
        return forgiven().multiply(expected());
    }

    /** How many more may fail; negative when overspent. */
    public BigDecimal left() {
        return allowed().subtract(BigDecimal.valueOf(counted.bad()));
    }

    /** {@link #left} as a part of {@link #allowed}, 1 while nothing failed. */
    public BigDecimal share() {
        return share(allowed());
    }

    /** The same if only what was counted so far were forgiven, as tools say that plan nothing; empty without requests. */
    public Optional<BigDecimal> shareOfSeen() {
        return counted.total() == 0
                ? Optional.empty()
                : Optional.of(share(forgiven().multiply(BigDecimal.valueOf(counted.total()))));
    }

    /** For how long everything might fail until nothing is left; zero when overspent. */
    public Duration outageLeft() {
        var nanos = left().max(BigDecimal.ZERO)
                .movePointRight(9)
                .divide(BigDecimal.valueOf(plannedPerSecond), 0, RoundingMode.FLOOR);
        return Duration.ofNanos(nanos.longValue());
    }

    /** The share that somebody would have left by now who spends evenly over the window. */
    public BigDecimal steadyShare() {
        var spent = seconds(elapsed).divide(seconds(window), SHARE_DIGITS, RoundingMode.CEILING);
        return BigDecimal.ONE.subtract(spent).max(BigDecimal.ZERO);
    }

    /** Whether nothing is left. */
    public boolean spent() {
        return left().signum() <= 0;
    }

    /** Whether more failed than may. */
    public boolean overspent() {
        return left().signum() < 0;
    }

    private BigDecimal share(BigDecimal mayFail) {
        return mayFail.subtract(BigDecimal.valueOf(counted.bad())).divide(mayFail, SHARE_DIGITS, RoundingMode.FLOOR);
    }

    /** A time in seconds, to the nanosecond. */
    public static BigDecimal seconds(Duration d) {
        return BigDecimal.valueOf(d.getSeconds()).add(BigDecimal.valueOf(d.getNano(), 9));
    }
}
