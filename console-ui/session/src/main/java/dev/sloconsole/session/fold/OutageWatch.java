package dev.sloconsole.session.fold;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState.Instance;
import dev.sloconsole.session.SessionState.Outage;
import dev.sloconsole.session.SessionState.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The outages, and what is needed to recognise the hops of its propagation. An outage begins when a task of the
 * app is killed or seen to have stopped, unless the stack is on its way out; each hop is filled by the first fact that
 * shows it, and never again.
 *
 * @param earlier the outages before the latest
 * @param lostTask the task that was lost; empty where none was known
 * @param knownAddresses the app's addresses before the outage: any other is a new one
 * @param usersHurt the first counted second with a request that the outage cost
 */
public record OutageWatch(
        List<Outage> earlier,
        Optional<Outage> outage,
        String lostTask,
        List<String> knownAddresses,
        Optional<Duration> usersHurt) {

    static OutageWatch none() {
        return new OutageWatch(List.of(), Optional.empty(), "", List.of(), Optional.empty());
    }

    /** All outages so far, the latest last. */
    List<Outage> outages() {
        return outage.map(latest -> Lists.with(earlier, latest)).orElse(earlier);
    }

    /** This watch after one more fact, the rest of which is folded into the draft already. */
    OutageWatch after(Draft draft, SessionEvent event) {
        return switch (event) {
            case ActionRequested e -> requested(draft, e);
            case ActionFailed e when e.action().equals("kill") -> withoutUnseen();
            case StackObserved(var fact) -> observed(draft, fact);
            case MetricsObserved(var fact) -> observed(draft, fact);
            case TrafficCounted e -> counted(draft, e.counts());
            default -> this;
        };
    }

    private OutageWatch requested(Draft draft, ActionRequested e) {
        return switch (e.action()) {
            case "kill" -> runningApp(draft)
                    .map(task -> begun(draft, task))
                    .orElse(this);
            case "stop-task" -> appTasks(draft)
                    .filter(t -> t.stopped().isEmpty() && e.detail().contains(t.taskId()))
                    .findFirst()
                    .map(task -> begun(draft, task))
                    .orElse(this);
            default -> this;
        };
    }

    /** A kill that was refused began nothing, unless something was seen of it. */
    private OutageWatch withoutUnseen() {
        boolean unseen = outage.isPresent()
                && outage.get().ecsStoppedAt().isEmpty()
                && outage.get().newAddress().isEmpty()
                && usersHurt.isEmpty();
        return unseen ? new OutageWatch(earlier, Optional.empty(), "", List.of(), Optional.empty()) : this;
    }

    /** A task that is killed twice is one outage. */
    private OutageWatch begun(Draft draft, Task lost) {
        var before = lost.taskId().equals(lostTask) ? earlier : outages();
        var known = new TreeSet<String>();
        appTasks(draft).flatMap(t -> t.privateAddress().stream()).forEach(known::add);
        draft.discovery.instances().stream()
                .filter(i -> i.discoveryService().equals(LessonStack.APP_SERVICE))
                .map(Instance::address)
                .forEach(known::add);
        var begun = new Outage(
                draft.at,
                lost.privateAddress().orElse(""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new OutageWatch(before, Optional.of(begun), lost.taskId(), List.copyOf(known), Optional.empty());
    }

    private OutageWatch observed(Draft draft, StackFact fact) {
        return switch (fact) {
            case TaskStopped e when e.service().equals(LessonStack.APP_SERVICE) -> stopped(draft, e);
            case TaskChanged e when e.service().equals(LessonStack.APP_SERVICE) -> changed(draft, e);
            case InstanceRegistered e when e.discoveryService().equals(LessonStack.APP_SERVICE)
                    && isNew(e.address()) -> with(h -> {
                h.newAddress = first(h.newAddress, e.address());
                h.cloudMapAt = first(h.cloudMapAt, draft.at);
            });
            case DnsAnswerChanged e when StackFold.isApp(e.name())
                    && e.addresses().stream().anyMatch(this::isNew) -> with(h -> {
                switch (e.source()) {
                    case AUTHORITATIVE -> h.zoneAt = first(h.zoneAt, draft.at);
                    case RESOLVER -> h.resolverAt = first(h.resolverAt, draft.at);
                }
            });
            default -> this;
        };
    }

    private OutageWatch stopped(Draft draft, TaskStopped e) {
        if (outage.isPresent() && e.taskId().equals(lostTask)) {
            return with(h -> h.ecsStoppedAt = first(h.ecsStoppedAt, draft.at));
        }
        if (leaving(draft)) {
            return this;
        }
        var begun = appTasks(draft)
                .filter(t -> t.taskId().equals(e.taskId()))
                .findFirst()
                .map(task -> begun(draft, task))
                .orElse(this);
        return begun.with(h -> h.ecsStoppedAt = first(h.ecsStoppedAt, draft.at));
    }

    private OutageWatch changed(Draft draft, TaskChanged e) {
        var address = e.privateAddress().filter(this::isNew);
        if (e.taskId().equals(lostTask) || address.isEmpty()) {
            return this;
        }
        return with(h -> {
            h.newAddress = first(h.newAddress, address.get());
            if (e.lastStatus().equals("RUNNING")) {
                h.ecsRunningAt = first(h.ecsRunningAt, draft.at);
            }
        });
    }

    private OutageWatch observed(Draft draft, MetricFact fact) {
        if (outage.isEmpty()) {
            return this;
        }
        return switch (fact) {
            case TargetChanged e when e.job().equals(LessonStack.APP_JOB) -> switch (e.health()) {
                case "down" -> with(h -> h.prometheusDownAt = first(h.prometheusDownAt, draft.at));
                case "up" -> outage.get().prometheusDownAt().isEmpty()
                        ? this
                        : with(h -> h.prometheusUpAt = first(h.prometheusUpAt, draft.at));
                default -> this;
            };
            case TargetRemoved e when e.job().equals(LessonStack.APP_JOB) -> with(
                    h -> h.prometheusDownAt = first(h.prometheusDownAt, draft.at));
            case SamplesScraped e -> e.samples().stream().anyMatch(s -> fromTheNewTask(draft, s))
                    ? with(h -> h.prometheusUpAt = first(h.prometheusUpAt, draft.at))
                    : this;
            default -> this;
        };
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
        var now = outage.orElseThrow();
        return switch (labels.get(Labels.NAME)) {
            case "app_task_info" -> appTasks(draft)
                    .filter(t -> !t.taskId().equals(lostTask) && t.privateAddress().filter(this::isNew).isPresent())
                    .anyMatch(t -> labels.get("task").equals(t.taskId())
                            || labels.get("address").equals(t.privateAddress().orElse("")));
            case "up" -> now.ecsStoppedAt().isPresent()
                    && now.ecsRunningAt().isPresent()
                    && sample.timestampMillis()
                            > draft.before()
                                    .wallTime(later(now.ecsStoppedAt().get(), now.ecsRunningAt().get()))
                                    .toEpochMilli();
            default -> false;
        };
    }

    /**
     * While failures are ordered from {@code /fail}, a server error is what was asked for; an outage then shows in the
     * requests that nobody answered.
     */
    private OutageWatch counted(Draft draft, RequestCounts counts) {
        if (outage.isEmpty() || draft.at.compareTo(outage.get().startedAt()) <= 0) {
            return this;
        }
        if (usersHurt.isEmpty()) {
            boolean ordered = draft.traffic.plan().mode() == TrafficPlan.Mode.PARTIAL_FAILURE;
            long lost = ordered ? counts.bad() - counts.serverError() : counts.bad();
            return lost == 0 ? this : new OutageWatch(earlier, outage, lostTask, knownAddresses, Optional.of(draft.at));
        }
        return counts.ok() == 0 ? this : with(h -> h.usersServedAgain = first(h.usersServedAgain, draft.at));
    }

    private boolean isNew(String address) {
        return outage.isPresent() && !knownAddresses.contains(address);
    }

    private static Stream<Task> appTasks(Draft draft) {
        return draft.tasks.stream().filter(t -> t.service().equals(LessonStack.APP_SERVICE));
    }

    private static Optional<Task> runningApp(Draft draft) {
        return appTasks(draft)
                .filter(t -> t.stopped().isEmpty() && t.runningAt().isPresent())
                .reduce((earlier, later) -> later);
    }

    private static boolean leaving(Draft draft) {
        var status = draft.stack.status();
        return draft.deleting
                || draft.stack.absent()
                || status.startsWith("DELETE_")
                || status.startsWith("ROLLBACK_");
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static <T> Optional<T> first(Optional<T> known, T seen) {
        return known.isPresent() ? known : Optional.of(seen);
    }

    private OutageWatch with(Consumer<Hops> change) {
        if (outage.isEmpty()) {
            return this;
        }
        var hops = new Hops(outage.get());
        change.accept(hops);
        return new OutageWatch(earlier, Optional.of(hops.outage()), lostTask, knownAddresses, usersHurt);
    }
}
