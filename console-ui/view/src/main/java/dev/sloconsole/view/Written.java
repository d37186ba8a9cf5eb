package dev.sloconsole.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The one pen: how figures, times and names are written, on every surface. Numbers are rounded to the nearest, but
 * never onto a word that they do not deserve:
 *
 * <ul>
 *   <li>100 % is all and 0 % is none; what is less than all or more than none stays so.
 *   <li>What is below an objective is never written as the objective, or above it.
 *   <li>A burn rate is written as 1.0, or as a threshold, only where it is just that.
 * </ul>
 *
 * <p>The table {@code written.json} beside this class's test holds examples of each kind; the pages that write numbers
 * with another language are held to the same table.
 */
public final class Written {

    /**
     * The places of a ratio that came of a division. Ratios of fewer than ten million requests that differ at all
     * differ before the twelfth place, and what a division adds to a ratio comes after it.
     */
    private static final int PLACES = 12;

    /** Enough for a ratio of any two counts. */
    private static final int QUOTIENT_PLACES = 20;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String NO_NUMBER = "no data";

    private Written() {}

    /** Good requests of all as {@code 98.9 %}, with as many digits as the objective has, and at least one. */
    public static String sli(long good, long total, double objective) {
        return sli(quotient(good, total), objective);
    }

    /** A ratio of good requests that came of a division or a query, as {@code 98.9 %}. */
    public static String sli(double ratio, double objective) {
        return Double.isFinite(ratio) ? sli(meant(ratio), objective) : NO_NUMBER;
    }

    private static String sli(BigDecimal ratio, double objective) {
        var promised = BigDecimal.valueOf(objective).movePointRight(2).stripTrailingZeros();
        int digits = Math.max(1, promised.scale());
        var percent = percentOf(ratio, digits);
        boolean missed = ratio.movePointRight(2).compareTo(promised) < 0;
        return percent(missed && percent.compareTo(promised) >= 0 ? below(ratio, digits) : percent, ratio, digits);
    }

    /** A ratio without an objective, as {@code 3.2 %}. */
    public static String percent(double ratio) {
        return Double.isFinite(ratio) ? percent(meant(ratio), 1) : NO_NUMBER;
    }

    /** A part of a whole, as {@code 67 %}; more than the whole where it is above 1. */
    public static String share(double ratio) {
        return Double.isFinite(ratio) ? share(meant(ratio)) : NO_NUMBER;
    }

    /** A part of a whole, as {@code 67 %}. */
    public static String share(long part, long whole) {
        return share(quotient(part, whole));
    }

    /** A part of a whole, as {@code 67 %}. */
    public static String share(BigDecimal ratio) {
        return percent(ratio, 0);
    }

    /** An objective as {@code 99 %} or {@code 99.9 %}: all of its digits. */
    public static String objective(double ratio) {
        return plain(BigDecimal.valueOf(ratio).movePointRight(2)) + " %";
    }

    private static String percent(BigDecimal ratio, int digits) {
        return percent(percentOf(ratio, digits), ratio, digits);
    }

    private static String percent(BigDecimal percent, BigDecimal ratio, int digits) {
        if (ratio.signum() == 0 || ratio.compareTo(BigDecimal.ONE) == 0) {
            return plain(percent) + " %";
        }
        if (percent.signum() == 0) {
            return (ratio.signum() < 0 ? "> −" : "< ")
                    + BigDecimal.ONE.movePointLeft(digits).toPlainString() + " %";
        }
        return signed(percent.toPlainString()) + " %";
    }

    private static BigDecimal percentOf(BigDecimal ratio, int digits) {
        return besides(ratio.movePointRight(2), digits, HUNDRED);
    }

    private static BigDecimal below(BigDecimal ratio, int digits) {
        return ratio.movePointRight(2).setScale(digits, RoundingMode.FLOOR);
    }

