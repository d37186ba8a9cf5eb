package dev.sloconsole.prometheus.rules;

import dev.sloconsole.prometheus.config.RuleGroup;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.series.Labels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates rule groups at their intervals, aligned to multiples of the interval plus an offset that follows from the
 * group's name, on one thread, {@code rule-timer}. The rules of a group follow each other, and see what those before
 * them produced.
 */
public final class RuleTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleTimer.class);

    private final List<Group> groups;
    private final Ingest ingest;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().name("rule-timer").daemon().unstarted(this::run);

    /** A group and what its latest evaluation gave. */
    public record GroupStatus(
            RuleGroup group, List<RuleStatus> rules, Optional<Instant> lastEvaluation, Duration took) {}

    private static final class Group {
        private final RuleGroup definition;
        private final List<RuleEvaluation> rules;
        private long deadline;
        private volatile Optional<Instant> lastEvaluation = Optional.empty();
        private volatile Duration took = Duration.ZERO;

        Group(RuleGroup definition, PromqlEngine promql, Labels externalLabels) {
            this.definition = definition;
            this.rules = definition.rules().stream()
                    .map(rule -> new RuleEvaluation(rule, definition.limit(), promql, externalLabels))
                    .toList();
        }

        long interval() {
            return definition.interval().toMillis();
        }
    }

    public RuleTimer(List<RuleGroup> groups, PromqlEngine promql, Labels externalLabels, Ingest ingest, Clock clock) {
        this.groups = groups.stream()
                .map(group -> new Group(group, promql, externalLabels))
                .toList();
        this.ingest = ingest;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** In the order of the rule files. */
    public List<GroupStatus> groups() {
        return groups.stream()
                .map(group -> new GroupStatus(
                        group.definition,
                        group.rules.stream().map(RuleEvaluation::status).toList(),
                        group.lastEvaluation,
                        group.took))
                .toList();
    }

    /** Why no rule is evaluated any more, although nobody closed it. */
    public Optional<String> fault() {
        return thread.getState() == Thread.State.TERMINATED && !groups.isEmpty()
                ? Optional.of(
                        "No rule is evaluated any more: the thread " + thread.getName() + " has ended. Start it again.")
                : Optional.empty();
    }

    private void run() {
        var queue = new PriorityQueue<Group>(Comparator.comparingLong(group -> group.deadline));
        long start = clock.millis();
        for (Group group : groups) {
            long offset = Math.floorMod(group.definition.name().hashCode() * 31L, group.interval());
            long aligned = start - Math.floorMod(start, group.interval()) + offset;
            group.deadline = aligned < start ? aligned + group.interval() : aligned;
            queue.add(group);
        }
        try {
            for (Group next = queue.poll(); next != null; next = queue.poll()) {
                long wait = next.deadline - clock.millis();
                if (wait > 0) {
                    Thread.sleep(wait);
                }
                evaluate(next, next.deadline);
                next.deadline += next.interval();
                long late = clock.millis() - next.deadline;
                if (late > next.interval()) {
                    next.deadline += late / next.interval() * next.interval();
                }
                queue.add(next);
            }
        } catch (InterruptedException e) {
            // The way in which close() ends a wait.
        } catch (RuntimeException e) {
            LOG.error("The rules ended by a fault of the engine. Restart it, and report the fault.", e);
        }
    }

    private void evaluate(Group group, long timeMillis) throws InterruptedException {
        long startNanos = System.nanoTime();
        for (RuleEvaluation rule : group.rules) {
            Optional<String> errorBefore = rule.status().lastError();
            List<Sample> samples = rule.evaluate(ingest.snapshot(), timeMillis);
            Optional<String> error = rule.status().lastError();
            if (error.isPresent() && !error.equals(errorBefore)) {
                LOG.warn(
                        "Rule {} of group {} failed: {}",
                        rule.status().rule().name(),
                        group.definition.name(),
                        error.get());
            }
            if (!samples.isEmpty() && ingest.writeAndWait(samples).unfit() > 0) {
                LOG.warn(
                        "What rule {} of group {} gave is not stored: {}",
                        rule.status().rule().name(),
                        group.definition.name(),
                        ingest.limits().tooManySeries());
            }
        }
        group.lastEvaluation = Optional.of(Instant.ofEpochMilli(timeMillis));
        group.took = Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /**
     * Evaluates all groups as of a moment, in the order of the rule files, for whoever turns the clock himself: on the
     * caller's thread, of a timer that is not started.
     */
    public void evaluateAt(long timeMillis) throws InterruptedException {
        for (Group group : groups) {
            evaluate(group, timeMillis);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
