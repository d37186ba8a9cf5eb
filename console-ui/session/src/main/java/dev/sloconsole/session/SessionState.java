package dev.sloconsole.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a session after its latest fact; all that the screen draws. Immutable, produced by the
 * fold alone. Every list is in the order in which its entries were first seen, times are since the session's start.
 *
 * @param act when the present act began: a new deployment is a new one for every figure
 * @param at the moment that this is as of: the time of the latest fact, or a later one at which ages were renewed
 */
public record SessionState(
        long sequence,
        Duration at,
        Info info,
        Duration act,
        Stack stack,
        Ownership ownership,
        Tasks tasks,
        Discovery discovery,
        Metrics metrics,
        Traffic traffic,
        LessonProgress lesson,
        SloFigures figures,
        Timeline timeline,
        List<Banner> banners,
        List<Outage> outages) {

    /** The latest outage of the present act. */
    public Optional<Outage> outage() {
        return outages.isEmpty() || outages.getLast().startedAt().compareTo(act) < 0
                ? Optional.empty()
                : Optional.of(outages.getLast());
    }

    /** The same state with the stack by its true name, where the journal has another. */
    public SessionState ofStack(String name) {
        return info.stackName().equals(name)
                ? this
                : next().info(info.ofStack(name)).state();
    }

    /** The same state of a session that nobody records. */
    public SessionState withoutRecording() {
        return next().info(info.recording(false)).state();
    }

    /** The same state as a replay shows it. */
    public SessionState replayed() {
        return next().info(info.replayed()).state();
    }

    /** What comes after this state; the same until something of it is replaced. */
    public Next next() {
        return new Next(this);
    }

    /** A state in the making. All states but the first come from here. */
    public static final class Next {

        private long sequence;
        private Duration at;
        private Info info;
        private Duration act;
        private Stack stack;
        private Ownership ownership;
        private Tasks tasks;
        private Discovery discovery;
        private Metrics metrics;
        private Traffic traffic;
        private LessonProgress lesson;
        private SloFigures figures;
        private Timeline timeline;
        private List<Banner> banners;
        private List<Outage> outages;

        private Next(SessionState before) {
            sequence = before.sequence;
            at = before.at;
            info = before.info;
            act = before.act;
            stack = before.stack;
            ownership = before.ownership;
            tasks = before.tasks;
            discovery = before.discovery;
            metrics = before.metrics;
            traffic = before.traffic;
            lesson = before.lesson;
            figures = before.figures;
            timeline = before.timeline;
            banners = before.banners;
            outages = before.outages;
        }

        /** After a fact more. */
        public Next after(Fact fact) {
            sequence = fact.sequence();
            at = fact.at();
            return this;
        }

        /** At a later moment, with the figures of that moment. */
        public Next asOf(Duration moment, SloFigures then) {
            at = moment;
            figures = then;
            return this;
        }

        public Next info(Info changed) {
            info = changed;
            return this;
        }

        public Next act(Duration began) {
            act = began;
            return this;
        }

        public Next stack(Stack changed) {
            stack = changed;
            return this;
        }

        public Next ownership(Ownership changed) {
            ownership = changed;
            return this;
        }

        public Next tasks(Tasks changed) {
            tasks = changed;
            return this;
        }

        public Next discovery(Discovery changed) {
            discovery = changed;
            return this;
        }

        public Next metrics(Metrics changed) {
            metrics = changed;
            return this;
        }

        public Next traffic(Traffic changed) {
            traffic = changed;
            return this;
        }

        public Next lesson(LessonProgress changed) {
            lesson = changed;
            return this;
        }

        public Next timeline(Timeline changed) {
            timeline = changed;
            return this;
        }

        public Next banners(List<Banner> changed) {
            banners = changed;
            return this;
        }

        public Next outages(List<Outage> changed) {
            outages = changed;
            return this;
        }

        public SessionState state() {
            return new SessionState(
                    sequence, at, info, act, stack, ownership, tasks, discovery, metrics, traffic, lesson, figures,
                    timeline, banners, outages);
        }
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

        /** The same with another name of the stack. */
        public Info ofStack(String name) {
            return new Info(lessonTitle, source, name, objective, window, startedAt, recording, ended);
        }

        /** The same, recorded or not. */
        public Info recording(boolean goesOn) {
            return new Info(lessonTitle, source, stackName, objective, window, startedAt, goesOn, ended);
        }

        /** The same at the session's end. */
        public Info closed() {
            return new Info(lessonTitle, source, stackName, objective, window, startedAt, false, true);
        }

        /** The same as a replay shows it. */
        public Info replayed() {
            return new Info(lessonTitle, Source.REPLAY, stackName, objective, window, startedAt, false, ended);
        }
    }

    /**
     * The traffic and what the users got of it.
     *
     * @param total since the session started
     * @param lastSecond the latest counted second
     * @param counted every counted second of the present act, with what there was up to its end
     */
    public record Traffic(TrafficPlan plan, RequestCounts total, RequestCounts lastSecond, List<Counted> counted) {

        /** Traffic of which only the sum is known. */
        public Traffic(TrafficPlan plan, RequestCounts total, RequestCounts lastSecond) {
            this(plan, total, lastSecond, List.of());
        }

        /** The same with another plan; what was counted stays. */
        public Traffic switchedTo(TrafficPlan newPlan) {
            return new Traffic(newPlan, total, lastSecond, counted);
        }

        /** The same with one more second, which is the last of all that were counted. */
        public Traffic counted(RequestCounts second, List<Counted> all) {
            return new Traffic(plan, total.plus(second), second, all);
        }

        /** The same with a second that tells nothing of the service, and is in no sum. */
        public Traffic unobserved(RequestCounts second) {
            return new Traffic(plan, total, second, counted);
        }

        /** The same without what has turned out to tell nothing of the service. */
        public Traffic without(RequestCounts unobserved, List<Counted> observed) {
            return new Traffic(plan, total.minus(unobserved), lastSecond, observed);
        }

        /** The same in a new act, in which nothing is counted yet. */
        public Traffic anew() {
            return new Traffic(plan, total, RequestCounts.NONE, List.of());
        }

        /** What was counted from the act's start up to a moment, the moment included. */
        public RequestCounts soFar(Duration moment) {
            return Counted.soFar(counted, moment);
        }

        /** What an outage cost so far: requests that failed from its start until users were served again. */
        public long lost(Outage outage, Duration now) {
            return soFar(outage.at(Hop.SERVED_AGAIN).orElse(now))
                    .minus(soFar(outage.startedAt()))
                    .bad();
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
            var changed =
                    steps.stream().map(s -> s.id().equals(step.id()) ? step : s).toList();
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
     * @param button the step's button, if it has one
     * @param expectedWait how long the step takes, as its author expects
     * @param prediction what the class is asked before it
     * @param staging how it is put before the class
     */
    public record Step(
            String id,
            String title,
            String text,
            String notes,
            Optional<StepButton> button,
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
                Optional<StepButton> button,
                List<Checkpoint> checkpoints,
                Optional<Duration> enteredAt,
                Optional<Duration> expectedWait,
                Optional<Prediction> prediction) {
            this(id, title, text, notes, button, checkpoints, enteredAt, expectedWait, prediction, Staging.NONE);
        }

        /** A step without a prediction, that takes nobody knows how long. */
        public Step(
                String id,
                String title,
                String text,
                String notes,
                Optional<StepButton> button,
                List<Checkpoint> checkpoints,
                Optional<Duration> enteredAt) {
            this(id, title, text, notes, button, checkpoints, enteredAt, Optional.empty(), Optional.empty());
        }

        public boolean done() {
            return !checkpoints.isEmpty() && checkpoints.stream().allMatch(Checkpoint::met);
        }

        /** The same, entered; it keeps the time at which it was entered first. */
        public Step entered(Duration at) {
            var first = Optional.of(enteredAt.orElse(at));
            return new Step(id, title, text, notes, button, checkpoints, first, expectedWait, prediction, staging);
        }

        /** The same with other checkpoints. */
        public Step with(List<Checkpoint> changed) {
            return new Step(id, title, text, notes, button, changed, enteredAt, expectedWait, prediction, staging);
        }

        /** The same with its prediction changed. */
        public Step with(Prediction changed) {
            return new Step(
                    id,
                    title,
                    text,
                    notes,
                    button,
                    checkpoints,
                    enteredAt,
                    expectedWait,
                    Optional.of(changed),
                    staging);
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
     * Something to be observed before a step is done.
     *
     * @param hold whether the wall stays a moment on what it shows when this is met
     */
    public record Checkpoint(String id, String text, Optional<Duration> metAt, boolean hold) {

        /** One that the class goes on from at once. */
        public Checkpoint(String id, String text, Optional<Duration> metAt) {
            this(id, text, metAt, false);
        }

        public boolean met() {
            return metAt.isPresent();
        }

        /** The same, observed. */
        public Checkpoint met(Duration at) {
            return new Checkpoint(id, text, Optional.of(at), hold);
        }
    }

    /** What went wrong with a source, and since when; the lesson goes on. */
    public record Banner(Trouble trouble, Duration since) {
        public String source() {
            return trouble.source();
        }
    }
}
