package dev.sloconsole.session.lesson;

import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.figures.BurnPolicy;
import dev.sloconsole.session.figures.BurnPolicy.Rule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The alerts that a lesson's objective and window leave out, as one says that to its author. */
final class AlertWords {

    /** The severity of the alert that judges no budget, and so is there in every lesson. */
    private static final String TARGET_MISSING = "page";

    private AlertWords() {}

    /** Why no alert with these labels ever changes; empty if one can. */
    static Optional<String> neverFires(Map<String, String> labels, double objective, Duration window) {
        var meant = BurnPolicy.LESSON.alerts().stream()
                .filter(rule -> rule.name().equals(labels.getOrDefault("alert", rule.name())))
                .filter(rule -> rule.severity().equals(labels.getOrDefault("severity", rule.severity())))
                .toList();
        boolean targetToo = !labels.containsKey("alert")
                && labels.getOrDefault("severity", TARGET_MISSING).equals(TARGET_MISSING);
        if (targetToo
                || meant.isEmpty()
                || meant.stream()
                        .anyMatch(rule -> rule.leftOut(objective, window).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(meant.stream()
                .map(rule -> rule.name() + " is left out, for " + reason(rule, objective, window))
                .collect(Collectors.joining(" ")));
    }

    private static String reason(Rule rule, double objective, Duration window) {
        if (rule.leftOut(objective, window)
                .filter(Verdict.LONG_WINDOW_TOO_LONG::equals)
                .isPresent()) {
            return "its long window of " + rule.longWindow().toSeconds()
                    + " s is more than half of the SLO's window of " + window.toSeconds() + " s.";
        }
        var most = BigDecimal.ONE.divide(BigDecimal.ONE.subtract(BigDecimal.valueOf(objective)), MathContext.DECIMAL64);
        return "its threshold is a burn rate of " + plain(BigDecimal.valueOf(rule.burn(window)))
                + ", and at this objective it is " + plain(most) + " when every request fails.";
    }

    private static String plain(BigDecimal value) {
        return value.round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
