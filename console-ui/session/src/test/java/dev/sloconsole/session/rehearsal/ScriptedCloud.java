package dev.sloconsole.session.rehearsal;

import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.DeploymentAccepted;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.TaskChanged;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A cloud by script: every command is answered at once by the facts that a quick cloud would give. */
final class ScriptedCloud implements Commands {

    private final Session session;
    private final TestClock clock;
    private final boolean refuseDeploy;
    private double ok;
    private double errors;

    ScriptedCloud(Session session, TestClock clock, boolean refuseDeploy) {
        this.session = session;
        this.clock = clock;
        this.refuseDeploy = refuseDeploy;
    }

    /** The cloud is looked at, and has the image. */
    void show() {
        session.append(new SessionEvent.StackObserved(new ImageFound("sre-app", "sha256:1")));
    }

    @Override
    public void publish() {
        throw new UnsupportedOperationException("The registry holds the image.");
    }

    @Override
    public void deploy() {
        session.append(new ActionRequested(Action.DEPLOY, ""));
        if (refuseDeploy) {
            session.append(new ActionFailed(Action.DEPLOY, "The stack exists already. Delete it first."));
            return;
        }
        session.append(new DeploymentAccepted("arn:1"));
        seconds(1, f -> f.stack("CREATE_IN_PROGRESS"));
        seconds(
                1,
                f -> f.task(Facts.OLD_TASK, Facts.OLD, "RUNNING")
                        .registered(Facts.OLD_TASK, Facts.OLD)
                        .dns(DnsSource.RESOLVER, Facts.OLD)
                        .and(new TaskChanged(
                                "obs1",
                                "sre-observability-service",
                                "RUNNING",
                                "RUNNING",
                                "UNKNOWN",
                                Optional.empty(),
                                Optional.empty()))
                        .stack("CREATE_COMPLETE")
                        .and(new MetricsObserved(new PrometheusReached("3.0.0")))
                        .target("up"));
        for (int i = 0; i < 3; i++) {
            seconds(5, f -> f.scraped(Facts.OLD_TASK, Facts.OLD, ok, errors));
        }
    }

    @Override
    public void delete() {
        session.append(new ActionRequested(Action.DELETE, ""));
        seconds(1, f -> f.stack("DELETE_IN_PROGRESS").stopped(Facts.NEW_TASK));
        seconds(1, f -> f.stack("DELETE_COMPLETE"));
    }

    @Override
    public void deleteAndDeployAgain() {
        throw new UnsupportedOperationException("A rehearsal deploys once.");
    }

    @Override
    public void admitMyAddress() {
        throw new UnsupportedOperationException("A rehearsal stays in its network.");
    }

    @Override
    public void extend() {
        throw new UnsupportedOperationException("A rehearsal is over before the auto-stop.");
    }

    @Override
    public void wakeUp() {
        throw new UnsupportedOperationException("A rehearsal is over before the auto-stop.");
    }

    @Override
    public void kill() {
        session.append(new ActionRequested(Action.KILL, ""));
        seconds(1, f -> f.stopped(Facts.OLD_TASK).counted(3, 0, 17));
        seconds(
                1,
                f -> f.task(Facts.NEW_TASK, Facts.NEW, "RUNNING")
                        .registered(Facts.NEW_TASK, Facts.NEW)
                        .dns(DnsSource.RESOLVER, Facts.NEW)
                        .counted(20, 0, 0));
        seconds(4, f -> f.scraped(Facts.NEW_TASK, Facts.NEW, 20, 0));
    }

    @Override
    public void stopTask(String taskId) {
        throw new UnsupportedOperationException("The lesson stops no task by hand.");
    }

    @Override
    public void traffic(TrafficPlan plan) {
        session.append(new TrafficChanged(plan));
        if (plan.mode() == Mode.OFF) {
            return;
        }
        long bad = plan.mode().fails() ? 6 : 0;
        for (int i = 0; i < 10; i++) {
            ok += 20 - bad;
            errors += bad;
            seconds(1, f -> f.counted(20 - bad, bad, 0));
        }
        seconds(0.5, f -> f.scraped(Facts.OLD_TASK, Facts.OLD, ok, errors));
    }

    @Override
    public void objective(double objective, Duration window) {
        throw new UnsupportedOperationException("A rehearsal keeps the lesson's objective.");
    }

    @Override
    public void planAgain() {
        throw new UnsupportedOperationException("a rehearsal does not plan again");
    }

    @Override
    public void windowing(Windowing windowing) {
        throw new UnsupportedOperationException("a rehearsal does not choose windows");
    }

    @Override
    public void enterStep(String stepId) {
        session.append(new StepEntered(stepId));
    }

    @Override
    public void predict(String stepId, double value) {
        session.append(new PredictionMade(stepId, value));
    }

    private void seconds(double seconds, Consumer<Facts> script) {
        clock.turn(Facts.seconds(seconds));
        var facts = new Facts().at(session.elapsed().toNanos() / 1e9);
        script.accept(facts);
        facts.list().stream().map(Fact::event).forEach(session::append);
    }

    static RehearsalPace pace() {
        return new RehearsalPace(Duration.ofSeconds(5), 1, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }
}
