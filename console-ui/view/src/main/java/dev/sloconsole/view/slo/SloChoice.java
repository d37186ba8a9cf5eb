package dev.sloconsole.view.slo;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;

/** An objective over a window, of those that a class chooses from. */
public record SloChoice(double objective, Duration window) {

    public static final List<Double> OBJECTIVES = List.of(0.95, 0.99, 0.995, 0.999);
    public static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(60));

    /** What a state is judged by. */
    public static SloChoice of(SessionState state) {
        return new SloChoice(state.info().objective(), state.info().window());
    }

    public SloChoice withObjective(double other) {
        return new SloChoice(other, window);
    }

    public SloChoice withWindow(Duration other) {
        return new SloChoice(objective, other);
    }

    /** Such as {@code 99.9 % · 30 min}. */
    public String words() {
        return Written.objective(objective) + " · " + Written.window(window);
    }

    /** Such as {@code 99.9 % over 30 min}. */
    public String sentence() {
        return Written.objective(objective) + " over " + Written.window(window);
    }
}
