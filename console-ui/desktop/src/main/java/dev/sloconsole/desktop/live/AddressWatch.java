package dev.sloconsole.desktop.live;

import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AddressAdmitted;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out whether it is this computer that has moved (another Wi-Fi, a VPN, a phone) when users and Prometheus fall
 * silent while ECS says that everything runs. Only then is the public address asked for.
 */
final class AddressWatch {

    static final Duration INTERVAL = Duration.ofSeconds(2);

    /** So long both must be silent: a killed task is silent too, but ECS says so sooner. */
    static final Duration SILENCE = Duration.ofSeconds(6);

    private final Supplier<SessionState> state;
    private final Custody custody;
    private final Supplier<Optional<String>> address;
    private final Consumer<StackFact> facts;

    private Optional<Duration> silentSince = Optional.empty();
    private boolean refused;

    /** @param address blocks while it asks */
    AddressWatch(
            Supplier<SessionState> state,
            Custody custody,
            Supplier<Optional<String>> address,
            Consumer<StackFact> facts) {
        this.state = state;
        this.custody = custody;
        this.address = address;
        this.facts = facts;
    }

    /** One look; always on the same thread, on which the facts are handed over. */
    void look() {
        var now = state.get();
        var ranges = custody.stack().map(StackFound::ranges).orElse(List.of());
        if (!silent(now) || ranges.isEmpty()) {
            silentSince = Optional.empty();
            if (refused) {
                refused = false;
                facts.accept(new AddressAdmitted(address.get().orElse("")));
            }
            return;
        }
        var since = silentSince.orElse(now.at());
        silentSince = Optional.of(since);
        if (now.at().minus(since).compareTo(SILENCE) < 0) {
            return;
        }
        address.get().ifPresent(mine -> judge(mine, ranges, now.at().minus(since)));
    }

    private void judge(String mine, List<String> ranges, Duration silence) {
        boolean outside = !PublicAddress.within(mine, ranges);
        if (outside && !refused) {
            facts.accept(new AddressRefused(mine, ranges, silence));
        } else if (!outside && refused) {
            facts.accept(new AddressAdmitted(mine));
        }
        refused = outside;
    }

    /** Nobody reaches anything, and ECS knows of no reason. */
    private static boolean silent(SessionState state) {
        var last = state.traffic().lastSecond();
        return runs(state, LessonStack.APP_SERVICE)
                && runs(state, LessonStack.OBSERVABILITY_SERVICE)
                && !state.metrics().reachable()
                && last.ok() + last.clientError() + last.serverError() == 0;
    }

    private static boolean runs(SessionState state, String service) {
        return state.tasks().stream()
                .anyMatch(task ->
                        task.service().equals(service) && task.lastStatus().equals("RUNNING"));
    }
}
