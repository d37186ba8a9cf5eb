package dev.sloconsole.session.lesson;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The values that a figure can have, so that a limit which it always or never keeps is told as the typing mistake that
 * it is.
 *
 * @param what the figure, with its article
 * @param least it can be; empty where there is no bound
 * @param most it can be
 * @param hint what was probably meant
 */
record Scale(String what, Optional<Double> least, Optional<Double> most, String hint) {

    static final String NEVER = "This can never hold: ";

    static final Scale SLI = new Scale("An SLI", Optional.of(0.0), Optional.of(1.0), "Write 0.99 for 99 %.");

    static final Scale ERROR_RATE =
            new Scale("An error rate", Optional.of(0.0), Optional.empty(), "It is in failures a second.");

    /** Below 0 is overspent: what is left when every request fails is 1 less the highest burn rate. */
    static Scale budget(double objective) {
        return new Scale(
                "The part of the budget that is left",
                burnRate(objective).most().map(most -> 1 - most),
                Optional.of(1.0),
                "Write 0.5 for half of it.");
    }

    /** The burn rate when every request fails. */
    static Scale burnRate(double objective) {
        var most = BigDecimal.ONE.divide(BigDecimal.ONE.subtract(BigDecimal.valueOf(objective)), MathContext.DECIMAL64);
        return new Scale(
                "A burn rate",
                Optional.of(0.0),
                Optional.of(most.doubleValue()),
                "At this objective it is "
                        + most.round(new MathContext(6)).stripTrailingZeros().toPlainString()
                        + " when every request fails.");
    }

    /** The same limits; what can never be outside or inside of them is added to the problems. */
    Bounds checked(YamlMap map, Bounds bounds) {
        bounds.above().ifPresent(limit -> {
            if (most.filter(m -> limit >= m).isPresent()) {
                map.problemAt("above", NEVER + what + " is never above " + plain(most.get()) + ". " + hint);
            } else if (least.filter(l -> limit < l).isPresent()) {
                map.problemAt(
                        "above", "This always holds: " + what + " is never below " + plain(least.get()) + ". " + hint);
            }
        });
        bounds.below().ifPresent(limit -> {
            if (least.filter(l -> limit <= l).isPresent()) {
                map.problemAt("below", NEVER + what + " is never below " + plain(least.get()) + ". " + hint);
            } else if (most.filter(m -> limit > m).isPresent()) {
                map.problemAt(
                        "below", "This always holds: " + what + " is never above " + plain(most.get()) + ". " + hint);
            }
        });
        return possible(map, bounds);
    }

    /** The same limits; if nothing lies between them, that is added to the problems. */
    static Bounds possible(YamlMap map, Bounds bounds) {
        bounds.impossible().ifPresent(why -> map.problemAt("below", NEVER + why));
        return bounds;
    }

    static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
