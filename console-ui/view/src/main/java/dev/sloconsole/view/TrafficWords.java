package dev.sloconsole.view;

import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.TrafficPlan.Shape;
import java.util.Locale;

/** What is said of traffic; follows from what a mode is, so that another mode needs no words of its own. */
public final class TrafficWords {

    private TrafficWords() {}

    /** A mode's name, such as {@code Partial failure}. */
    public static String name(Mode mode) {
        var name = mode.name().replace('_', ' ');
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** What a mode does, for those who are about to choose it. */
    public static String explained(Mode mode) {
        var rate = switch (mode.shape()) {
            case Shape.Silence silence -> "Nobody comes";
            case Shape.Even even -> "Requests at the rate chosen, evenly";
            case Shape.Bursts(var every, var length, var peak) ->
                "For " + Written.span(length) + " in every " + Written.span(every) + ", " + peak + " times the rate";
            case Shape.Ramp(var length, var peak) ->
                "From the rate evenly up to " + peak + " times of it within " + Written.span(length)
                        + ", and so on from there";
        };
        return rate + (mode.fails() ? ", of which a share goes to /fail." : ".");
    }

    public static Tone tone(Mode mode) {
        if (mode.fails()) {
            return Tone.WARN;
        }
        return switch (mode.shape()) {
            case Shape.Silence silence -> Tone.MUTED;
            case Shape.Even even -> Tone.GOOD;
            case Shape.Bursts bursts -> Tone.INFO;
            case Shape.Ramp ramp -> Tone.INFO;
        };
    }

    /** A plan in short, such as {@code Burst 20–100/s}. */
    public static String label(TrafficPlan plan) {
        int most = plan.peakPerSecond();
        if (plan.mode().fails()) {
            return name(plan.mode()) + " " + plan.failurePercent() + " %";
        }
        if (most == 0) {
            return name(plan.mode());
        }
        return name(plan.mode()) + " " + plan.ratePerSecond() + (most == plan.ratePerSecond() ? "" : "–" + most) + "/s";
    }

    /** That the class switched to a plan, as a sentence. */
    public static String switched(TrafficPlan plan) {
        var rate = switch (plan.mode().shape()) {
            case Shape.Silence silence -> "no requests";
            case Shape.Even even -> plan.ratePerSecond() + " requests/s";
            case Shape.Bursts(var every, var length, var peak) ->
                plan.ratePerSecond() + " requests/s, and " + Written.span(length) + " in every " + Written.span(every)
                        + " " + Written.count(plan.peakPerSecond()) + "/s";
            case Shape.Ramp(var length, var peak) ->
                "from " + plan.ratePerSecond() + " to " + Written.count(plan.peakPerSecond()) + " requests/s within "
                        + Written.span(length);
        };
        var share = plan.mode().fails() ? plan.failurePercent() + " % of " : "";
        return name(plan.mode()) + ": " + share + rate + ".";
    }
}
