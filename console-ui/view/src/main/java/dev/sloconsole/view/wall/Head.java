package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;

/**
 * The line at the top.
 *
 * @param step number and title
 * @param badge AWS, LOCAL or REPLAY: what the class is always told it sees
 * @param traffic what users do, in words
 * @param clock the time since the class began
 */
public record Head(String step, String badge, Tone badgeTone, String traffic, String clock) {

    static Head of(Moment m) {
        SessionState.Info info = m.state().info();
        return new Head(
                m.stepNumber() + "\u2002" + m.step().title(),
                info.source().name(),
                tone(info.source()),
                traffic(m),
                Written.shortClock(m.now()));
    }

    private static Tone tone(Source source) {
        return switch (source) {
            case LOCAL -> Tone.GOOD;
            case AWS -> Tone.WARN;
            case REPLAY -> Tone.VIOLET;
        };
    }

    private static String traffic(Moment m) {
        var plan = m.plan();
        var rate = plan.ratePerSecond() + " requests a second";
        int most = plan.peakPerSecond();
        if (most == 0) {
            return "no traffic";
        }
        return rate
                + (plan.mode().fails() ? ", " + plan.failurePercent() + " % fail" : "")
                + (most > plan.ratePerSecond() ? ", up to " + Written.count(most) : "");
    }
}
