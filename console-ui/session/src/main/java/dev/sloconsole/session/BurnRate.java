package dev.sloconsole.session;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How fast the budget burns: the error ratio over a range, in multiples of what the objective forgives. The part of the
 * range before the first request is filled with planned ones, as the budget is, so that a range that has hardly begun
 * does not judge by a handful of requests.
 *
 * @param bad of those that were counted
 * @param total that were counted; at least one
 * @param planned requests that fill the range
 * @param objective above 0 and below 1
 */
public record BurnRate(long bad, long total, BigDecimal planned, Duration range, double objective) {

    /** How many requests would have to fail for a burn rate of 1. */
    public BigDecimal forgiven() {
        return ErrorBudget.forgiven(objective).multiply(planned.add(BigDecimal.valueOf(total)));
    }

    /** 1 spends the budget exactly by the window's end. */
    public double value() {
        return bad / forgiven().doubleValue();
    }
}
