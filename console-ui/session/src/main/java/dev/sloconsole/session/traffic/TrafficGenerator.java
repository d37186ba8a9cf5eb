package dev.sloconsole.session.traffic;

import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * An open loop of requests: users who come when they come, whether or not the ones before them were served. The
 * {@code traffic} thread sends each at its absolute deadline and waits for none; each request runs on a virtual thread
 * for at most {@link #TIMEOUT}. At most peak rate times timeout are in flight, those beyond are counted as dropped.
 *
 * <p>Counts are handed out once a second while there is traffic, and afterwards until every request has ended. A
 * request belongs to the second in which it <em>ended</em>, for that is when its user knew; so a count, once given, stays, and
 * the sum of all is the sum of all requests. Latency is measured from the deadline, not from the sending.
 *
 * <p>Connections are kept alive for {@link #KEEP_ALIVE} of idleness, as a browser's are: a name is resolved for a new
 * connection only. After any failure, and when the target changes, all idle ones are closed, so the next request
 * resolves anew. Nothing is retried: a retry would hide from the figures what a user saw.
 */
public final class TrafficGenerator implements AutoCloseable {

    /** After which a user gives up. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** After which a request that got no answer has ended, if this computer keeps up. */
    private static final Duration GIVEN_UP = TIMEOUT.plusSeconds(1);

    /** For how long an idle connection is kept. */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    /** Requests later than this were due while the computer slept; nobody sent them, so they are left out. */
    private static final Duration ASLEEP = Duration.ofSeconds(10);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final OkHttpClient client;
    private final Supplier<Optional<URI>> target;
    private final Consumer<RequestCounts> counted;
    private final long seed;
    private final Thread thread;

    private final Tally ended = new Tally();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Recorder latency = new Recorder();
    private final Recorder lateness = new Recorder();

    /** Of the plan before this one, and how long it counts; the traffic thread's own. */
    private long formerLimit;

    private long formerUntil = System.nanoTime();
    private volatile TrafficPlan wanted = TrafficPlan.off();
    private volatile boolean closing;
    private volatile @Nullable String lastTarget;

    /**
     * Prepares the users.
     *
     * @param client for its proxy and name resolution; everything else is set here
     * @param target where the app is, such as {@code http://sre-app-service.sre.local:5000}; asked before every
     *     request, on the traffic thread; while it is empty, requests count as refused
     * @param counted takes each second's counts, on the traffic thread; must not block
     * @param seed makes a run repeatable
     */
    public TrafficGenerator(
            OkHttpClient client, Supplier<Optional<URI>> target, Consumer<RequestCounts> counted, long seed) {
        this.client = client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(TIMEOUT)
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .writeTimeout(TIMEOUT)
                .connectionPool(new ConnectionPool(64, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .build();
        this.target = target;
        this.counted = counted;
        this.seed = seed;
        this.thread = Thread.ofPlatform().name("traffic").daemon().unstarted(this::run);
    }

    /** Starts the traffic thread; there is no traffic before {@link #plan(TrafficPlan)} wants some. */
    public void start() {
        thread.start();
    }

    /** Changes the traffic from now on; from any thread. */
    public void plan(TrafficPlan plan) {
        wanted = plan;
        LockSupport.unpark(thread);
    }

    public TrafficPlan plan() {
        return wanted;
    }

    /** From a request's deadline to its end. */
    public Latency latency() {
        return latency.latency();
    }

    /** From a request's deadline to its sending: how precise the generator itself is. */
    public Latency lateness() {
        return lateness.latency();
    }

    /** Everything that has ended so far. */
    public RequestCounts total() {
        return ended.counts();
    }

    /** Stops sending, waits until what is in flight has ended, and hands out the last counts. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        client.connectionPool().evictAll();
    }

    private void run() {
        var schedule = new Schedule(TrafficPlan.off(), System.nanoTime(), seed);
        long next = 0;
        long report = System.nanoTime() + SECOND;
        var reported = RequestCounts.NONE;
        while (!closing) {
            var plan = wanted;
            if (!plan.equals(schedule.plan())) {
                long changed = System.nanoTime();
                formerLimit = limit(schedule.plan(), changed);
                formerUntil = changed + GIVEN_UP.toNanos();
                boolean wasQuiet = schedule.off() && reported.equals(total()) && inFlight.get() == 0;
                schedule = new Schedule(plan, changed, seed);
                next = 0;
                report = wasQuiet ? schedule.startNanos() + SECOND : report;
            }
            long now = System.nanoTime();
            if (!schedule.off() && now - schedule.dueNanos(next) > ASLEEP.toNanos()) {
                schedule = new Schedule(plan, now, seed);
                next = 0;
                report = now + SECOND;
            }
            while (!schedule.off() && schedule.dueNanos(next) - now <= 0) {
                send(schedule, next++);
                now = System.nanoTime();
            }
            if (now - report >= 0) {
                var total = total();
                if (!schedule.off() || !total.equals(reported) || inFlight.get() > 0) {
                    counted.accept(total.minus(reported));
                    reported = total;
                }
                report += SECOND * (1 + (now - report) / SECOND);
            }
            long until = schedule.off() ? report : Math.min(schedule.dueNanos(next), report);
            boolean quiet = schedule.off() && inFlight.get() == 0 && reported.equals(total());
            if (quiet) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, until - System.nanoTime());
            }
        }
        while (inFlight.get() > 0) {
            LockSupport.parkNanos(this, SECOND / 100);
        }
        if (!reported.equals(total())) {
            counted.accept(total().minus(reported));
        }
    }

    /**
     * So many requests can be under way while the app hangs: what was sent until it was given up. More of them are this
     * computer's fault, which is then too slow to end them. After a change of the plan those of the former one are
     * still there.
     */
    private long limit(TrafficPlan plan, long now) {
        long own = Math.max(1, plan.peakPerSecond() * GIVEN_UP.toSeconds());
        return now - formerUntil < 0 ? Math.max(own, formerLimit) : own;
    }

    private void send(Schedule schedule, long i) {
        long due = schedule.dueNanos(i);
        var to = url(schedule.fails(i) ? "/fail" : "/");
        if (to == null) {
            ended.add(Outcome.REFUSED);
            return;
        }
        if (inFlight.incrementAndGet() > limit(schedule.plan(), System.nanoTime())) {
            inFlight.decrementAndGet();
            ended.add(Outcome.DROPPED);
            return;
        }
        Thread.ofVirtual().name("request").start(() -> {
            try {
                lateness.record(System.nanoTime() - due);
                ended.add(request(to));
                latency.record(System.nanoTime() - due);
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    private @Nullable HttpUrl url(String path) {
        var base = target.get();
        if (base.isEmpty()) {
            return null;
        }
        var text = base.get().toString();
        if (!text.equals(lastTarget)) {
            lastTarget = text;
            client.connectionPool().evictAll();
        }
        return HttpUrl.get(base.get().resolve(path).toString());
    }

    private Outcome request(HttpUrl url) {
        try (var response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            response.body().bytes();
            var outcome = Outcome.of(response);
            if (outcome == Outcome.REFUSED || outcome == Outcome.TIMEOUT) {
                client.connectionPool().evictAll();
            }
            return outcome;
        } catch (IOException e) {
            client.connectionPool().evictAll();
            return Outcome.of(e);
        }
    }
}
