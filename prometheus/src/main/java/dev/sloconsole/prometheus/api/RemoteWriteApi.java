package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.MalformedWrite;
import dev.sloconsole.prometheus.remote.WriteRequest;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes samples that others write, where that is allowed.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Prometheus remote-write 1.0</a>
 */
final class RemoteWriteApi {

    static final int MAX_BODY = 16 << 20;

    /** How far a written sample may be ahead of this clock: one later than the next would shut its series. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final Ingest ingest;
    private final boolean enabled;
    private final Clock clock;

    RemoteWriteApi(Ingest ingest, boolean enabled, Clock clock) {
        this.ingest = ingest;
        this.enabled = enabled;
        this.clock = clock;
    }

    Answer write(ServerRequest request) throws ApiError {
        if (!enabled) {
            return Answer.text(
                    404, "remote write receiver needs to be enabled with --web.enable-remote-write-receiver\n");
        }
        Optional<String> unreadable = unreadable(request);
        if (unreadable.isPresent()) {
            return Answer.text(415, unreadable.get() + "\n");
        }
        try {
            int mostBytes = (int) Math.min(MAX_BODY, ingest.limits().bodyBytes());
            List<Sample> samples = WriteRequest.decode(RequestBody.bytes(request, mostBytes), mostBytes);
            long latest = clock.millis() + AHEAD.toMillis();
            if (samples.stream().anyMatch(sample -> sample.timestampMillis() > latest)) {
                return Answer.text(400, "out of bounds: timestamp is too far in the future\n");
            }
            Ingest.Written written = ingest.writeAndWait(samples);
            if (written.unfit() > 0) {
                return Answer.text(
                        400, "nothing of it is stored: " + ingest.limits().tooManySeries() + "\n");
            }
            return written.refused() > 0 ? Answer.text(400, "out of order sample\n") : Answer.empty();
        } catch (MalformedWrite e) {
            return Answer.text(400, e.text() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the server is closing\n");
        }
    }

    /** Why the form of a write's body cannot be read; headers that are absent stand for remote write 1.0. */
    private static Optional<String> unreadable(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("application/x-protobuf");
        String[] parts = type.split(";");
        if (!parts[0].strip().equals("application/x-protobuf")) {
            return Optional.of(
                    "expected application/x-protobuf as the first (media) part, got " + type + " content-type");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("proto=") && !parameter.equals("proto=prometheus.WriteRequest")) {
                return Optional.of(parameter.substring("proto=".length())
                        + " protobuf message is not accepted by this server; only accepts prometheus.WriteRequest");
            }
        }
        String encoding = request.headers().first(HeaderNames.CONTENT_ENCODING).orElse("snappy");
        return encoding.equals("snappy")
                ? Optional.empty()
                : Optional.of(encoding + " encoding (compression) is not accepted by this server; "
                        + "only snappy is acceptable");
    }
}
