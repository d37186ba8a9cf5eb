package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Look;
import java.time.Duration;

/**
 * Where things are on the timeline's paper, in pixels.
 *
 * @param from the moment at its left end
 * @param to the moment at its right end
 */
record Plot(double width, double height, Look look, Duration from, Duration to) {

    double left() {
        return look.px(134);
    }

    /** Right of it stands the longest time that a recording may have, {@code 13:59:59}. */
    double right() {
        return width - look.px(76);
    }

    double x(Duration at) {
        return left() + (right() - left()) * (at.toMillis() - from.toMillis()) / length();
    }

    Duration at(double x) {
        double part = Math.clamp((x - left()) / (right() - left()), 0, 1);
        return from.plusMillis(Math.round(part * length()));
    }

    private double length() {
        return Math.max(1, to.minus(from).toMillis());
    }

    double sliTop() {
        return height * 0.06;
    }

    double sliBottom() {
        return height * 0.28;
    }

    /** The top of a lane's bar. */
    double lane(int index) {
        return height * 0.335 + index * laneStep();
    }

    private double laneStep() {
        return height * 0.11;
    }

    double laneHeight() {
        return height * 0.085;
    }

    double axis() {
        return height * 0.885;
    }

    /** The lane under a y, or -1 for the SLI. */
    int laneAt(double y, int lanes) {
        return (int) Math.clamp(Math.floor((y - lane(0)) / laneStep()), -1, lanes - 1);
    }
}
