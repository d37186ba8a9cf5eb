package dev.sloconsole.view.budget;

import dev.sloconsole.session.Counted;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was left of the budget over the window so far, reckoned in two ways: as planned, and as tools do that divide by what
 * was seen. The two meet at the window's end.
 *
 * @param windowSeconds the length of the axis
 * @param points in the order of time
 * @param times what stands below the axis, from its left end to its right
 * @param formula both reckonings with today's numbers put in
 */
public record BudgetCurves(double windowSeconds, List<Point> points, List<String> times, BudgetFormula formula) {

    /** The lowest share that is drawn; what is further down lies on the edge. */
    public static final double LOWEST = -1;

    private static final int PARTS = 3;

    /** Both shares that were left so many seconds after the window began; negative when overspent. */
    public record Point(double seconds, double planned, double seen) {}

    public BudgetCurves {
        points = List.copyOf(points);
        times = List.copyOf(times);
    }

    /** Empty before the first request. */
    public static Optional<BudgetCurves> from(SessionState state) {
        return state.figures().budget().flatMap(budget -> budget.from().map(from -> of(state, budget, from)));
    }

    private static BudgetCurves of(SessionState state, ErrorBudget budget, Duration from) {
        double forgiven =
                BigDecimal.ONE.subtract(BigDecimal.valueOf(budget.objective())).doubleValue();
        double window = budget.window().toMillis() / 1_000.0;
        var before = state.traffic().soFar(from);
        var points = new ArrayList<Point>();
        points.add(new Point(0, 1, 1));
        for (Counted second : state.traffic().counted()) {
            if (second.at().compareTo(from) > 0) {
                points.add(point(second.soFar().minus(before), second.at().minus(from), budget, window, forgiven));
            }
        }
        var times = IntStream.rangeClosed(0, PARTS)
                .mapToObj(
                        i -> Written.shortClock(budget.window().multipliedBy(i).dividedBy(PARTS)))
                .toList();
        return new BudgetCurves(window, points, times, BudgetFormula.of(budget));
    }

    private static Point point(
            RequestCounts counted, Duration after, ErrorBudget budget, double window, double forgiven) {
        double seconds = after.toMillis() / 1_000.0;
        double expected = counted.total() + budget.plannedPerSecond() * Math.max(0, window - seconds);
        return new Point(
                seconds, left(counted.bad(), forgiven * expected), left(counted.bad(), forgiven * counted.total()));
    }

    private static double left(long bad, double allowed) {
        return bad == 0 || allowed <= 0 ? 1 : 1 - bad / allowed;
    }
}
