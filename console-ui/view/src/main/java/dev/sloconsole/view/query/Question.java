package dev.sloconsole.view.query;

import java.time.Duration;

/** A query, and the moment of the session that it is about. */
public record Question(String query, Duration at) {}
