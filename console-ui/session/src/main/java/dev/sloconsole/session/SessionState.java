package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a session after its latest fact; all that the screen draws. Immutable, produced by the
 * fold alone. Every list is in the order in which its entries were first seen, times are since the session's start.
 *
 * @param at the moment that this is as of: the time of the latest fact, or a later one at which ages were renewed
 */
public record SessionState(
        long sequence,
        Duration at,
        Info info,
        Stack stack,
        List<Task> tasks,
        Discovery discovery,
        Metrics metrics,
        Traffic traffic,
        LessonProgress lesson,
        SloFigures figures,
        Timeline timeline,
        List<Banner> banners,
        List<Outage> outages) {

    /** The latest outage. */
    public Optional<Outage> outage() {
        return outages.isEmpty() ? Optional.empty() : Optional.of(outages.getLast());
    }

    /** The same state of a session that nobody records. */
    public SessionState withoutRecording() {
        return with(new Info(
                info.lessonTitle(),
                info.source(),
                info.stackName(),
                info.objective(),
                info.window(),
                info.startedAt(),
                false,
                info.ended()));
    }

    /** The same state as a replay shows it. */
    public SessionState replayed() {
        return with(new Info(
                info.lessonTitle(),
                Source.REPLAY,
                info.stackName(),
                info.objective(),
                info.window(),
                info.startedAt(),
                false,
                info.ended()));
    }

    private SessionState with(Info newInfo) {
        return new SessionState(
                sequence,
                at,
                newInfo,
                stack,
                tasks,
                discovery,
                metrics,
                traffic,
                lesson,
                figures,
                timeline,
                banners,
                outages);
    }

    /** What stays the same during a session, apart from objective and window. */
    public record Info(
            String lessonTitle,
            Source source,
            String stackName,
            double objective,
            Duration window,
            Instant startedAt,
            boolean recording,
            boolean ended) {
        /** The same with another SLO. */
        public Info withObjective(double newObjective, Duration newWindow) {
            return new Info(lessonTitle, source, stackName, newObjective, newWindow, startedAt, recording, ended);
        }
    }

    /** The stack. Status is {@code NONE} before the first deployment. */
    public record Stack(
            String status, Optional<String> reason, List<Resource> resources, List<ServiceCounts> services) {
        public boolean settled() {
            return !status.endsWith("_IN_PROGRESS");
        }
    }

    /** A resource of the stack, with its latest status. */
    public record Resource(String logicalId, String type, String status, Optional<String> reason) {}

    /** An ECS service's counts and the last thing that ECS said about it. */
    public record ServiceCounts(String service, int desired, int running, int pending, Optional<String> lastEvent) {}

    /** An ECS task, running or stopped. */
    public record Task(
            String taskId,
            String service,
            String lastStatus,
            String desiredStatus,
            String health,
            Optional<String> privateAddress,
            Optional<String> publicAddress,
            Duration firstSeen,
            Optional<Duration> runningAt,
            Optional<Stopped> stopped) {}

    /** Why and when a task stopped. */
    public record Stopped(Duration at, String stopCode, String reason, Optional<Integer> exitCode) {}

    /** Cloud Map and DNS. */
    public record Discovery(List<Instance> instances, List<DnsAnswer> answers) {}

    /** An instance registered in Cloud Map. */
    public record Instance(String discoveryService, String instanceId, String address, String health, Duration since) {}

    /**
     * The latest answer of a DNS server for a name.
     *
     * @param ttl as answered at {@code since}; the screen counts it down
     */
    public record DnsAnswer(
            String name, DnsSource source, String rcode, List<String> addresses, Duration ttl, Duration since) {}

    /** What the stack's Prometheus knows. */
    public record Metrics(
            boolean reachable,
            Optional<String> lostReason,
            List<Target> targets,
            List<Alert> alerts,
            Optional<Duration> lastSample) {}

    /** A scrape target. */
    public record Target(
            String job, String instance, String address, String health, Optional<String> lastError, Duration since) {}

    /** An alert that is pending or firing, or has been. */
    public record Alert(String name, String severity, String state, String summary, Duration since) {}

    /**
     * The traffic and what the users got of it.
     *
     * @param total since the session started
     * @param lastSecond the latest counted second
     * @param counted every counted second, with what there was up to its end
     */
    public record Traffic(TrafficPlan plan, RequestCounts total, RequestCounts lastSecond, List<Counted> counted) {

        /** Traffic of which only the sum is known. */
        public Traffic(TrafficPlan plan, RequestCounts total, RequestCounts lastSecond) {
            this(plan, total, lastSecond, List.of());
        }

        /** What was counted from the session's start up to a moment, the moment included. */
        public RequestCounts soFar(Duration moment) {
            return Counted.soFar(counted, moment);
        }
    }

    /**
     * Where the class is in the lesson.
     *
     * @param message what the class is to take home, Markdown; may be empty
     */
    public record LessonProgress(List<Step> steps, int current, String message) {
        public LessonProgress(List<Step> steps, int current) {
            this(steps, current, "");
        }

        public Step currentStep() {
            return steps.get(current);
        }

        /** The same with a step in the place of the one that has its id. */
        public LessonProgress with(Step step) {
            var changed = steps.stream().map(s -> s.id().equals(step.id()) ? step : s).toList();
            return new LessonProgress(changed, current, message);
        }

        /** The same with another step as the current one. */
        public LessonProgress at(int index) {
            return new LessonProgress(steps, index, message);
        }
    }

    /**
     * A step of the lesson.
     *
     * @param text Markdown
     * @param action the step's button, if it has one
     * @param expectedWait how long the step takes, as its author expects
     * @param prediction what the class is asked before it
     * @param staging how it is put before the class
     */
    public record Step(
            String id,
            String title,
            String text,
            String notes,
            Optional<Action> action,
            List<Checkpoint> checkpoints,
            Optional<Duration> enteredAt,
            Optional<Duration> expectedWait,
            Optional<Prediction> prediction,
            Staging staging) {

        /** A step whose author says nothing about how it is put before the class. */
        public Step(
                String id,
                String title,
                String text,
                String notes,
                Optional<Action> action,
                List<Checkpoint> checkpoints,
                Optional<Duration> enteredAt,
                Optional<Duration> expectedWait,
                Optional<Prediction> prediction) {
            this(id, title, text, notes, action, checkpoints, enteredAt, expectedWait, prediction, Staging.NONE);
        }

        /** A step without a prediction, that takes nobody knows how long. */
        public Step(
                String id,
                String title,
                String text,
                String notes,
                Optional<Action> action,
                List<Checkpoint> checkpoints,
                Optional<Duration> enteredAt) {
            this(id, title, text, notes, action, checkpoints, enteredAt, Optional.empty(), Optional.empty());
        }

        public boolean done() {
            return !checkpoints.isEmpty() && checkpoints.stream().allMatch(c -> c.metAt().isPresent());
        }

        /** The same, entered; it keeps the time at which it was entered first. */
        public Step entered(Duration at) {
            var first = Optional.of(enteredAt.orElse(at));
            return new Step(id, title, text, notes, action, checkpoints, first, expectedWait, prediction, staging);
        }

        /** The same with other checkpoints. */
        public Step with(List<Checkpoint> changed) {
            return new Step(id, title, text, notes, action, changed, enteredAt, expectedWait, prediction, staging);
        }

        /** The same with its prediction changed. */
        public Step with(Prediction changed) {
            return new Step(
                    id, title, text, notes, action, checkpoints, enteredAt, expectedWait, Optional.of(changed), staging);
        }
    }

    /**
     * How a step is put before the class.
     *
     * @param scene what the wall shows; empty where that follows from the step's action
     * @param planned how long the step is to last, for the pace of the whole lesson
     */
    public record Staging(Optional<Scene> scene, Optional<Duration> planned) {
        public static final Staging NONE = new Staging(Optional.empty(), Optional.empty());
    }

    /**
     * What a step's button does.
     *
     * @param kind deploy, delete, kill, stop-task, or that of a {@linkplain TrafficPlan.Mode#action() traffic mode}
     */
    public record Action(String kind, String label) {}

    /** Something to be observed before a step is done. */
    public record Checkpoint(String id, String text, Optional<Duration> metAt) {}

    /** What went wrong with a source, and since when; the lesson goes on. */
    public record Banner(String source, String message, Duration since) {}

    /**
     * An address change of the app: who learned of it, and when.
     *
     * @param startedAt when the old task was seen to be gone, or was killed
     * @param oldAddress what everybody believed before
     * @param newAddress as soon as ECS has given one
     * @param usersServedAgain the first good request after the first bad one
     */
    public record Outage(
            Duration startedAt,
            String oldAddress,
            Optional<String> newAddress,
            Optional<Duration> ecsStoppedAt,
            Optional<Duration> ecsRunningAt,
            Optional<Duration> cloudMapAt,
            Optional<Duration> zoneAt,
            Optional<Duration> resolverAt,
            Optional<Duration> prometheusDownAt,
            Optional<Duration> prometheusUpAt,
            Optional<Duration> usersServedAgain) {}
}
