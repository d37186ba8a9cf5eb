package dev.sloconsole.session.traffic;

import java.time.Duration;

/** How long something took, over all requests since the generator was started; zero where there were none. */
public record Latency(long count, Duration p50, Duration p99, Duration max) {}
