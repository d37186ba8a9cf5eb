package dev.sloconsole.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that the class answers before a step, and what then really happened. Values are in the measure's unit: 95
 * for 95 %, 8.5 for 8.5 seconds.
 *
 * @param guess the class's latest guess; empty where nobody guessed
 * @param measured what happened; empty until the step's button was pressed, or the step entered where it has none
 */
public record Prediction(String question, Measure of, Optional<Guess> guess, Optional<Measurement> measured) {

    /** What a prediction is about. */
    public enum Measure {
        /** The lowest SLI as the users saw it, over {@link SloFigures#SLI_RANGE}. */
        SLI("%", "lowest SLI, as the users saw it", true),

        /** The lowest SLI as the server counted it, while it counted any request. */
        SERVER_SLI("%", "lowest SLI, as the server counted it", true),

        /** The least of the error budget that was left; below 0 when overspent. */
        BUDGET("%", "least error budget left", true),

        /** The highest burn rate over {@link SloFigures#BURN_RANGE}. */
        BURN_RATE("×", "highest burn rate", false),

        /** From the loss of the task until the first good request after the first bad one. */
        SERVED_AGAIN("s", "time until users were served again", false);

        private final String unit;
        private final String words;
        private final boolean moreIsBetter;

        Measure(String unit, String words, boolean moreIsBetter) {
            this.unit = unit;
            this.words = words;
            this.moreIsBetter = moreIsBetter;
        }

        /** {@code %}, {@code ×} or {@code s}. */
        public String unit() {
            return unit;
        }

        /** What is measured, such as "highest burn rate". */
        public String words() {
            return words;
        }

        /** The name in lessons and journals, such as {@code served_again}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The measure of a name in a lesson or a journal. */
        public static Optional<Measure> ofWord(String word) {
            return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
        }

        /** The worse of two values. */
        public double worse(double a, double b) {
            return moreIsBetter ? Math.min(a, b) : Math.max(a, b);
        }
    }

    /** What the class guessed, and when. */
    public record Guess(double value, Duration at) {}

    /**
     * What happened between the step's button, or its entering, and its leaving.
     *
     * @param value the worst so far, with {@code until} the outcome; empty without data
     * @param until when the outcome was known; empty while it may still change
     */
    public record Measurement(Duration from, Optional<Double> value, Optional<Duration> until) {

        /** The same with one more observation. */
        public Measurement and(double observed, Measure of) {
            return new Measurement(from, Optional.of(value.map(v -> of.worse(v, observed)).orElse(observed)), until);
        }

        /** The same with its value final. */
        public Measurement settled(Duration at) {
            return new Measurement(from, value, Optional.of(at));
        }
    }

    /** A question that nobody has answered yet. */
    public static Prediction asked(String question, Measure of) {
        return new Prediction(question, of, Optional.empty(), Optional.empty());
    }

    public Prediction guessed(double value, Duration at) {
        return new Prediction(question, of, Optional.of(new Guess(value, at)), measured);
    }

    public Prediction with(Optional<Measurement> newMeasured) {
        return new Prediction(question, of, guess, newMeasured);
    }

    /** Whether the outcome is known, so that a guess would be none any more. */
    public boolean settled() {
        return measured.flatMap(Measurement::until).isPresent();
    }

    /** Guess and outcome in words: "Guessed 95 %, it was 91.2 %: 3.8 points too hopeful." Empty before both. */
    public String comparison() {
        var guessed = guess.map(g -> "Guessed " + shown(g.value()));
        if (measured.isEmpty()) {
            return guessed.map(g -> g + ".").orElse("");
        }
        var value = measured.get().value();
        var begins = guessed.orElse("Nobody guessed");
        if (value.isEmpty()) {
            return begins
                    + (settled() ? "; there is nothing to compare it with: " + noData() + "." : "; not seen yet.");
        }
        if (!settled()) {
            return begins + "; so far " + shown(value.get()) + ".";
        }
        return begins + ", it was " + shown(value.get())
                + guess.map(g -> ": " + difference(g.value(), value.get())).orElse("") + ".";
    }

    /** A value with its unit, as {@code 91.2 %}; never rounded up to a whole that it is not. */
    public String shown(double value) {
        return number(value).toPlainString().replace('-', '−') + " " + of.unit();
    }

    private BigDecimal number(double value) {
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
    private String difference(double guessed, double happened) {
        var apart = number(guessed).subtract(number(happened));
        if (apart.signum() == 0) {
            return "exactly right";
        }
        boolean hopeful = apart.signum() > 0 == of.moreIsBetter;
        var unit =
                switch (of) {
                    case SLI, SERVER_SLI, BUDGET -> apart.abs().compareTo(BigDecimal.ONE) == 0 ? "point" : "points";
                    case BURN_RATE, SERVED_AGAIN -> of.unit();
                };
        return plain(apart.abs()).toPlainString() + " " + unit + (hopeful ? " too hopeful" : " too gloomy");
    }

    private String noData() {
        return switch (of) {
            case SLI, BUDGET, BURN_RATE -> "no request was counted";
            case SERVER_SLI -> "the server counted no request";
            case SERVED_AGAIN -> "no outage was seen to end";
        };
    }
}
