package dev.sloconsole.view.lesson;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.budget.BudgetWords;
import java.math.BigDecimal;
import java.time.Duration;

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

    /**
     * Guess and outcome: "Guessed 95 %, it was 91.2 %: 3.8 points too hopeful." Empty before both.
     *
     * @param objective by which the class is judged: what is below it is not written as if it were met
     */
    public static String comparison(Prediction p, double objective) {
        var guessed = p.guess().map(g -> "Guessed " + guess(g.value(), p.of()));
        if (p.measured().isEmpty()) {
            return guessed.map(g -> g + ".").orElse("");
        }
        var value = p.measured().get().value().map(v -> outcome(v, p.of(), objective));
        var begins = guessed.orElse("Nobody guessed");
        if (value.isEmpty()) {
            return begins
                    + (p.settled()
                            ? "; there is nothing to compare it with: " + noData(p.of()) + "."
                            : "; not seen yet.");
        }
        if (!p.settled()) {
            return begins + "; so far " + value.get() + ".";
        }
        return begins + ", it was " + value.get()
                + p.guess()
                        .map(g -> ": " + difference(guess(g.value(), p.of()), value.get(), p.of()))
                        .orElse("") + ".";
    }

    /** A guess as it was given, with its unit. */
    public static String guess(double value, Measure of) {
        return of == Measure.BUDGET && value < 0
                ? Written.given(100 - value) + " % used"
                : Written.given(value) + " " + unit(of);
    }

    /** What it came to, as the tile of the same figure writes it. */
    public static String outcome(double value, Measure of, double objective) {
        return switch (of) {
            case SLI, SERVER_SLI -> Written.sli(value / 100, objective);
            case BUDGET -> BudgetWords.share(value / 100);
            case BURN_RATE -> Written.times(value);
            case SERVED_AGAIN -> Written.seconds(Duration.ofMillis(Math.round(value * 1_000)));
        };
    }

    /** Between the values as they are shown, so that the sum comes out on paper. */
    private static String difference(String guessed, String happened, Measure of) {
        var apart = read(guessed).subtract(read(happened));
        if (apart.signum() == 0) {
            return "exactly right";
        }
        boolean hopeful = apart.signum() > 0 == of.moreIsBetter();
        var unit = switch (of) {
            case SLI, SERVER_SLI, BUDGET -> apart.abs().compareTo(BigDecimal.ONE) == 0 ? "point" : "points";
            case BURN_RATE, SERVED_AGAIN -> unit(of);
        };
        return Written.amount(apart.abs()) + " " + unit + (hopeful ? " too hopeful" : " too gloomy");
    }

    /** The number in a text, with nothing for what is less than it can say; what is used counts from a whole down. */
    private static BigDecimal read(String shown) {
        if (shown.startsWith("<")) {
            return BigDecimal.ZERO;
        }
        var number = new BigDecimal(shown.replace('−', '-').replaceAll("[^0-9.-]", ""));
        return shown.endsWith("used") ? BigDecimal.valueOf(100).subtract(number) : number;
    }

    private static String noData(Measure of) {
        return switch (of) {
            case SLI, BUDGET, BURN_RATE -> "no request was counted";
            case SERVER_SLI -> "the server counted no request";
            case SERVED_AGAIN -> "no outage was seen to end";
        };
    }
}
