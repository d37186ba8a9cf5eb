package dev.sloconsole.prometheus.watch;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends samples to a Prometheus by remote write 1.0, on a thread of its own, {@code remote-writer}. Whoever hands in
 * samples never waits: while Prometheus does not take them they queue, and the oldest give way, which is counted.
 */
public final class RemoteWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWriter.class);
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 2_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(4);
    private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");

    private final OkHttpClient client;
    private final Supplier<Optional<URI>> prometheus;
    private final ArrayDeque<Sample> queue = new ArrayDeque<>();
    private final Thread thread =
            Thread.ofPlatform().name("remote-writer").daemon().unstarted(this::run);
    private Predicate<Sample> forgotten = sample -> false;
    private long dropped;
    private volatile Optional<String> lastError = Optional.empty();
    private volatile @Nullable Call running;
    private volatile boolean closed;

    /** How a batch ended. */
    private enum Outcome {
        TAKEN,
        REFUSED,
        NO_ADDRESS,
        AGAIN
    }

    /**
     * A writer that is not started.
     *
     * @param prometheus where it answers, such as {@code http://203.0.113.7:9090}; asked before every request
     */
    public RemoteWriter(OkHttpClient client, Supplier<Optional<URI>> prometheus) {
        this.client = client;
        this.prometheus = prometheus;
    }

    public void start() {
        thread.start();
    }

    /** Takes samples to send, each series' in the order of time; returns at once. */
    public void write(List<ScrapedSample> samples) {
        synchronized (queue) {
            for (ScrapedSample sample : samples) {
                queue.addLast(new Sample(sample.labels(), sample.timestampMillis(), sample.value()));
            }
            while (queue.size() > CAPACITY) {
                queue.removeFirst();
                dropped++;
            }
            queue.notifyAll();
        }
    }

    /** Sends nothing that was stamped after one moment and up to another: it has turned out to say nothing. */
    public void forget(long afterMillis, long untilMillis) {
        synchronized (queue) {
            forgotten = sample -> sample.timestampMillis() > afterMillis && sample.timestampMillis() <= untilMillis;
            queue.removeIf(forgotten);
        }
    }

    /** How many samples gave way or were refused. */
    public long dropped() {
        synchronized (queue) {
            return dropped;
        }
    }

    /** Why the latest request was not taken; empty once one is. */
    public Optional<String> lastError() {
        return lastError;
    }

    private void run() {
        long retryMillis = FIRST_RETRY.toMillis();
        List<Sample> batch = List.of();
        try {
            while (!closed) {
                batch = batch.isEmpty() ? take() : batch;
                switch (send(batch)) {
                    case TAKEN -> {
                        batch = List.of();
                        retryMillis = FIRST_RETRY.toMillis();
                    }
                    case REFUSED -> {
                        synchronized (queue) {
                            dropped += batch.size();
                        }
                        batch = List.of();
                    }
                    case NO_ADDRESS -> {
                        batch = kept(batch);
                        Thread.sleep(FIRST_RETRY);
                    }
                    case AGAIN -> {
                        batch = kept(batch);
                        Thread.sleep(retryMillis);
                        retryMillis = Math.min(2 * retryMillis, LAST_RETRY.toMillis());
                    }
                }
            }
        } catch (InterruptedException e) {
            // The way in which close() ends a wait.
        } catch (RuntimeException e) {
            LOG.error("Remote write ended by a fault of the console.", e);
            lastError = Optional.of("Remote write ended by a fault of the console: " + e);
        }
    }

    private List<Sample> take() throws InterruptedException {
        synchronized (queue) {
            while (queue.isEmpty()) {
                queue.wait();
            }
            var batch = new ArrayList<Sample>();
            while (!queue.isEmpty() && batch.size() < BATCH) {
                batch.add(queue.removeFirst());
            }
            return batch;
        }
    }

    private List<Sample> kept(List<Sample> batch) {
        synchronized (queue) {
            return batch.stream().filter(forgotten.negate()).toList();
        }
    }

    private Outcome send(List<Sample> batch) {
        Optional<URI> address = prometheus.get();
        if (address.isEmpty()) {
            return Outcome.NO_ADDRESS;
        }
        HttpUrl base = HttpUrl.parse(address.get().toString());
        HttpUrl url = base == null ? null : base.resolve("api/v1/write");
        if (url == null) {
            lastError = Optional.of(address.get() + " is not the address of a Prometheus.");
            return Outcome.AGAIN;
        }
        var request = new Request.Builder()
                .url(url)
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .post(RequestBody.create(WriteRequest.encode(batch), PROTOBUF))
                .build();
        Call call = client.newCall(request);
        call.timeout().timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        running = call;
        if (closed) {
            return Outcome.AGAIN;
        }
        try (Response response = call.execute()) {
            if (response.code() / 100 == 2) {
                lastError = Optional.empty();
                return Outcome.TAKEN;
            }
            var source = response.body().source();
            source.request(500);
            String text = source.getBuffer()
                    .readUtf8(Math.min(500, source.getBuffer().size()))
                    .strip();
            lastError = Optional.of("Remote write was answered by HTTP status " + response.code() + ": " + text);
            return response.code() / 100 == 5 || response.code() == 429 ? Outcome.AGAIN : Outcome.REFUSED;
        } catch (IOException e) {
            lastError = Optional.of("Remote write to " + url + " failed: " + e.getMessage());
            return Outcome.AGAIN;
        }
    }

    /** Stops within a moment; what still queues is not sent. */
    @Override
    public void close() {
        closed = true;
        Call call = running;
        if (call != null) {
            call.cancel();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
