package dev.sloconsole.desktop.live;

import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.traffic.TrafficGenerator;
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
 * Finds out whether it is this computer's network that has changed (another Wi-Fi, a VPN, a phone) or gone when users
 * and Prometheus fall silent while ECS, as far as is known, says that everything runs. Only then is the public address
 * asked for. What users get meanwhile tells nothing of the service, and is told not to be observed.
 */
final class AddressWatch {

    static final Duration INTERVAL = Duration.ofSeconds(2);

    /** So long both must be silent: a killed task is silent too, but ECS says so sooner. */
    static final Duration SILENCE = Duration.ofSeconds(6);

    /** What was sent into the silence fails for as long afterwards; the second on top is the one being counted. */
    static final Duration ECHO = TrafficGenerator.TIMEOUT.plusSeconds(1);

    /** The source that is asked at every look; a network that is gone takes it along. */
    private static final String ECS = "ecs";

    private final Supplier<SessionState> state;
    private final Custody custody;
    private final Supplier<Optional<String>> address;
    private final Consumer<StackFact> facts;
    private final Consumer<SessionEvent> observations;

    /** When anything of the stack was heard last; written on the session's thread. */
    private volatile Duration heard = Duration.ZERO;

    /** When ECS last knew of a reason for silence. */
    private Duration excused = Duration.ZERO;

    private Optional<Duration> silentSince = Optional.empty();
    private Optional<Duration> heardAgain = Optional.empty();
    private boolean refused;
    private boolean blind;

    /**
     * A watch that has not looked yet.
     *
     * @param address blocks while it asks
     * @param facts takes whether the address may reach the stack
     * @param observations takes whether users tell of the service
     */
    AddressWatch(
            Supplier<SessionState> state,
            Custody custody,
            Supplier<Optional<String>> address,
            Consumer<StackFact> facts,
            Consumer<SessionEvent> observations) {
        this.state = state;
        this.custody = custody;
        this.address = address;
        this.facts = facts;
        this.observations = observations;
    }

    /**
     * Takes note of what shows that the stack was reached; on the session's thread. A second in which the way broke tells
     * of the way, though some were answered before.
     */
    void observe(Fact fact) {
        boolean tells = switch (fact.event()) {
            case TrafficCounted(var counts) -> answered(counts) > 0 && counts.timeout() + counts.refused() == 0;
            case MetricsObserved(PrometheusLost lost) -> false;
            case MetricsObserved something -> true;
            default -> false;
        };
        if (tells) {
            heard = fact.at();
        }
    }

    /** One look; always on the same thread, on which the facts are handed over. */
    void look() {
        var now = state.get();
        if (!runs(now, LessonStack.APP_SERVICE) || !runs(now, LessonStack.OBSERVABILITY_SERVICE)) {
            excused = now.at();
        }
        if (!silent(now)) {
            heardFrom(now.at());
            return;
        }
        heardAgain = Optional.empty();
        var since = silentSince.orElse(now.at());
        silentSince = Optional.of(since);
        var silence = now.at().minus(since);
        if (silence.compareTo(SILENCE) >= 0) {
            var mine = address.get();
            mine.ifPresent(known -> judge(known, silence));
            if (mine.isPresent() || disconnected(now)) {
                see(mine.isEmpty() || refused);
            }
        }
    }

    private void heardFrom(Duration now) {
        silentSince = Optional.empty();
        if (refused) {
            refused = false;
            facts.accept(new AddressAdmitted(address.get().orElse("")));
        }
        heardAgain = heardAgain.or(() -> Optional.of(now));
        if (now.minus(heardAgain.get()).compareTo(ECHO) >= 0) {
            see(false);
        }
    }

    private void judge(String mine, Duration silence) {
        var ranges = custody.stack().map(StackFound::ranges).orElse(List.of());
        boolean outside = !ranges.isEmpty() && !PublicAddress.within(mine, ranges);
        if (outside && !refused) {
            facts.accept(new AddressRefused(mine, ranges, silence));
        } else if (!outside && refused) {
            facts.accept(new AddressAdmitted(mine));
        }
        refused = outside;
    }

    private void see(boolean nothing) {
        if (nothing && !blind) {
            observations.accept(new ObservationLost(heard.compareTo(excused) > 0 ? heard : excused));
        } else if (!nothing && blind) {
            observations.accept(new ObservationRegained());
        }
        blind = nothing;
    }

    /** Nobody reaches anything, and ECS knows of no reason. */
    private static boolean silent(SessionState state) {
        return runs(state, LessonStack.APP_SERVICE)
                && runs(state, LessonStack.OBSERVABILITY_SERVICE)
                && !state.metrics().reachable()
                && answered(state.traffic().lastSecond()) == 0;
    }

    private static long answered(RequestCounts counts) {
        return counts.ok() + counts.clientError() + counts.serverError();
    }

    /** AWS is not reached either. */
    private static boolean disconnected(SessionState state) {
        return state.banners().stream()
                .anyMatch(banner -> banner.trouble().source().equals(ECS));
    }

    private static boolean runs(SessionState state, String service) {
        return state.tasks().stream()
                .anyMatch(task ->
                        task.service().equals(service) && task.lastStatus().equals("RUNNING"));
    }
}