    /** The nearest number of so many digits that is on the same side of a landmark. */
    private static BigDecimal besides(BigDecimal number, int digits, BigDecimal landmark) {
        var nearest = number.setScale(digits, RoundingMode.HALF_UP);
        int side = number.compareTo(landmark);
        if (side < 0 && nearest.compareTo(landmark) >= 0) {
            return number.setScale(digits, RoundingMode.FLOOR);
        }
        return side > 0 && nearest.compareTo(landmark) <= 0 ? number.setScale(digits, RoundingMode.CEILING) : nearest;
    }

    /** A burn rate as {@code 3.2 ×}, or {@code 120 ×} where tenths are not worth their room. */
    public static String times(double factor, double... thresholds) {
        if (!Double.isFinite(factor)) {
            return NO_NUMBER;
        }
        var number = meant(factor);
        int digits = number.abs().compareTo(new BigDecimal("99.95")) >= 0 ? 0 : 1;
        var shown = besides(number, digits, BigDecimal.ONE);
        for (double threshold : thresholds) {
            var landmark = BigDecimal.valueOf(threshold);
            boolean between = number.compareTo(landmark) != 0 && shown.compareTo(landmark) == 0;
            shown = between ? besides(number, digits, landmark) : shown;
        }
        if (shown.signum() == 0) {
            return number.signum() == 0 ? "0 ×" : "< 0.1 ×";
        }
        return signed(String.format(Locale.ROOT, "%," + "." + digits + "f", shown)) + " ×";
    }

    /** A threshold of a burn rate, as {@code 14.4 ×} or {@code 6 ×}: all of its digits. */
    public static String threshold(double factor) {
        return plain(meant(factor)) + " ×";
    }

    /** A burn rate in words, as {@code 30 times} or {@code 3.2 times}. */
    public static String timesWords(double factor) {
        return String.format(Locale.ROOT, factor >= 9.95 ? "%.0f times" : "%.1f times", factor);
    }

    /** A count with grouping, such as {@code 1,204}. */
    public static String count(long n) {
        return signed(String.format(Locale.ROOT, "%,d", n));
    }

    /** Such as {@code 1 request} or {@code 1,204 requests}. */
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** A number of requests that need not be whole, in a formula: {@code 36,012.5}, with two digits at most. */
    public static String amount(BigDecimal number) {
        var shown = besides(number, 2, BigDecimal.ZERO);
        int digits = Math.max(0, shown.stripTrailingZeros().scale());
        return signed(String.format(Locale.ROOT, "%,." + digits + "f", shown));
    }

    /** Requests a second as {@code 20/s}, {@code 6.31/s} or {@code 1,240/s}. */
    public static String rate(double perSecond) {
        if (!Double.isFinite(perSecond)) {
            return NO_NUMBER;
        }
        var number = meant(perSecond);
        int digits =
                number.abs().compareTo(BigDecimal.TEN) < 0 ? 2 : number.abs().compareTo(HUNDRED) < 0 ? 1 : 0;
        var shown = number.setScale(digits, RoundingMode.HALF_UP);
        if (shown.signum() == 0 && number.signum() > 0) {
            return "< 0.01/s";
        }
        return amount(shown) + "/s";
    }

    /** A ratio in a formula, as {@code 0.9893}; with more digits where four would make 1 or 0 of it. */
    public static String ratio(double value) {
        if (!Double.isFinite(value)) {
            return NO_NUMBER;
        }
        var number = meant(value);
        for (int digits = 4; digits < PLACES; digits += 2) {
            var shown = number.setScale(digits, RoundingMode.HALF_UP);
            boolean landed = shown.signum() == 0 || shown.compareTo(BigDecimal.ONE) == 0;
            if (!landed || shown.compareTo(number) == 0) {
                return signed(shown.toPlainString());
            }
        }
        return number(value);
    }

