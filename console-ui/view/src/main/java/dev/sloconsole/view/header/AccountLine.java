package dev.sloconsole.view.header;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.StackPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose money a class spends: for the instructor alone, and all the time.
 *
 * @param account by its true number, with its region
 * @param price of an hour
 * @param end when the services are scaled to zero, or that nothing ends by itself
 * @param errands what can be asked of the stack beside the lesson, always the same in the same order
 */
public record AccountLine(String account, String price, String end, Tone endTone, List<Errand> errands) {

    private static final Duration SOON = Duration.ofMinutes(15);

    /**
     * Something that can be asked for.
     *
     * @param called for by what has happened
     * @param whyNot it cannot be asked for now; empty where it can
     */
    public record Errand(Action action, String label, String does, boolean called, String whyNot) {}

    /**
     * The line; empty where nothing is paid for: on the local cloud and in a recording.
     *
     * @param account as the cloud names it, which the session itself does not keep
     */
    public static Optional<AccountLine> from(
            SessionState state, Duration now, Source badge, Optional<AccountRead> account) {
        if (badge != Source.AWS) {
            return Optional.empty();
        }
        var owned = state.ownership();
        var wall = state.info().startedAt().plus(now);
        var end = owned.autoStopAt();
        return Optional.of(new AccountLine(
                account.map(a -> "Account " + a.account() + " · " + a.region()).orElse("Reading the account…"),
                price(state, owned),
                end(state, end, wall),
                endTone(state, end, wall),
                List.of(admit(state), extend(state, wall), wakeUp(state))));
    }

    private static String price(SessionState state, Ownership owned) {
        if (state.stack().asleep()) {
            return "next to nothing while asleep";
        }
        return owned.usdPerHour()
                .map(usd -> "about " + Written.usd(usd) + " an hour"
                        + (state.stack().absent() ? " once deployed" : ""))
                .orElse("price not known");
    }

    private static String end(SessionState state, Optional<Instant> end, Instant wall) {
        if (state.stack().absent()) {
            return "";
        }
        if (state.stack().asleep()) {
            return "scaled to zero";
        }
        return end.map(at -> "until " + Written.timeOfDay(at) + " (" + left(Duration.between(wall, at)) + ")")
                .orElse("no auto-stop: until it is deleted");
    }

    private static String left(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "over";
        }
        return Written.span(left.compareTo(SOON) > 0 ? Duration.ofMinutes(left.toMinutes()) : left) + " left";
    }

    private static Tone endTone(SessionState state, Optional<Instant> end, Instant wall) {
        if (state.stack().absent()) {
            return Tone.MUTED;
        }
        return end.filter(at -> near(at, wall)).isPresent()
                        || end.isEmpty()
                        || state.stack().asleep()
                ? Tone.WARN
                : Tone.PLAIN;
    }

    private static Errand admit(SessionState state) {
        boolean shutOut = state.ownership().refused().isPresent();
        return errand(
                Action.ADMIT,
                "Admit my address",
                "Lets this computer's present address reach the stack (M).",
                shutOut,
                held(state)
                        .or(() ->
                                unless(shutOut, "Nothing says that this computer's address cannot reach the stack.")));
    }

    private static Errand extend(SessionState state, Instant wall) {
        var end = state.ownership().autoStopAt();
        boolean asleep = state.stack().asleep();
        return errand(
                Action.EXTEND,
                "One hour more",
                "Puts the auto-stop off by an hour, which is paid for (H).",
                !asleep && end.filter(at -> near(at, wall)).isPresent(),
                held(state)
                        .or(() -> unless(!asleep, "The services are scaled to zero. Wake up starts them for an hour."))
                        .or(() -> unless(
                                end.isPresent(), "The stack has no auto-stop, so there is nothing to put off.")));
    }

    private static Errand wakeUp(SessionState state) {
        boolean asleep = state.stack().asleep();
        return errand(
                Action.WAKE_UP,
                "Wake up",
                "Starts the services that were scaled to zero, for an hour (U).",
                asleep,
                held(state)
                        .or(() -> unless(
                                asleep, "The services were not scaled to zero, so there is nothing to wake up.")));
    }

    private static Errand errand(Action action, String label, String does, boolean called, Optional<String> against) {
        return new Errand(action, label, does, called && against.isEmpty(), against.orElse(""));
    }

    private static Optional<String> unless(boolean possible, String why) {
        return possible ? Optional.empty() : Optional.of(why);
    }

    private static boolean near(Instant end, Instant wall) {
        return !wall.plus(SOON).isBefore(end);
    }

    /** What stands against any change of the stack. */
    private static Optional<String> held(SessionState state) {
        if (state.info().ended()) {
            return Optional.of("The session has ended.");
        }
        return switch (StackPhase.of(state.stack())) {
            case UNKNOWN -> Optional.of("The account is not read yet.");
            case NONE -> Optional.of("There is no stack.");
            case RISING, FALLING -> Optional.of("CloudFormation is at work on the stack. Wait until it has done.");
            case FAILED -> Optional.of("What failed must be deleted first.");
            case UP ->
                unless(
                        state.ownership().found().filter(there -> !there.ours()).isEmpty(),
                        "The stack was not created by this program, and stays as it is.");
        };
    }
}
