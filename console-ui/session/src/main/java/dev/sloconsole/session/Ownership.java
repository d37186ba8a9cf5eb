package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * In whose account the class is, what it puts there, whose the stack is that it sees there, what it costs, when it ends, and what keeps the
 * class from it. Names of people and accounts are aliases here, as in the journal.
 *
 * @param account once the cloud has said whose it is
 * @param created the id of the stack that this session created
 * @param found the stack that is there
 * @param usdPerHour what it costs while it runs; empty where it costs nothing
 * @param failed why the last deployment or deletion failed; until the next one is asked for
 * @param publishing what was done last for the app's image, or an empty text; none while nobody publishes it
 * @param refused that this computer's present address may not reach the stack, and when that was found out
 */
public record Ownership(
        Optional<AccountRead> account,
        Optional<String> created,
        Optional<StackFound> found,
        Optional<Double> usdPerHour,
        Optional<StackFailed> failed,
        Optional<String> publishing,
        Optional<Refused> refused) {

    /** Before anything was read. */
    public static final Ownership UNKNOWN = new Ownership(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** An address that may not reach the stack, found out at a moment of the session. */
    public record Refused(AddressRefused what, Duration at) {}

    /** Whether the stack that is there is the one that this session created. */
    public boolean own() {
        return found.filter(there -> created.filter(there.stackId()::equals).isPresent())
                .isPresent();
    }

    /** When the services of the stack that is there are scaled to zero. */
    public Optional<Instant> autoStopAt() {
        return found.flatMap(StackFound::autoStopAt);
    }

    public Ownership with(AccountRead read) {
        return new Ownership(Optional.of(read), created, found, usdPerHour, failed, publishing, refused);
    }

    public Ownership with(StackFound there) {
        return new Ownership(account, created, Optional.of(there), usdPerHour, failed, publishing, refused);
    }

    public Ownership with(StackFailed failure) {
        return new Ownership(account, created, found, usdPerHour, Optional.of(failure), publishing, refused);
    }

    public Ownership withCreated(String stackId) {
        return new Ownership(account, Optional.of(stackId), found, usdPerHour, Optional.empty(), publishing, refused);
    }

    public Ownership withPublishing(Optional<String> step) {
        return new Ownership(account, created, found, usdPerHour, failed, step, refused);
    }

    public Ownership withCost(double usd) {
        return new Ownership(account, created, found, Optional.of(usd), failed, publishing, refused);
    }

    public Ownership with(Optional<Refused> address) {
        return new Ownership(account, created, found, usdPerHour, failed, publishing, address);
    }

    /** The same after the stack is gone. */
    public Ownership withoutStack() {
        return new Ownership(
                account,
                Optional.empty(),
                Optional.empty(),
                usdPerHour,
                Optional.empty(),
                publishing,
                Optional.empty());
    }
}
