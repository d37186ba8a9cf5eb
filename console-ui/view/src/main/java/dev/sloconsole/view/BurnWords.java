package dev.sloconsole.view;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import java.util.Optional;

/** Why a burn-rate alert fires, or does not, with today's numbers. */
public final class BurnWords {

    private BurnWords() {}

    public static String why(BurnAlert alert) {
        var why = verdict(alert);
        return alert.heldSince().map(since -> "Held since " + Written.shortClock(since) + ", for too little is observed"
                        + " to judge by. Then: " + why)
                .orElse(why);
    }

    private static String verdict(BurnAlert alert) {
        var longSays = says(alert.longBurn(), alert);
        var shortSays = says(alert.shortBurn(), alert);
        var threshold = Written.threshold(alert.burn());
        var longName = Written.window(alert.longWindow());
        return switch (alert.verdict()) {
            case FIRES -> longSays + " and " + shortSays + ", both above " + threshold + ": "
                    + Written.share(alert.share()) + " of a window's budget within " + longName + ".";
            case QUIET -> longSays + " is not above " + threshold + ".";
            case TOO_SHORT -> shortSays + " is above " + threshold + ", " + longSays
                    + " is not: it has not lasted long enough.";
            case OVER -> longSays + " is above " + threshold + ", " + shortSays + " is not: the trouble is over.";
            case TOO_FEW_REQUESTS -> "Both windows are above " + threshold + ", but "
                    + Written.count(alert.longBurn().map(BurnRate::total).orElse(0L)) + " requests in " + longName
                    + " are fewer than the " + Written.count(alert.needed()) + " that it takes.";
            case NO_DATA -> "No request was counted in the last "
                    + (alert.longBurn().isEmpty() ? longName : Written.window(alert.shortWindow())) + ".";
            case LONG_WINDOW_TOO_LONG -> "Left out: " + longName + " is more than half of the SLO's window.";
            case THRESHOLD_OUT_OF_REACH -> "Left out: even a full outage does not burn more than " + threshold + ".";
        };
    }

    private static String says(Optional<BurnRate> burn, BurnAlert alert) {
        return burn.map(b -> Written.window(b.range()) + " burn " + Written.times(b.value(), alert.burn()))
                .orElse("no data");
    }

    /** The verdict in two or three words. */
    public static String inShort(Verdict verdict) {
        return switch (verdict) {
            case FIRES -> "FIRES";
            case QUIET -> "quiet";
            case TOO_SHORT -> "not for long enough";
            case OVER -> "over again";
            case TOO_FEW_REQUESTS -> "too few requests";
            case NO_DATA -> "no data";
            case LONG_WINDOW_TOO_LONG, THRESHOLD_OUT_OF_REACH -> "left out";
        };
    }
}
