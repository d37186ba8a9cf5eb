package dev.sloconsole.view.timeline;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Timeline.Mark;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.session.Timeline.Span;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The session as it is drawn.
 *
 * @param drawnTo how far the lanes reach; spans that go on end here
 * @param end the right end of the axis
 * @param floor the SLI at the bottom of its lane; 1 is at its top
 */
public record TimelineModel(
        Duration drawnTo,
        Duration end,
        double objective,
        double floor,
        List<Point> userSli,
        List<Point> serverSli,
        List<Lane> lanes,
        List<Mark> steps,
        List<Mark> kills) {

    /** A named lane of stretches. */
    public record Lane(String name, List<Span> spans) {}

    private static final List<Integer> AXES_MINUTES = List.of(3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240);
    private static final List<Double> FLOORS = List.of(0.95, 0.9, 0.8, 0.5);

    /**
     * The timeline of a state.
     *
     * @param length of the recording, where one is played
     */
    public static TimelineModel from(SessionState state, Duration now, Optional<Duration> length) {
        var t = state.timeline();
        double lowest = t.userSli().stream()
                .flatMap(p -> p.value().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return new TimelineModel(
                Duration.ofSeconds(now.toSeconds()),
                length.filter(d -> !d.isZero()).orElseGet(() -> end(now)),
                state.info().objective(),
                FLOORS.stream().filter(f -> f <= lowest).findFirst().orElse(0.0),
                t.userSli(),
                t.serverSli(),
                List.of(
                        new Lane("Traffic", t.traffic()),
                        new Lane("Task", t.tasks()),
                        new Lane("DNS", t.dns()),
                        new Lane("Target", t.target())),
                t.steps(),
                t.kills());
    }

    /** A round number of minutes with some room to the right of the present. */
    static Duration end(Duration now) {
        double wanted = now.toSeconds() * 1.06 / 60;
        int minutes = AXES_MINUTES.stream()
                .filter(m -> m >= wanted)
                .findFirst()
                .orElse((int) Math.ceil(wanted / 60) * 60);
        return Duration.ofMinutes(minutes);
    }

    /** The tone of a stretch by its kind. */
    public static Tone tone(String kind) {
        return switch (kind) {
            case "normal", "up" -> Tone.GOOD;
            case "partial-failure" -> Tone.WARN;
            case "running", "burst", "ramp" -> Tone.INFO;
            case "down" -> Tone.BAD;
            case "answer" -> Tone.VIOLET;
            default -> Tone.MUTED;
        };
    }

    /** What was at this time in a lane, in words; empty where there was nothing. */
    public Optional<String> at(int lane, Duration when) {
        var l = lanes.get(lane);
        return l.spans().stream()
                .filter(s -> s.start().compareTo(when) <= 0
                        && s.end().orElse(drawnTo).compareTo(when) >= 0)
                .reduce((a, b) -> b)
                .map(s -> l.name() + ": " + s.label());
    }

    /** The users' SLI at this time, in words. */
    public Optional<String> sliAt(Duration when) {
        return userSli.stream()
                .filter(p -> p.at().compareTo(when) <= 0)
                .reduce((a, b) -> b)
                .flatMap(Point::value)
                .map(v -> "SLI: " + Written.percent(v));
    }
}
