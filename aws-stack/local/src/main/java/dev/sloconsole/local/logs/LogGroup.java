package dev.sloconsole.local.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A log group with its streams. Touched by the local-cloud thread only. */
final class LogGroup {

    /** A service that never comes up makes a stream with every attempt; the oldest go. */
    private static final int MOST_STREAMS = 200;

    final String name;
    final String arn;
    final Instant createdAt;
    OptionalInt retentionDays = OptionalInt.empty();
    private final Map<String, LogStream> streams = new LinkedHashMap<>();

    LogGroup(String name, String arn, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.createdAt = createdAt;
    }

    /** The stream of that name, made if need be. */
    LogStream open(String stream, Instant now) {
        var opened = streams.computeIfAbsent(stream, key -> new LogStream(key, now));
        if (streams.size() > MOST_STREAMS) {
            streams.remove(streams.keySet().iterator().next());
        }
        return opened;
    }

    /** In the order in which they were made. */
    List<LogStream> streams() {
        return List.copyOf(streams.values());
    }

    Optional<LogStream> stream(String named) {
        return Optional.ofNullable(streams.get(named));
    }

    /** The events of a stream that the group's retention has not ended, oldest first. */
    List<LogEvent> kept(LogStream stream, Instant now) {
        if (retentionDays.isEmpty()) {
            return stream.events();
        }
        var oldest = now.minus(Duration.ofDays(retentionDays.getAsInt()));
        return stream.events().stream()
                .filter(event -> !event.time().isBefore(oldest))
                .toList();
    }

    long bytes() {
        return streams.values().stream().mapToLong(LogStream::bytes).sum();
    }
}