    /**
     * A value that is nobody's figure, such as the answer to a query: all digits before the point, and seven in all at
     * least, which is more than anybody reads from the back row.
     */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "−Inf";
        }
        var exact = BigDecimal.valueOf(value);
        int digits = Math.clamp(exact.precision() - exact.scale() + 2, 7, 17);
        var rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || (rounded.precision() - rounded.scale() <= 15 && rounded.scale() <= 12);
        return signed(plain ? rounded.toPlainString() : rounded.toString());
    }

    /** An amount of money as {@code 0.14 USD}. */
    public static String usd(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP) + " USD";
    }

    /** A number that somebody gave, such as an objective in a formula: {@code 0.99}, all of its digits. */
    public static String given(double number) {
        return plain(BigDecimal.valueOf(number));
    }

    /** A stretch of time as {@code 14 s}, {@code 3 min 34 s}, {@code 2 h 5 min} or {@code 3 days}. */
    public static String span(Duration d) {
        long s = Math.max(0, d.toSeconds());
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s % 60 == 0 ? s / 60 + " min" : s / 60 + " min " + s % 60 + " s";
        }
        if (s >= 86_400 && s % 86_400 == 0) {
            return s == 86_400 ? "1 day" : s / 86_400 + " days";
        }
        return s % 3600 < 60 ? s / 3600 + " h" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    /** A window or a range as it is named: in minutes up to 90 of them, {@code 60 min} and not {@code 1 h}. */
    public static String window(Duration d) {
        boolean minutes = d.toSecondsPart() == 0 && d.toMinutes() > 0 && d.toMinutes() <= 90;
        return minutes ? d.toMinutes() + " min" : span(d);
    }

    /** Seconds with a tenth, such as {@code 7.9 s}. */
    public static String seconds(Duration d) {
        return BigDecimal.valueOf(Math.max(0, d.toMillis()), 3).setScale(1, RoundingMode.HALF_UP) + " s";
    }

    /** A time of the session as {@code 00:21:34}. */
    public static String clock(Duration at) {
        long s = Math.max(0, at.toSeconds());
        return String.format(Locale.ROOT, "%02d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
    }

    /** A time of the session as {@code 21:34}, with hours only where there are some. */
    public static String shortClock(Duration at) {
        long s = Math.max(0, at.toSeconds());
        return s < 3600 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60) : clock(at);
    }

    /** A moment by the clock on the wall where this computer is, such as {@code 14:05}. */
    public static String timeOfDay(Instant at) {
        return LocalTime.ofInstant(at, ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** A task's id as {@code 9f3c…b1}. */
    public static String shortTask(String taskId) {
        return taskId.length() <= 8 ? taskId : taskId.substring(0, 4) + "…" + taskId.substring(taskId.length() - 2);
    }

    /** A double as the ratio that was meant by it: 0.2, not 0.19999999999999996. */
    public static BigDecimal meant(double value) {
        return BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_UP);
    }

    /** A time that is never before zero. */
    public static Duration between(Duration from, Duration to) {
        var d = to.minus(from);
        return d.isNegative() ? Duration.ZERO : d;
    }

    private static BigDecimal quotient(long part, long whole) {
        if (part == whole) {
            return BigDecimal.ONE;
        }
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), QUOTIENT_PLACES, RoundingMode.DOWN);
    }

    private static String plain(BigDecimal number) {
        return signed(number.stripTrailingZeros().toPlainString());
    }

    /** With a minus sign instead of a hyphen. */
    private static String signed(String digits) {
        return digits.replace('-', '−');
    }

    /** A time that is left, to the second: what is left of the last one is less than one. */
    public static String soon(Duration left) {
        return left.toSeconds() < 1 ? "less than 1 s" : span(left);
    }

    /** Some things one after another, such as {@code a, b and c}. */
    public static String list(List<String> things) {
        return things.size() < 2
                ? String.join("", things)
                : String.join(", ", things.subList(0, things.size() - 1)) + " and " + things.getLast();
    }
}
