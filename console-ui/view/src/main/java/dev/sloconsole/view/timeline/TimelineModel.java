package dev.sloconsole.view.timeline;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.view.LaneWords;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The session as it is drawn.
 *
 * @param drawnTo how far the lanes reach; spans that go on end here
 * @param end the right end of the axis
 * @param promises what came of the SLO and its plan
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
        List<Mark> kills,
        List<Mark> promises) {

    /** A named lane of stretches. */
    public record Lane(String name, List<Stretch> stretches) {}

    /**
     * A stretch of a lane.
     *
     * @param end empty while it goes on
     * @param height how much of the lane it fills, from below
     */
    public record Stretch(Duration start, Optional<Duration> end, Tone tone, double height, String label) {}

    /** A moment. */
    public record Mark(Duration at, String label) {}

    /** What is left free to the right of the present once the class takes longer than it was to. */
    private static final double ROOM = 1.06;

    private static final Duration LEAST = Duration.ofMinutes(3);
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
                length.filter(d -> !d.isZero()).orElseGet(() -> end(state, now)),
                state.info().objective(),
                FLOORS.stream().filter(f -> f <= lowest).findFirst().orElse(0.0),
                t.userSli(),
                t.serverSli(),
                t.lanes().stream().map(TimelineModel::lane).toList(),
                t.steps().stream()
                        .map(step -> new Mark(step.at(), LaneWords.label(step, state.lesson())))
                        .toList(),
                t.losses().stream()
                        .map(loss -> new Mark(loss.at(), LaneWords.label(loss)))
                        .toList(),
                t.promises().stream()
                        .map(mark -> new Mark(mark.at(), LaneWords.label(mark.what())))
                        .toList());
    }

    private static Lane lane(dev.sloconsole.session.Lane lane) {
        return new Lane(
                LaneWords.name(lane.kind()),
                lane.spans().stream()
                        .map(span -> new Stretch(
                                span.start(),
                                span.end(),
                                LaneWords.tone(span.content()),
                                LaneWords.height(span.content()),
                                LaneWords.label(span.content())))
                        .toList());
    }

    /**
     * The axis of a class that goes on. It is as long as the lesson is to last, or where the lesson does not say as the
     * window of its SLO, and so stays as it is under a class that keeps to it. After that it grows with the class by a
     * pixel now and then, rather than by steps that move the curve.
     */
    private static Duration end(SessionState state, Duration now) {
        var expected = planned(state).orElse(state.info().window());
        var needed = Duration.ofSeconds((long) Math.ceil(now.toSeconds() * ROOM));
        return Collections.max(List.of(expected, needed, LEAST));
    }

    /** How long the lesson is to last; empty where a step does not say. */
    private static Optional<Duration> planned(SessionState state) {
        return state.lesson().steps().stream()
                .map(step -> step.staging().planned())
                .reduce((a, b) -> a.flatMap(x -> b.map(x::plus)))
                .flatMap(sum -> sum);
    }

    /** What was at this time in a lane, in words; empty where there was nothing. */
    public Optional<String> at(int lane, Duration when) {
        var l = lanes.get(lane);
        return l.stretches().stream()
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
                .map(v -> "SLI: " + Written.sli(v, objective));
    }
}
