package dev.sloconsole.session;

import java.time.Duration;
import java.util.Optional;

/**
 * An ECS task, running or stopped.
 *
 * @param lastStatus in ECS's words, as are {@code desiredStatus} and {@code health}
 * @param runningAt when it was first seen RUNNING
 */
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
        Optional<Stopped> stopped) {

    /** The status, and the wanted one, of a task that serves. */
    public static final String RUNNING = "RUNNING";

    private static final String STOPPED = "STOPPED";

    /** Why and when a task stopped. */
    public record Stopped(Duration at, String stopCode, String reason, Optional<Integer> exitCode) {}

    /** A task of which nothing is known but that it is there. */
    static Task seen(String taskId, String service, Duration at) {
        return new Task(
                taskId,
                service,
                "UNKNOWN",
                "UNKNOWN",
                "UNKNOWN",
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it is one of the app that is taught about, rather than of what watches it. */
    public boolean ofApp() {
        return service.equals(LessonStack.APP_SERVICE);
    }

    /** Whether it serves. */
    public boolean running() {
        return stopped.isEmpty() && lastStatus.equals(RUNNING);
    }

    /** Whether ECS means it to run. */
    public boolean wanted() {
        return desiredStatus.equals(RUNNING);
    }

    /** Whether it has come to its end. */
    public boolean over() {
        return stopped.isPresent() || lastStatus.equals(STOPPED);
    }

    /** The same in another status. */
    public Task in(String newLastStatus, String newDesiredStatus, String newHealth, Duration at) {
        var running = runningAt.or(() -> newLastStatus.equals(RUNNING) ? Optional.of(at) : Optional.empty());
        return new Task(
                taskId,
                service,
                newLastStatus,
                newDesiredStatus,
                newHealth,
                privateAddress,
                publicAddress,
                firstSeen,
                running,
                stopped);
    }

    /** The same with the addresses that are known now; what was known before stays. */
    public Task at(Optional<String> newPrivate, Optional<String> newPublic) {
        return new Task(
                taskId,
                service,
                lastStatus,
                desiredStatus,
                health,
                newPrivate.or(() -> privateAddress),
                newPublic.or(() -> publicAddress),
                firstSeen,
                runningAt,
                stopped);
    }

    /** The same, stopped; the first reason stays. */
    public Task stopped(Stopped why) {
        return new Task(
                taskId,
                service,
                STOPPED,
                STOPPED,
                health,
                privateAddress,
                publicAddress,
                firstSeen,
                runningAt,
                Optional.of(stopped.orElse(why)));
    }
}
