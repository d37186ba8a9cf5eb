package dev.sloconsole.session.journal;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One or more events of every kind. */
final class Events {

    private Events() {}

    static List<SessionEvent> ofEveryKind() {
        return Stream.of(ofTheFirstGoldenFile(), ofTheBudget())
                .flatMap(List::stream)
                .toList();
    }

    /** The kinds that there were when the budget of a window had no facts yet. */
    static List<SessionEvent> ofTheFirstGoldenFile() {
        return Stream.of(own(), stack().map(StackObserved::new), metrics().map(MetricsObserved::new), later())
                .<SessionEvent>flatMap(s -> s)
                .toList();
    }

    /** What is told of the windows of an SLO. */
    static List<SessionEvent> ofTheBudget() {
        return List.of(
                new SessionEvent.BudgetPlanned(20, Duration.ofMillis(30_250), Duration.ofMinutes(30)),
                new SessionEvent.WindowClosed(
                        Duration.ofMillis(30_250),
                        Duration.ofMillis(1_830_250),
                        SessionEvent.WindowClosed.Outcome.MISSED,
                        560,
                        36_000,
                        0.99),
                new SessionEvent.WindowClosed(
                        Duration.ZERO, Duration.ofMinutes(10), SessionEvent.WindowClosed.Outcome.MET, 0, 1, 0.5),
                new SessionEvent.WindowingChosen(Windowing.ROLLING));
    }

    private static Stream<SessionEvent> own() {
        return Stream.of(
                Facts.started(),
                new SessionEvent.TrafficChanged(new TrafficPlan(TrafficPlan.Mode.PARTIAL_FAILURE, 20, 30)),
                new SessionEvent.TrafficCounted(new RequestCounts(1, 2, 3, 4, 5, 6_000_000_000L)),
                new SessionEvent.StepEntered("deploy"),
                new SessionEvent.CheckpointMet("deploy", "created"),
                new SessionEvent.ActionRequested(Action.STOP_TASK, "41aa"),
                new SessionEvent.ActionFailed(Action.DEPLOY, "Line one\nline \"two\" … ✓"),
                new SessionEvent.ObjectiveChanged(0.999, Duration.ofMinutes(10)),
                new SessionEvent.ClockJumped(Duration.ofMillis(-1_500)),
                new SessionEvent.RecordingFailed("No space left on device"),
                new SessionEvent.SessionEnded());
    }

    /** Kinds that came later stand at the end, in the order in which they came: so the golden file only grows. */
    private static Stream<SessionEvent> later() {
        return Stream.of(
                new SessionEvent.ProcessPaused(Duration.ofSeconds(90)),
                new SessionEvent.PredictionMade("full-failure", 12.5),
                new StackObserved(
                        new StackFact.AccountRead("account-1", "arn:aws:iam::account-1:principal-1", "eu-west-1")),
                new StackObserved(new StackFact.StackFound(
                        "arn:aws:cloudformation:eu-west-1:account-1:stack/sre-slo-demo/1",
                        true,
                        Optional.empty(),
                        Facts.START,
                        Optional.of(Facts.START.plusSeconds(7_200)),
                        List.of("203.0.113.7/32"))),
                new StackObserved(new StackFact.StackFailed(
                        "deployment",
                        "AppService",
                        "AWS::ECS::Service",
                        "ECS Deployment Circuit Breaker was triggered",
                        Optional.of("Essential container in task exited"),
                        List.of("no space left"))),
                new StackObserved(
                        new StackFact.AddressRefused("203.0.113.9", List.of("203.0.113.7/32"), Duration.ofSeconds(6))),
                new StackObserved(new StackFact.AddressAdmitted("203.0.113.9")),
                new SessionEvent.DeploymentAccepted("arn:aws:cloudformation:eu-west-1:account-1:stack/sre-slo-demo/1"),
                new SessionEvent.CostEstimated(0.05),
                new StackObserved(new StackFact.AutoStopNeared(Facts.START.plusSeconds(7_200))),
                new SessionEvent.ObservationLost(Duration.ofSeconds(80)),
                new SessionEvent.ObservationRegained(),
                new SessionEvent.ImageProgressed("pushing blob sha256:abc"),
                new SessionEvent.ImagePublished("account-1.dkr.ecr.eu-west-1.amazonaws.com/sre-demo/app@sha256:abc"),
                new SessionEvent.RecordingResumed("session-20260302-090000-7-2.jsonl"));
    }

