package dev.sloconsole.session;

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
        SLI(true),

        /** The lowest SLI as the server counted it, while it counted any request. */
        SERVER_SLI(true),

        /** The least of the error budget that was left; below 0 when overspent. */
        BUDGET(true),

        /** The highest burn rate over {@link SloFigures#BURN_RANGE}. */
        BURN_RATE(false),

        /** From the loss of the task until {@link Hop#SERVED_AGAIN}. */
        SERVED_AGAIN(false);

        private final boolean moreIsBetter;

        Measure(boolean moreIsBetter) {
            this.moreIsBetter = moreIsBetter;
        }

        /** Whether a higher value is the better one. */
        public boolean moreIsBetter() {
            return moreIsBetter;
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
            return new Measurement(
                    from, Optional.of(value.map(v -> of.worse(v, observed)).orElse(observed)), until);
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
}
