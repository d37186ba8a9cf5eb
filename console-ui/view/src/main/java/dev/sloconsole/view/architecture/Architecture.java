package dev.sloconsole.view.architecture;

import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.discovery.HopView;
import java.time.Duration;
import java.util.List;

/** The stack as boxes on a grid of three by three, and the ways between them. */
public record Architecture(List<Box> boxes, List<Way> ways) {

    /** A part of the stack, at a column and a row. */
    public record Box(String id, int column, int row, String title, String detail, String state, Tone tone) {}

    /** Who talks to whom, and what about. */
    public record Way(String from, String to, String label, Tone tone) {}

    public static Architecture from(SessionState state, Duration now) {
        var hops = HopView.from(state, now);
        var ecs = hops.get(0);
        var map = hops.get(1);
        var dns = hops.get(2);
        var prometheus = hops.get(3);
        var plan = state.traffic().plan();
        boolean sending = plan.mode() != TrafficPlan.Mode.OFF;
        var second = state.traffic().lastSecond();
        var users = !sending ? Tone.MUTED : second.bad() == 0 ? Tone.GOOD : second.ok() == 0 ? Tone.BAD : Tone.WARN;
        var app = state.stack().appService();
        var service =
                app.map(s -> s.running() + " of " + s.desired() + " running").orElse("no service");
        var serviceTone = app.map(s -> s.running() >= s.desired() && s.desired() > 0 ? Tone.GOOD : Tone.WARN)
                .orElse(Tone.MUTED);
        var grafana = state.tasks().stream()
                .filter(t -> t.service().equals(LessonStack.OBSERVABILITY_SERVICE)
                        && t.stopped().isEmpty())
                .reduce((a, b) -> b);
        var grafanaTone = grafana.map(t -> t.running() ? Tone.GOOD : Tone.WARN).orElse(Tone.MUTED);
        return new Architecture(
                List.of(
                        new Box(
                                "users",
                                0,
                                0,
                                "Users",
                                "traffic generator",
                                sending
                                        ? plan.ratePerSecond() + " req/s, " + Written.count(second.bad()) + " failed"
                                        : "no traffic",
                                users),
                        new Box("app", 1, 0, "App task", ecs.address(), ecs.state(), ecs.tone()),
                        new Box(
                                "prometheus",
                                2,
                                0,
                                "Prometheus",
                                "target of the app",
                                prometheus.state(),
                                prometheus.tone()),
                        new Box("ecs", 1, 1, "ECS service", LessonStack.APP_SERVICE, service, serviceTone),
                        new Box(
                                "grafana",
                                2,
                                1,
                                "Grafana",
                                grafana.flatMap(Task::privateAddress).orElse("–"),
                                grafana.map(Task::lastStatus).orElse("no task"),
                                grafanaTone),
                        new Box("dns", 0, 2, "DNS", dns.address(), dns.state(), dns.tone()),
                        new Box("map", 1, 2, "Cloud Map", map.address(), map.state(), map.tone())),
                List.of(
                        new Way("users", "app", "requests", users),
                        new Way("users", "dns", "asks for the address", sending ? dns.tone() : Tone.MUTED),
                        new Way(
                                "prometheus",
                                "dns",
                                "asks for the address",
                                state.metrics().reachable() ? dns.tone() : Tone.MUTED),
                        new Way("prometheus", "app", "scrapes", prometheus.tone()),
                        new Way("ecs", "app", "keeps running", ecs.tone()),
                        new Way("ecs", "map", "registers", map.tone()),
                        new Way("map", "dns", "publishes", map.tone()),
                        new Way("grafana", "prometheus", "queries", grafanaTone)));
    }
}
