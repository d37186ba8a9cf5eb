package dev.sloconsole.view.wall;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Discovery.Instance;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.StackPhase;
import java.time.Duration;
import java.util.Optional;

/**
 * A state as of a time, asked in the words of the wall.
 *
 * @param lookingBack whether the instructor has closed the lesson and looks back with the class
 */
record Moment(SessionState state, Duration now, boolean lookingBack) {

    /** What happened in the last few seconds: the number falls when the users fall. */
    static final Duration LATELY = SloFigures.LATEST_RANGE;

    /** A moment in the middle of a class. */
    Moment(SessionState state, Duration now) {
        this(state, now, false);
    }

    StackPhase phase() {
        return StackPhase.of(state.stack());
    }

    boolean serving() {
        return phase() == StackPhase.UP;
    }

    Step step() {
        return state.lesson().currentStep();
    }

    int stepNumber() {
        return state.lesson().current() + 1;
    }

    double objective() {
        return state.info().objective();
    }

    TrafficPlan plan() {
        return state.traffic().plan();
    }

    boolean asked() {
        return plan().mode() != TrafficPlan.Mode.OFF;
    }

    Optional<Task> app() {
        return state.tasks().app();
    }

    /** What a resolver believes; where there is none to ask, what the zone says. */
    Optional<DnsAnswer> dns() {
        return state.discovery()
                .answer(DnsSource.RESOLVER)
                .or(() -> state.discovery().answer(DnsSource.AUTHORITATIVE));
    }

    /** Whether that is a resolver's belief. */
    boolean cached() {
        return state.discovery().believed() == DnsSource.RESOLVER;
    }

    /** When it has the new address. */
    Hop dnsHop() {
        return Hop.of(state.discovery().believed());
    }

    Optional<Target> target() {
        return state.metrics().ofApp().reduce((older, newer) -> newer);
    }

    Optional<Instance> instance() {
        return state.discovery().ofApp().reduce((older, newer) -> newer);
    }

    boolean targetUp() {
        return state.metrics().reachable() && target().filter(t -> t.up()).isPresent();
    }

    /** How long a DNS answer is believed still. */
    Duration ttlLeft() {
        return dns().map(a -> Written.between(Written.between(a.since(), now), a.ttl()))
                .orElse(Duration.ZERO);
    }

    /** Whether DNS names an address that is not that of the app's present task. */
    boolean dnsIsStale() {
        return dns().filter(a -> !a.addresses().isEmpty())
                .filter(a -> outage().map(Outage::oldAddress)
                                .filter(a.addresses()::contains)
                                .isPresent()
                        || app().filter(t -> t.stopped().isEmpty())
                                .flatMap(Task::privateAddress)
                                .filter(current -> !a.addresses().contains(current))
                                .isPresent())
                .isPresent();
    }

    Optional<Outage> outage() {
        return state.outage();
    }

    /** Whether an outage is not over: users, or where nobody asks Prometheus, have not reached the new task. */
    boolean outageLasts() {
        return outage().filter(o -> serving() && (asked() ? o.at(Hop.SERVED_AGAIN) : o.at(Hop.TARGET_UP)).isEmpty())
                .isPresent();
    }

    /** Whether somebody still believes in the dead task. */
    boolean somebodyLags() {
        return outage().filter(o -> serving() && o.at(Hop.TARGET_UP).isEmpty()).isPresent();
    }

    /** Whether the latest outage belongs to the step that the class is in. */
    boolean outageOfThisStep() {
        return outage().filter(o -> step().enteredAt()
                        .filter(at -> o.startedAt().compareTo(at) >= 0)
                        .isPresent())
                .isPresent();
    }

    Optional<Double> sli() {
        return state.figures().userSli().map(Sli::value);
    }

    Optional<Double> serverSli() {
        return state.figures().serverSli().map(ServerSli::value);
    }

    /** The users' SLI over a few seconds. */
    Optional<Double> sliLately() {
        return state.figures().latestSli().map(Sli::value);
    }

    /** How many times too fast the budget went in the last few seconds. */
    Optional<Double> pace() {
        return state.figures().pace(objective());
    }

    Optional<Double> burn() {
        return state.figures().burnRate().map(BurnRate::value);
    }

    Duration ago(Duration at) {
        return Written.between(at, now);
    }

    /** The window in a class's words: "half hour", "hour", "10 minutes". */
    String windowWords() {
        long minutes = state.info().window().toMinutes();
        return switch ((int) minutes) {
            case 30 -> "half hour";
            case 60 -> "hour";
            default ->
                minutes > 0 && state.info().window().toSeconds() % 60 == 0
                        ? minutes + " minutes"
                        : Written.span(state.info().window());
        };
    }

    /** Whether the budget may be judged by; empty where there is none. */
    Optional<Standing> standing() {
        return state.figures().budget().map(ErrorBudget::standing);
    }

    /** The window's figures; empty before there is anything to count. */
    Optional<Spent> spent() {
        return Spent.of(state);
    }

    /** What is shown large. */
    Scene scene() {
        return Scenes.of(this);
    }

    static String burnRange() {
        return Written.span(SloFigures.BURN_RANGE);
    }
}
