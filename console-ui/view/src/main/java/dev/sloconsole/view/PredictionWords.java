package dev.sloconsole.view;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is said of a prediction. */
public final class PredictionWords {

    private PredictionWords() {}

    /** {@code %}, {@code ×} or {@code s}. */
    public static String unit(Measure of) {
        return switch (of) {
            case SLI, SERVER_SLI, BUDGET -> "%";
            case BURN_RATE -> "×";
            case SERVED_AGAIN -> "s";
        };
    }

    /** What is measured, such as "highest burn rate". */
    public static String name(Measure of) {
        return switch (of) {
            case SLI -> "lowest SLI, as the users saw it";
            case SERVER_SLI -> "lowest SLI, as the server counted it";
            case BUDGET -> "least error budget left";
            case BURN_RATE -> "highest burn rate";
            case SERVED_AGAIN -> "time until users were served again";
        };
    }

    /** Guess and outcome: "Guessed 95 %, it was 91.2 %: 3.8 points too hopeful." Empty before both. */
    public static String comparison(Prediction p) {
        var guessed = p.guess().map(g -> "Guessed " + shown(g.value(), p.of()));
        if (p.measured().isEmpty()) {
            return guessed.map(g -> g + ".").orElse("");
        }
        var value = p.measured().get().value();
        var begins = guessed.orElse("Nobody guessed");
        if (value.isEmpty()) {
            return begins
                    + (p.settled() ? "; there is nothing to compare it with: " + noData(p.of()) + "." : "; not seen yet.");
        }
        if (!p.settled()) {
            return begins + "; so far " + shown(value.get(), p.of()) + ".";
        }
        return begins + ", it was " + shown(value.get(), p.of())
                + p.guess().map(g -> ": " + difference(g.value(), value.get(), p.of())).orElse("") + ".";
    }

    /** A value with its unit, as {@code 91.2 %}; never rounded up to a whole that it is not. */
    public static String shown(double value, Measure of) {
        return number(value).toPlainString().replace('-', '−') + " " + unit(of);
    }

    private static BigDecimal number(double value) {
        var exact = BigDecimal.valueOf(value);
        for (int digits = 1; digits <= 6; digits++) {
            var rounded = exact.setScale(digits, RoundingMode.HALF_UP);
            boolean whole = rounded.compareTo(BigDecimal.valueOf(100)) == 0 || rounded.signum() == 0;
            if (!whole || rounded.compareTo(exact) == 0 || digits == 6) {
                return rounded.signum() == 0 ? BigDecimal.ZERO : plain(rounded);
            }
        }
        throw new IllegalStateException("The last digit ends the search");
    }

    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    /** Between the values as they are shown, so that the sum comes out on paper. */
    private static String difference(double guessed, double happened, Measure of) {
        var apart = number(guessed).subtract(number(happened));
        if (apart.signum() == 0) {
            return "exactly right";
        }
        boolean hopeful = apart.signum() > 0 == of.moreIsBetter();
        var unit =
                switch (of) {
                    case SLI, SERVER_SLI, BUDGET -> apart.abs().compareTo(BigDecimal.ONE) == 0 ? "point" : "points";
                    case BURN_RATE, SERVED_AGAIN -> unit(of);
                };
        return plain(apart.abs()).toPlainString() + " " + unit + (hopeful ? " too hopeful" : " too gloomy");
    }

    private static String noData(Measure of) {
        return switch (of) {
            case SLI, BUDGET, BURN_RATE -> "no request was counted";
            case SERVER_SLI -> "the server counted no request";
            case SERVED_AGAIN -> "no outage was seen to end";
        };
    }
}