    private static Stream<StackFact> stack() {
        return Stream.of(
                new StackFact.StackStatusChanged("sre-slo-demo", "ROLLBACK_IN_PROGRESS", Optional.of("No such image")),
                new StackFact.StackStatusChanged("sre-slo-demo", "CREATE_COMPLETE", Optional.empty()),
                new StackFact.ResourceStatusChanged("Vpc", "AWS::EC2::VPC", "CREATE_COMPLETE", Optional.empty()),
                new StackFact.OutputsRead(List.of(new StackFact.OutputsRead.Output("ClusterName", "sre-slo-demo"))),
                new StackFact.ImageFound("sre-app", "sha256:abc"),
                new StackFact.TaskChanged(
                        Facts.OLD_TASK,
                        "sre-app-service",
                        "RUNNING",
                        "RUNNING",
                        "HEALTHY",
                        Optional.of(Facts.OLD),
                        Optional.of("203.0.113.7")),
                new StackFact.TaskChanged(
                        Facts.OLD_TASK,
                        "sre-app-service",
                        "PROVISIONING",
                        "RUNNING",
                        "UNKNOWN",
                        Optional.empty(),
                        Optional.empty()),
                new StackFact.TaskStopped(
                        Facts.OLD_TASK, "sre-app-service", "EssentialContainerExited", "exited", Optional.of(137)),
                new StackFact.TaskStopped(
                        Facts.OLD_TASK, "sre-app-service", "UserInitiated", "stopped", Optional.empty()),
                new StackFact.ServiceCountsChanged("sre-app-service", 1, 0, 1),
                new StackFact.ServiceEventReported("sre-app-service", "has reached a steady state."),
                new StackFact.InstanceRegistered("sre-app-service", Facts.OLD_TASK, Facts.OLD, "HEALTHY"),
                new StackFact.InstanceDeregistered("sre-app-service", Facts.OLD_TASK, Facts.OLD),
                new StackFact.DnsAnswerChanged(
                        "sre-app-service.sre.local",
                        DnsSource.RESOLVER,
                        "NOERROR",
                        List.of(Facts.OLD, Facts.NEW),
                        Duration.ofMillis(7_250)),
                new StackFact.DnsAnswerChanged(
                        "sre-app-service.sre.local", DnsSource.AUTHORITATIVE, "NXDOMAIN", List.of(), Duration.ZERO),
                new StackFact.SourceLost("ecs", "Throttled: rate exceeded."),
                new StackFact.SourceRecovered("ecs"));
    }

    private static Stream<MetricFact> metrics() {
        long t = Facts.START.toEpochMilli();
        var up = Labels.of("__name__", "up", "job", "sre-app");
        var seconds = Labels.of("__name__", "http_request_duration_seconds_bucket", "le", "+Inf");
        return Stream.of(
                new MetricFact.SamplesScraped(List.of(
                        new ScrapedSample(up, t, 1),
                        new ScrapedSample(up, t + 5_000, StaleMarker.VALUE),
                        new ScrapedSample(seconds, t, 0.1 + 0.2),
                        new ScrapedSample(seconds, t + 1, Double.NaN),
                        new ScrapedSample(seconds, t + 2, Double.POSITIVE_INFINITY),
                        new ScrapedSample(seconds, t + 3, Double.NEGATIVE_INFINITY),
                        new ScrapedSample(seconds, t + 4, -0.0),
                        new ScrapedSample(seconds, t + 5, 1e300),
                        new ScrapedSample(up, t + 10_000, 0))),
                new MetricFact.SamplesScraped(List.of()),
                new MetricFact.TargetChanged(
                        "sre-app", "sre-app-service.sre.local:5000", "10.42.0.23:5000", "down", Optional.of("refused")),
                new MetricFact.TargetRemoved("sre-app", "sre-app-service.sre.local:5000"),
                new MetricFact.AlertChanged("ErrorBudgetBurnPageFast", "page", "firing", "burning"),
                new MetricFact.PrometheusLost("Connection refused."),
                new MetricFact.PrometheusReached("3.5.0"));
    }
}
