package dev.sloconsole.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the stack's Prometheus knows.
 *
 * @param lostReason why it does not answer; empty where it does, or was never asked
 * @param lastSample when the latest sample came
 */
public record Metrics(
        boolean reachable,
        Optional<String> lostReason,
        List<Target> targets,
        List<Alert> alerts,
        Optional<Duration> lastSample) {

    /**
     * A scrape target.
     *
     * @param health in Prometheus's words
     * @param since when it had this health first
     */
    public record Target(
            String job, String instance, String address, String health, Optional<String> lastError, Duration since) {

        /** In Prometheus's words, the worst first. */
        static final List<String> HEALTHS = List.of("down", "unknown", "up");

        /** Whether it is the app's. */
        public boolean ofApp() {
            return job.equals(LessonStack.APP_JOB);
        }

        public boolean up() {
            return up(health);
        }

        public boolean down() {
            return down(health);
        }

        /** Whether a health is that of a target that answers. */
        public static boolean up(String health) {
            return health.equals("up");
        }

        /** Whether a health is that of a target that does not answer. */
        public static boolean down(String health) {
            return health.equals("down");
        }

        private boolean is(String itsJob, String itsInstance) {
            return job.equals(itsJob) && instance.equals(itsInstance);
        }
    }

    /**
     * An alert that is pending or firing, or has been.
     *
     * @param state in Prometheus's words
     */
    public record Alert(String name, String severity, String state, String summary, Duration since) {

        private static final String FIRING = "firing";
        private static final String PENDING = "pending";

        public boolean firing() {
            return firing(state);
        }

        public boolean pending() {
            return state.equals(PENDING);
        }

        /** Whether a state is that of an alert that calls. */
        public static boolean firing(String state) {
            return state.equals(FIRING);
        }

        /** Whether a state is that of an alert without a cause. */
        public static boolean over(String state) {
            return !state.equals(FIRING) && !state.equals(PENDING);
        }

        public boolean pages() {
            return severity.equals("page");
        }

        /** Whom it calls first: what fires before what may, and a page before a ticket; 0 while it calls nobody. */
        int gravity() {
            int state = firing() ? 4 : pending() ? 1 : 0;
            return state == 0 ? 0 : state + (pages() ? 2 : 0);
        }
    }

    public static Metrics none() {
        return new Metrics(false, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** The app's targets. */
    public Stream<Target> ofApp() {
        return targets.stream().filter(Target::ofApp);
    }

    /** The app's health as Prometheus says it: the worst of its targets; empty where it has none. */
    public Optional<String> appHealth() {
        var healths = ofApp().map(Target::health).toList();
        if (healths.isEmpty()) {
            return Optional.empty();
        }
        if (lostReason.isPresent()) {
            return Optional.of("unknown");
        }
        var worst = Target.HEALTHS.stream().filter(healths::contains).findFirst();
        return Optional.of(worst.orElseGet(healths::getFirst));
    }

    /** The gravest alert of those that fire or may; empty where none does. */
    public Optional<Alert> gravestAlert() {
        return alerts.stream().filter(alert -> alert.gravity() > 0).max(Comparator.comparingInt(Alert::gravity));
    }

    public Metrics lost(String reason) {
        return new Metrics(false, Optional.of(reason), targets, alerts, lastSample);
    }

    public Metrics reached() {
        return new Metrics(true, Optional.empty(), targets, alerts, lastSample);
    }

    public Metrics scraped(Duration at) {
        return new Metrics(reachable, lostReason, targets, alerts, Optional.of(at));
    }

    /** The same without the word of a Prometheus that is gone. */
    public Metrics forgotten() {
        return new Metrics(false, lostReason, List.of(), List.of(), lastSample);
    }

    /** The same with a target, which keeps its {@code since} while its health stays. */
    public Metrics with(Target target) {
        var since = targets.stream()
                .filter(t -> t.is(target.job, target.instance) && t.health.equals(target.health))
                .map(Target::since)
                .findFirst()
                .orElse(target.since);
        var kept = new Target(target.job, target.instance, target.address, target.health, target.lastError, since);
        return withTargets(Lists.put(targets, t -> t.is(kept.job, kept.instance), kept));
    }

    public Metrics withoutTarget(String job, String instance) {
        return withTargets(Lists.without(targets, t -> t.is(job, instance)));
    }

    public Metrics with(Alert alert) {
        var changed = Lists.put(alerts, a -> a.name.equals(alert.name), alert);
        return new Metrics(reachable, lostReason, targets, changed, lastSample);
    }

    private Metrics withTargets(List<Target> changed) {
        return new Metrics(reachable, lostReason, changed, alerts, lastSample);
    }
}
