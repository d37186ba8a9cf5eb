package dev.sloconsole.session.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.figures.Figures;
import dev.sloconsole.session.figures.ServerFigures;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.journal.Kinds;
import dev.sloconsole.session.lesson.Condition.AllOf;
import dev.sloconsole.session.lesson.Condition.AnyOf;
import dev.sloconsole.session.lesson.Condition.DnsAnswers;
import dev.sloconsole.session.lesson.Condition.FactSeen;
import dev.sloconsole.session.lesson.Condition.FigureIs;
import dev.sloconsole.session.lesson.Condition.OutageReached;
import dev.sloconsole.session.lesson.Condition.PrometheusReachable;
import dev.sloconsole.session.lesson.Condition.QueryGives;
import dev.sloconsole.session.lesson.Condition.StackIs;
import dev.sloconsole.session.lesson.Condition.TargetIs;
import dev.sloconsole.session.lesson.Condition.TasksAre;
import dev.sloconsole.session.lesson.Condition.TrafficIs;
import dev.sloconsole.session.lesson.Condition.UserSli;
import dev.sloconsole.session.lesson.Lesson.CheckpointRule;
import dev.sloconsole.session.lesson.Lesson.LessonStep;
import dev.sloconsole.session.lesson.Lesson.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lesson's eye in a live class: sees every fact, and says which checkpoints are met now. A replay has no need of
 * it, for its answers are facts. Used by the session thread alone.
 */
public final class Checkpoints {

    private final List<LessonStep> steps;
    private final Map<FactSeen, Duration> lastSeen = new HashMap<>();
    private final Map<String, List<FactSeen>> awaited = new HashMap<>();
    private final Set<CheckpointMet> announced = new HashSet<>();
    private Duration trafficChanged = Duration.ZERO;
    private boolean countedSince;

    public Checkpoints(Lesson lesson) {
        this.steps = lesson.steps();
        for (LessonStep step : steps) {
            step.checkpoints().forEach(c -> await(c.when()));
        }
    }

    private void await(Condition condition) {
        switch (condition) {
            case FactSeen seen ->
                awaited.computeIfAbsent(seen.kind(), k -> new ArrayList<>()).add(seen);
            case AnyOf any -> any.conditions().forEach(this::await);
            case AllOf all -> all.conditions().forEach(this::await);
            default -> {
                // looks at the state alone
            }
        }
    }

    /** Takes a fact that is folded already. */
    public void observe(Fact fact) {
        switch (fact.event()) {
            case TrafficChanged e -> {
                trafficChanged = fact.at();
                countedSince = false;
            }
            case TrafficCounted e ->
                countedSince |=
                        fact.at().compareTo(trafficChanged) > 0 && e.counts().total() > 0;
            default -> {
                // of no interest beside its kind
            }
        }
        var waiting = awaited.getOrDefault(Kinds.name(fact.event()), List.of());
        if (!waiting.isEmpty()) {
            var data = Kinds.encode(fact.event());
            waiting.stream().filter(w -> matches(w, data)).forEach(w -> lastSeen.put(w, fact.at()));
        }
    }

    private static boolean matches(FactSeen seen, JsonNode data) {
        return seen.fields().entrySet().stream()
                .allMatch(e -> data.path(e.getKey()).asText("").equals(e.getValue()));
    }

    /** The checkpoints that are met as of a moment and were not announced before, in the order of the lesson. */
    public List<CheckpointMet> due(Folded folded, SeriesReader series, Duration at) {
        var met = new ArrayList<CheckpointMet>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var entered = folded.state().lesson().steps().get(i).enteredAt();
            for (CheckpointRule rule : step.checkpoints()) {
                var since = rule.since() == Since.SESSION ? Optional.of(Duration.ZERO) : entered;
                var checkpoint = new CheckpointMet(step.id(), rule.id());
                if (since.isPresent()
                        && !announced.contains(checkpoint)
                        && holds(rule.when(), new Moment(folded, series, at, since.get()))) {
                    announced.add(checkpoint);
                    met.add(checkpoint);
                }
            }
        }
        return met;
    }

    private record Moment(Folded folded, SeriesReader series, Duration at, Duration since) {
        SessionState state() {
            return folded.state();
        }

        Instant wallTime() {
            return folded.wallTime(at);
        }
    }

    private boolean holds(Condition condition, Moment now) {
        return switch (condition) {
            case StackIs c -> now.state().stack().status().equals(c.status());
            case TargetIs c ->
                now.state().metrics().reachable()
                        && now.state().metrics().targets().stream()
                                .anyMatch(t ->
                                        t.job().equals(c.job()) && t.health().equals(c.health()));
            case TasksAre c ->
                now.state().tasks().stream()
                                .filter(t -> t.service().equals(c.service())
                                        && t.lastStatus().equals(c.status()))
                                .count()
                        >= c.count();
            case PrometheusReachable() -> now.state().metrics().reachable();
            case QueryGives c ->
                ServerFigures.values(c.promql(), now.series(), now.wallTime()).stream()
                        .anyMatch(c.bounds()::contain);
            case UserSli c -> userSli(c, now);
            case FigureIs c -> figure(c, now).filter(c.bounds()::contain).isPresent();
            case TrafficIs c ->
                now.state().traffic().plan().mode() == c.mode()
                        && (countedSince || c.mode() == TrafficPlan.Mode.OFF)
                        && trafficChanged.compareTo(now.since()) >= 0;
            case FactSeen c ->
                Optional.ofNullable(lastSeen.get(c))
                        .filter(at -> at.compareTo(now.since()) >= 0)
                        .isPresent();
            case DnsAnswers c -> c.newAddress() ? newAddress(now) : answered(now);
            case OutageReached c -> outage(now).filter(o -> o.has(c.hop())).isPresent();
            case AnyOf c -> c.conditions().stream().anyMatch(each -> holds(each, now));
            case AllOf c -> c.conditions().stream().allMatch(each -> holds(each, now));
        };
    }

    private static boolean userSli(UserSli condition, Moment now) {
        var counts = now.folded().requests().within(condition.over(), now.at());
        return counts.total() > 0 && condition.bounds().contain((double) counts.ok() / counts.total());
    }

    private static Optional<Double> figure(FigureIs condition, Moment now) {
        var figures = Figures.of(now.folded(), now.at(), now.series());
        return switch (condition.figure()) {
            case SERVER_SLI -> figures.serverSli().map(ServerSli::value);
            case SERVER_ERROR_RATE -> figures.serverErrorRate();
            case BUDGET ->
                figures.budget()
                        .filter(budget -> budget.standing() != Standing.NOT_BEGUN)
                        .map(budget -> budget.share().doubleValue());
            case BURN_RATE -> figures.burnRate().map(BurnRate::value);
        };
    }

    private static boolean answered(Moment now) {
        return now.state().discovery().answers().stream().anyMatch(a -> a.ofApp() && a.found());
    }

    /** Where a resolver stands beside the zone, it is the resolver's word that users act on. */
    private static boolean newAddress(Moment now) {
        boolean resolver = now.folded().resolverSeen();
        return outage(now)
                .filter(o -> o.has(resolver ? Hop.RESOLVER : Hop.ZONE))
                .isPresent();
    }

    private static Optional<Outage> outage(Moment now) {
        return now.state().outage().filter(o -> o.startedAt().compareTo(now.since()) >= 0);
    }
}
