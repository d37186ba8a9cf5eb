package dev.sloconsole.session.fold;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Discovery.Instance;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.Lists;
import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.Task;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The outages, and what is needed to recognise the hops of its propagation. An outage begins when a task of the
 * app is killed or seen to have stopped, unless the stack is on its way out; each hop is filled by the first fact that
 * shows it, and never again.
 *
 * @param earlier the outages before the latest
 * @param lostTask the task that was lost; empty where none was known
 * @param knownAddresses the app's addresses before the outage: any other is a new one
 * @param shared whether other tasks of the app ran on, so that a good request tells nothing of the lost one's users
 * @param lastHurt the latest second with a request that the outage cost
 */
public record OutageWatch(
        List<Outage> earlier,
        Optional<Outage> outage,
        String lostTask,
        List<String> knownAddresses,
        boolean shared,
        Optional<Duration> lastHurt) {

    /** So long no request may fail before a shared outage counts as over: good and bad seconds take turns in it. */
    private static final Duration CALM = Duration.ofSeconds(3);

    static OutageWatch none() {
        return after(List.of());
    }

    private static OutageWatch after(List<Outage> earlier) {
        return new OutageWatch(earlier, Optional.empty(), "", List.of(), false, Optional.empty());
    }

    /** All outages so far, the latest last. */
    List<Outage> outages() {
        return outage.map(latest -> Lists.with(earlier, latest)).orElse(earlier);
    }

    /** This watch after one more fact, the rest of which is folded into the draft already. */
    OutageWatch after(Draft draft, SessionEvent event) {
        return switch (event) {
            case ActionRequested e -> requested(draft, e);
            case ActionFailed e when e.action() == Action.KILL -> withoutUnseen();
            case StackObserved(var fact) -> observed(draft, fact);
            case MetricsObserved(var fact) -> observed(draft, fact);
            case TrafficCounted e when !draft.requests.blind() -> counted(draft, e.counts());
            case ObservationLost(var since) -> blindSince(since);
            default -> this;
        };
    }

    private OutageWatch requested(Draft draft, ActionRequested e) {
        var lost = switch (e.action()) {
            case KILL -> named(draft, e).or(draft.tasks::runningApp);
            case STOP_TASK -> named(draft, e);
            case PUBLISH, DEPLOY, DELETE, REDEPLOY, ADMIT, EXTEND, WAKE_UP, TRAFFIC, START -> Optional.<Task>empty();
        };
        return lost.map(task -> begun(draft, task)).orElse(this);
    }

    private static Optional<Task> named(Draft draft, ActionRequested e) {
        return draft.tasks
                .ofApp()
                .filter(t -> t.stopped().isEmpty() && e.detail().contains(t.taskId()))
                .findFirst();
    }

    /** A kill that was refused began nothing, unless something was seen of it. */
    private OutageWatch withoutUnseen() {
        boolean unseen = outage.filter(o -> !o.has(Hop.TASK_STOPPED)
                        && !o.has(Hop.USERS_HURT)
                        && o.newAddress().isEmpty())
                .isPresent();
        return unseen ? after(earlier) : this;
    }

    /** A task that is killed twice is one outage. */
    private OutageWatch begun(Draft draft, Task lost) {
        var before = lost.taskId().equals(lostTask) ? earlier : outages();
        var known = new TreeSet<String>();
        draft.tasks.ofApp().flatMap(t -> t.privateAddress().stream()).forEach(known::add);
        draft.discovery.ofApp().map(Instance::address).forEach(known::add);
        var begun = Outage.started(draft.at, lost.privateAddress().orElse(""));
        boolean others =
                draft.tasks.ofApp().anyMatch(t -> t.running() && !t.taskId().equals(lost.taskId()));
        return new OutageWatch(before, Optional.of(begun), lost.taskId(), List.copyOf(known), others, Optional.empty());
    }

    private OutageWatch observed(Draft draft, StackFact fact) {
        return switch (fact) {
            case TaskStopped e when e.service().equals(LessonStack.APP_SERVICE) -> stopped(draft, e);
            case TaskChanged e when e.service().equals(LessonStack.APP_SERVICE) -> changed(draft, e);
            case InstanceRegistered e
            when e.discoveryService().equals(LessonStack.APP_SERVICE) && isNew(e.address()) ->
                with(o -> o.replacedAt(e.address()).reached(Hop.REGISTERED, draft.at));
            case DnsAnswerChanged e
            when DnsAnswer.ofApp(e.name()) && e.addresses().stream().anyMatch(this::isNew) ->
                with(o -> o.reached(Hop.of(e.source()), draft.at));
            default -> this;
        };
    }

    private OutageWatch stopped(Draft draft, TaskStopped e) {
        // Which of several tasks a request to kill has reached is known once one of them has stopped.
        boolean awaited = shared && outage.filter(o -> o.has(Hop.TASK_STOPPED)).isEmpty();
        if (outage.isPresent() && (awaited || e.taskId().equals(lostTask))) {
            return with(o -> o.reached(Hop.TASK_STOPPED, draft.at));
        }
        if (draft.deleting || draft.stack.leaving()) {
            return this;
        }
        var begun =
                draft.tasks.withId(e.taskId()).map(task -> begun(draft, task)).orElse(this);
        return begun.with(o -> o.reached(Hop.TASK_STOPPED, draft.at));
    }

    private OutageWatch changed(Draft draft, TaskChanged e) {
        var address = e.privateAddress().filter(this::isNew);
        if (e.taskId().equals(lostTask) || address.isEmpty()) {
            return this;
        }
        boolean running = draft.tasks.withId(e.taskId()).filter(Task::running).isPresent();
        return with(o -> {
            var replaced = o.replacedAt(address.get());
            return running ? replaced.reached(Hop.REPLACEMENT_RUNNING, draft.at) : replaced;
        });
    }

    private OutageWatch observed(Draft draft, MetricFact fact) {
        if (outage.isEmpty()) {
            return this;
        }
        return switch (fact) {
            case TargetChanged e when e.job().equals(LessonStack.APP_JOB) -> target(draft, e);
            case TargetRemoved e
            when e.job().equals(LessonStack.APP_JOB) -> with(o -> o.reached(Hop.TARGET_DOWN, draft.at));
            case SamplesScraped e ->
                e.samples().stream().anyMatch(s -> fromTheNewTask(draft, s))
                        ? with(o -> o.reached(Hop.TARGET_UP, draft.at))
                        : this;
            default -> this;
        };
    }

    private OutageWatch target(Draft draft, TargetChanged e) {
        var target = new Target(e.job(), e.instance(), e.address(), e.health(), e.lastError(), draft.at);
        if (target.down()) {
            return with(o -> o.reached(Hop.TARGET_DOWN, draft.at));
        }
        return target.up() ? with(o -> o.has(Hop.TARGET_DOWN) ? o.reached(Hop.TARGET_UP, draft.at) : o) : this;
    }

    /**
     * A replacement that is quicker than a scrape is never seen DOWN, so a sample that can only come from the new task
     * shows as well that Prometheus has reached it: one that names the task or its address, or {@code up} at a time
     * when the old task was gone and the new one ran.
     */
    private boolean fromTheNewTask(Draft draft, ScrapedSample sample) {
        var labels = sample.labels();
        if (!labels.get("job").equals(LessonStack.APP_JOB) || sample.value() != 1) {
            return false;
        }
        return switch (labels.get(Labels.NAME)) {
            case "app_task_info" ->
                draft.tasks
                        .ofApp()
                        .filter(t -> !t.taskId().equals(lostTask)
                                && t.privateAddress().filter(this::isNew).isPresent())
                        .anyMatch(t -> labels.get("task").equals(t.taskId())
                                || labels.get("address")
                                        .equals(t.privateAddress().orElse("")));
            case "up" ->
                onlyNewSince()
                        .map(since -> draft.before().wallTime(since).toEpochMilli())
                        .filter(since -> sample.timestampMillis() > since)
                        .isPresent();
            default -> false;
        };
    }

    /** Since when the old task was gone and the new one ran. */
    private Optional<Duration> onlyNewSince() {
        return outage.flatMap(o -> o.at(Hop.TASK_STOPPED)
                .flatMap(stopped ->
                        o.at(Hop.REPLACEMENT_RUNNING).map(runs -> runs.compareTo(stopped) >= 0 ? runs : stopped)));
    }

    /**
     * While failures are ordered from {@code /fail}, a server error is what was asked for; an outage then shows in the
     * requests that nobody answered. Where one task serves all, its users are served again by the first good request
     * after a bad one; where others ran on, from the end of the last second in which one failed.
     */
    private OutageWatch counted(Draft draft, RequestCounts counts) {
        if (outage.isEmpty()
                || draft.at.compareTo(outage.get().startedAt()) <= 0
                || outage.get().has(Hop.SERVED_AGAIN)) {
            return this;
        }
        boolean ordered = draft.traffic.plan().mode().fails();
        boolean hurt = (ordered ? counts.bad() - counts.serverError() : counts.bad()) > 0;
        if (hurt && (shared || lastHurt.isEmpty())) {
            return with(o -> o.reached(Hop.USERS_HURT, draft.at)).hurt(draft.at);
        }
        if (lastHurt.isEmpty() || counts.ok() == 0) {
            return this;
        }
        if (!shared) {
            return with(o -> o.reached(Hop.SERVED_AGAIN, draft.at));
        }
        boolean calm = draft.at.minus(lastHurt.get()).compareTo(CALM) >= 0;
        return calm ? with(o -> o.reached(Hop.SERVED_AGAIN, lastHurt.get())) : this;
    }

    /** Failures after that moment are the network's: they hurt nobody of the service's users. */
    private OutageWatch blindSince(Duration since) {
        if (lastHurt.filter(hurt -> hurt.compareTo(since) > 0).isEmpty()) {
            return this;
        }
        boolean before = outage.flatMap(o -> o.at(Hop.USERS_HURT))
                .filter(hurt -> hurt.compareTo(since) <= 0)
                .isPresent();
        return before
                ? hurt(since)
                : new OutageWatch(
                        earlier,
                        outage.map(o -> o.without(Hop.USERS_HURT)),
                        lostTask,
                        knownAddresses,
                        shared,
                        Optional.empty());
    }

    private OutageWatch hurt(Duration at) {
        return new OutageWatch(earlier, outage, lostTask, knownAddresses, shared, Optional.of(at));
    }

    private boolean isNew(String address) {
        return outage.isPresent() && !knownAddresses.contains(address);
    }

    private OutageWatch with(UnaryOperator<Outage> change) {
        return outage.isEmpty()
                ? this
                : new OutageWatch(earlier, outage.map(change), lostTask, knownAddresses, shared, lastHurt);
    }
}
