package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The session as lanes over time; grows at its end only.
 *
 * @param userSli points of the users' SLI over {@link SloFigures#SLI_RANGE}, at most one a second
 */
public record Timeline(
        List<Point> userSli,
        List<Point> serverSli,
        List<Span> traffic,
        List<Span> tasks,
        List<Span> dns,
        List<Span> target,
        List<Mark> steps,
        List<Mark> kills) {

    /** A value at a time; an empty value is a gap. */
    public record Point(Duration at, Optional<Double> value) {}

    /**
     * A stretch of a lane.
     *
     * @param end empty while it goes on
     * @param kind what to colour it by: normal, partial-failure, burst, ramp, running, stopped, up, down, unknown,
     *     answer
     */
    public record Span(Duration start, Optional<Duration> end, String kind, String label) {}

    /** A moment. */
    public record Mark(Duration at, String label) {}
}
