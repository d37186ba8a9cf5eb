package dev.sloconsole.session.fold;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Lane;
import dev.sloconsole.session.Lane.Call;
import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.Lists;
import dev.sloconsole.session.Metrics;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.Timeline.Loss;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.session.Timeline.Promise;
import dev.sloconsole.session.Timeline.PromiseMark;
import dev.sloconsole.session.Timeline.StepMark;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The timeline while one fact is drawn into it. */
final class Lanes {

    /** A line that got no point for longer than this has a gap there. */
    private static final Duration GAP = Duration.ofSeconds(15);

    private List<Point> userSli;
    private List<Point> serverSli;
    private List<Lane> lanes;
    private List<StepMark> steps;
    private List<Loss> losses;
    private List<PromiseMark> promises;
    private List<Timeline.Window> windows;

    Lanes(Timeline timeline) {
        userSli = timeline.userSli();
        serverSli = timeline.serverSli();
        lanes = timeline.lanes();
        steps = timeline.steps();
        losses = timeline.losses();
        promises = timeline.promises();
        windows = timeline.windows();
    }

    Timeline timeline() {
        return new Timeline(userSli, serverSli, lanes, steps, losses, promises, windows);
    }

    void counted(Duration at, RequestLedger requests) {
        var counts = requests.within(SloFigures.SLI_RANGE, at);
        var value = counts.total() == 0 ? Optional.<Double>empty() : Optional.of((double) counts.ok() / counts.total());
        userSli = withPoint(userSli, at, value);
    }

    /** What users got after a moment tells nothing of the service: the line ends there. */
    void blindSince(Duration since) {
        var seen = GrowingList.copyOf(userSli);
        int count = (int) userSli.stream()
                .takeWhile(point -> point.at().compareTo(since) <= 0)
                .count();
        userSli = count == 0 ? List.of() : seen.first(count).with(new Point(since.plusSeconds(1), Optional.empty()));
    }

    void serverSli(Duration at, Optional<Double> value) {
        serverSli = withPoint(serverSli, at, value);
    }

    void trafficChanged(Duration at, TrafficPlan plan) {
        change(
                Lane.Kind.TRAFFIC,
                lane -> plan.mode() == TrafficPlan.Mode.OFF ? lane.ended(at) : lane.next(at, new Content.Sent(plan)));
    }

    /** A task's span goes on from its first RUNNING to the first other status after it. */
    void taskChanged(Duration at, Task task) {
        Predicate<Content> ofTask =
                content -> content instanceof Content.Ran ran && ran.taskId().equals(task.taskId());
        change(Lane.Kind.TASK, lane -> {
            if (!task.running()) {
                return lane.ended(at, ofTask);
            }
            var ran = new Content.Ran(task.taskId(), task.privateAddress());
            return lane.goesOn(ofTask) ? lane : lane.with(Lane.Span.from(at, ran));
        });
    }

    /** A name that never had an address is not missed: the lane begins with the first one that is found. */
    void answered(Duration at, DnsAnswer answer) {
        var said = new Content.Answered(answer.rcode(), answer.addresses());
        change(Lane.Kind.DNS, lane -> lane.spans().isEmpty() && !said.found() ? lane : lane.next(at, said));
    }

    void endDns(Duration at) {
        change(Lane.Kind.DNS, lane -> lane.ended(at));
    }

    /** Draws the target's health from here on; empty where there is no target. */
    void target(Duration at, Optional<String> health) {
        change(
                Lane.Kind.TARGET,
                lane -> health.map(h -> lane.next(at, new Content.Scraped(h))).orElseGet(() -> lane.ended(at)));
    }

    /** Draws the gravest alert from here on; after the last one, that it is over. */
    void alerts(Duration at, Metrics metrics) {
        change(Lane.Kind.ALERT, lane -> {
            if (metrics.alerts().isEmpty()) {
                return lane.ended(at);
            }
            return metrics.gravestAlert()
                    .map(a -> lane.next(at, new Content.Alerted(a.severity(), a.firing() ? Call.FIRING : Call.PENDING)))
                    .orElseGet(() -> over(lane, at));
        });
    }

    private static Lane over(Lane lane, Duration at) {
        return !lane.spans().isEmpty() && lane.spans().getLast().content() instanceof Content.Alerted last
                ? lane.next(at, new Content.Alerted(last.severity(), Call.OVER))
                : lane;
    }

    void stepEntered(Duration at, String stepId) {
        steps = Lists.with(steps, new StepMark(at, stepId));
    }

    void lost(Duration at, Action how) {
        losses = Lists.with(losses, new Loss(at, how));
    }

    void promise(Duration at, Promise what) {
        promises = Lists.with(promises, new PromiseMark(at, what));
    }

    void closed(Timeline.Window window) {
        windows = Lists.with(windows, window);
        promise(window.at(), window.met() ? Promise.MET : Promise.MISSED);
    }

    void endAll(Duration at) {
        lanes = lanes.stream().map(lane -> lane.ended(at)).toList();
    }

    private void change(Lane.Kind kind, UnaryOperator<Lane> change) {
        lanes = Lists.mapped(lanes, lane -> lane.kind() == kind, change);
    }

    /** The line with one more point, unless its second has one already; a long silence before it becomes a gap. */
    private static List<Point> withPoint(List<Point> line, Duration at, Optional<Double> value) {
        var points = GrowingList.copyOf(line);
        if (points.isEmpty()) {
            return value.isEmpty() ? points : points.with(new Point(at, value));
        }
        var last = points.getLast();
        if (last.at().toSeconds() >= at.toSeconds() || (last.value().isEmpty() && value.isEmpty())) {
            return points;
        }
        if (last.value().isPresent() && at.minus(last.at()).compareTo(GAP) > 0) {
            points = points.with(new Point(last.at().plusSeconds(1), Optional.empty()));
        }
        return points.with(new Point(at, value));
    }
}
