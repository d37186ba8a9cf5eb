package dev.sloconsole.session.fold;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Lists;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.Timeline.Mark;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.session.Timeline.Span;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The timeline while one fact is drawn into it. */
final class Lanes {

    /** A line that got no point for longer than this has a gap there. */
    private static final Duration GAP = Duration.ofSeconds(15);

    private List<Point> userSli;
    private List<Point> serverSli;
    private List<Span> traffic;
    private List<Span> tasks;
    private List<Span> dns;
    private List<Span> target;
    private List<Mark> steps;
    private List<Mark> kills;

    Lanes(Timeline timeline) {
        userSli = timeline.userSli();
        serverSli = timeline.serverSli();
        traffic = timeline.traffic();
        tasks = timeline.tasks();
        dns = timeline.dns();
        target = timeline.target();
        steps = timeline.steps();
        kills = timeline.kills();
    }

    Timeline timeline() {
        return new Timeline(userSli, serverSli, traffic, tasks, dns, target, steps, kills);
    }

    void counted(Duration at, RequestLedger requests) {
        var counts = requests.within(SloFigures.SLI_RANGE, at);
        var value = counts.total() == 0
                ? Optional.<Double>empty()
                : Optional.of((double) counts.ok() / counts.total());
        userSli = withPoint(userSli, at, value);
    }

    void serverSli(Duration at, Optional<Double> value) {
        serverSli = withPoint(serverSli, at, value);
    }

    void trafficChanged(Duration at, TrafficPlan plan) {
        var ended = ended(traffic, s -> true, at);
        traffic = switch (plan.mode()) {
            case OFF -> ended;
            case NORMAL -> Lists.with(ended, span(at, "normal", "Normal " + plan.ratePerSecond() + "/s"));
            case PARTIAL_FAILURE -> Lists.with(
                    ended, span(at, "partial-failure", "Partial failure " + plan.failurePercent() + " %"));
            case BURST -> Lists.with(
                    ended, span(at, "burst", "Burst " + plan.ratePerSecond() + "–" + plan.peakPerSecond() + "/s"));
            case RAMP -> Lists.with(
                    ended, span(at, "ramp", "Ramp " + plan.ratePerSecond() + "–" + plan.peakPerSecond() + "/s"));
        };
    }

    /** A task's span goes on from its first RUNNING to the first other status after it. */
    void taskChanged(Duration at, Task task) {
        var label = shortId(task.taskId()) + task.privateAddress().map(a -> " · " + a).orElse("");
        Predicate<Span> ofTask = s -> s.label().startsWith(shortId(task.taskId()));
        boolean open = tasks.stream().anyMatch(s -> s.end().isEmpty() && ofTask.test(s));
        if (task.running() && !open) {
            tasks = Lists.with(tasks, span(at, "running", label));
        } else if (!task.running() && open) {
            tasks = ended(tasks, ofTask, at);
        }
    }

    void answered(Duration at, DnsAnswer answer) {
        var span = answer.found()
                ? span(at, "answer", String.join(", ", answer.addresses()))
                : span(at, "unknown", answer.rcode().equals("NOERROR") ? "no address" : answer.rcode());
        dns = next(dns, span);
    }

    void endDns(Duration at) {
        dns = ended(dns, s -> true, at);
    }

    /** Draws the target's health from here on; empty where there is no target. */
    void target(Duration at, Optional<String> health) {
        target = health.map(h -> next(target, span(at, h, h.toUpperCase(Locale.ROOT))))
                .orElseGet(() -> ended(target, s -> true, at));
    }

    void stepEntered(Duration at, String label) {
        steps = Lists.with(steps, new Mark(at, label));
    }

    void killed(Duration at, Action how) {
        kills = Lists.with(kills, new Mark(at, how == Action.KILL ? "task killed" : "task stopped"));
    }

    void endAll(Duration at) {
        traffic = ended(traffic, s -> true, at);
        tasks = ended(tasks, s -> true, at);
        dns = ended(dns, s -> true, at);
        target = ended(target, s -> true, at);
    }

    private static Span span(Duration at, String kind, String label) {
        return new Span(at, Optional.empty(), kind, label);
    }

    /** The lane with its open span ended and another begun, unless that one would say the same. */
    private static List<Span> next(List<Span> lane, Span span) {
        if (!lane.isEmpty()) {
            var last = lane.getLast();
            if (last.end().isEmpty() && last.kind().equals(span.kind()) && last.label().equals(span.label())) {
                return lane;
            }
        }
        return Lists.with(ended(lane, s -> true, span.start()), span);
    }

    private static List<Span> ended(List<Span> lane, Predicate<Span> which, Duration at) {
        return Lists.mapped(
                lane,
                s -> s.end().isEmpty() && which.test(s),
                s -> new Span(s.start(), Optional.of(at), s.kind(), s.label()));
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

    /** A task's id as there is room for it: {@code 41aa…07}. */
    private static String shortId(String taskId) {
        return taskId.length() <= 7 ? taskId : taskId.substring(0, 4) + "…" + taskId.substring(taskId.length() - 2);
    }
}
