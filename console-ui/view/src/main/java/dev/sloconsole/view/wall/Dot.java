package dev.sloconsole.view.wall;

/**
 * A point of a curve.
 *
 * @param seconds on the time axis
 */
public record Dot(double seconds, double value) {}
