package dev.sloconsole.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How figures, times and names are written on the screen. Nothing is ever rounded up to look better than it is. */
public final class Written {

    private Written() {}

    /** A ratio as {@code 96.8 %}, rounded down, so that 100 % means all. */
    public static String percent(double ratio) {
        return percent(ratio, 1);
    }

    /** A ratio as {@code 38 %}, rounded down; what is left of a part is never written as 0. */
    public static String wholePercent(double ratio) {
        if (ratio > 0 && ratio < 0.01) {
            return "< 1 %";
        }
        return percent(ratio, 0);
    }

    /** An objective as {@code 99 %} or {@code 99.9 %}. */
    public static String objective(double ratio) {
        return new BigDecimal(Double.toString(ratio)).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String percent(double ratio, int digits) {
        var exact = BigDecimal.valueOf(ratio).movePointRight(2).setScale(digits, RoundingMode.FLOOR);
        return (exact.signum() < 0 ? "−" + exact.abs().toPlainString() : exact.toPlainString()) + " %";
    }

    /** A burn rate as {@code 3.2 ×}. */
    public static String times(double factor) {
        return String.format(Locale.ROOT, factor >= 99.95 ? "%.0f ×" : "%.1f ×", factor);
    }

    /** A burn rate in words, as {@code 30 times} or {@code 3.2 times}. */
    public static String timesWords(double factor) {
        return String.format(Locale.ROOT, factor >= 9.95 ? "%.0f times" : "%.1f times", factor);
    }

    /** How much of a budget is used, as {@code 156 %}, where such a share of it is left; rounded up. */
    public static String usedPercent(double shareLeft) {
        var used = BigDecimal.ONE.subtract(BigDecimal.valueOf(shareLeft)).movePointRight(2);
        return used.setScale(0, RoundingMode.CEILING).toPlainString() + " %";
    }

    /** A count with grouping, such as {@code 1,204}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A stretch of time as {@code 14 s}, {@code 3 min 34 s} or {@code 2 h 5 min}. */
    public static String span(Duration d) {
        long s = Math.max(0, d.toSeconds());
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s % 60 == 0 ? s / 60 + " min" : s / 60 + " min " + s % 60 + " s";
        }
        return s % 3600 < 60 ? s / 3600 + " h" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    /** Seconds with a tenth, such as {@code 7.9 s}. */
    public static String seconds(Duration d) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, d.toMillis()) / 1000.0);
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

    /** A task's id as {@code 9f3c…b1}. */
    public static String shortTask(String taskId) {
        return taskId.length() <= 8 ? taskId : taskId.substring(0, 4) + "…" + taskId.substring(taskId.length() - 2);
    }

    /** A time that is never before zero. */
    public static Duration between(Duration from, Duration to) {
        var d = to.minus(from);
        return d.isNegative() ? Duration.ZERO : d;
    }
}
