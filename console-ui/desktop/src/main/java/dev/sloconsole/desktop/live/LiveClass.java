package dev.sloconsole.desktop.live;

import dev.sloconsole.prometheus.watch.PrometheusWatcher;
import dev.sloconsole.prometheus.watch.RemoteWriter;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.CostEstimated;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.traffic.TrafficGenerator;
import dev.sloconsole.stack.DnsWatcher;
import dev.sloconsole.stack.StackClient;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackSpec;
import dev.sloconsole.stack.StackWatcher;
import dev.sloconsole.stack.WatchThread;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A class that is going on: a session, what feeds it with facts, and the commands that act on the stack. The session
 * goes on from the beginning; the surroundings (the local cloud, say) start on the commands thread once they are wanted,
 * after the window's first frame, and commands wait for them.
 */
public final class LiveClass implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LiveClass.class.getName());
    private static final Duration DNS_INTERVAL = Duration.ofMillis(250);
    private static final Duration METRICS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIME_TO_END = Duration.ofSeconds(1);

    /** What the app told Prometheus, and what its rules made of that and of what the console told it. */
    private static final List<String> RECORDED = List.of(
            "{job=\"" + LessonStack.APP_JOB + "\"}", "{job=\"slo-console\"}", "{__name__=~\"slo:.*|sli:.*|ALERTS\"}");

    private final Session session;
    private final Addresses addresses = new Addresses();
    private final Custody custody = new Custody(arn -> connection().stack().secret(arn));
    private final LiveCommands commands;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("commands").daemon().factory());

    /** What was started, latest first. Guarded by itself. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private boolean closed;
    private volatile LiveCommands.@Nullable Connection connection;
    private volatile String whyNot = "";

    private LiveClass(Session session, Function<Surroundings, StackSpec> spec, Questions questions) {
        this.session = session;
        this.commands = new LiveCommands(
                thread,
                this::connection,
                addresses,
                () -> spec.apply(connection().surroundings()),
                session::state,
                session::append,
                questions);
    }

    /** A class whose surroundings begin to start at once; see {@link #prepare}. */
    public static LiveClass start(
            Session session,
            Supplier<Surroundings> surroundings,
            Function<Surroundings, StackSpec> spec,
            Questions questions) {
        var live = prepare(session, surroundings, spec, questions);
        live.connect();
        return live;
    }

    /**
     * A class whose surroundings wait for {@link #connect}, so that a window can be drawn first.
     *
     * @param session is closed together with the class
     * @param surroundings called once, on the commands thread
     * @param spec what to deploy, asked for at each deployment
     * @param questions to the instructor
     */
    public static LiveClass prepare(
            Session session,
            Supplier<Surroundings> surroundings,
            Function<Surroundings, StackSpec> spec,
            Questions questions) {
        var live = new LiveClass(session, spec, questions);
        // First in the queue, so that commands wait for it.
        live.thread.execute(() -> live.connectOnceWanted(surroundings));
        return live;
    }

    /** Lets the surroundings start, on the commands thread; returns at once, and may be called again. */
    public void connect() {
        wanted.countDown();
    }

    public Session session() {
        return session;
    }

    /** Done once commands reach the cloud; never, if it does not start. */
    public CompletionStage<Void> connected() {
        return connected.minimalCompletionStage();
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Whose account and stack these are, by their true names. */
    public Custody custody() {
        return custody;
    }

    /** What goes on costing money after the class, in one line with the command that ends it; empty if nothing does. */
    public Optional<String> leftBehind() {
        var present = connection;
        var stack = custody.stack().filter(StackFound::ours);
        if (present == null || stack.isEmpty() || session.state().stack().absent()) {
            return Optional.empty();
        }
        return present.surroundings()
                .bill()
                .map(bill -> "Stack " + session.state().info().stackName() + " goes on"
                        + custody.account()
                                .map(a -> " in account " + a.account())
                                .orElse("") + ": " + bill + " "
                        + StackCommands.until(stack.get().autoStopAt())
                        + ". To end it: ./slo delete --cloud aws --region "
                        + present.surroundings().access().region() + " --stack-name "
                        + session.state().info().stackName());
    }

    public Commands commands() {
        return commands;
    }

    /**
     * Ends everything, latest first, and the session last, so that it takes in the last facts; goes on after a failure.
     */
    @Override
    public void close() {
        synchronized (started) {
            if (closed) {
                return;
            }
            closed = true;
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "A command to the cloud did not end within 5 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (true) {
            AutoCloseable next;
            synchronized (started) {
                next = started.pollFirst();
            }
            if (next == null) {
                break;
            }
            end(next);
        }
        session.close();
    }

    private void connectOnceWanted(Supplier<Surroundings> starter) {
        try {
            wanted.await();
        } catch (InterruptedException e) {
            // The class is closed before anybody wanted its cloud.
            return;
        }
        connect(starter);
    }

    private void connect(Supplier<Surroundings> starter) {
        try {
            var surroundings = starter.get();
            keep(surroundings.cloud());
            var http = new OkHttpClient.Builder()
                    .proxy(surroundings
                            .proxy()
                            .map(address -> new Proxy(Proxy.Type.HTTP, address))
                            .orElse(Proxy.NO_PROXY))
                    .build();
            var stack = keep(new StackClient(surroundings.access()));
            var writer = keep(new RemoteWriter(ClassSecret.shownBy(http, custody::secret), addresses::prometheus));
            writer.start();
            var metrics = keep(new ConsoleMetrics(
                    session::state,
                    writer::write,
                    () -> addresses.prometheus().isPresent(),
                    System::currentTimeMillis));
            session.addListener(metrics::observe);
            session.addListener(fact -> forget(fact, writer));
            metrics.start();
            var traffic = keep(new TrafficGenerator(
                    http,
                    () -> addresses.app(surroundings.route()),
                    counts -> session.append(new TrafficCounted(counts)),
                    System.nanoTime()));
            traffic.start();
            var watcher = watch(surroundings, http);
            connection = new LiveCommands.Connection(surroundings, stack, watcher, custody, traffic, http);
            surroundings.bill().ifPresent(bill -> session.append(new CostEstimated(bill.usdPerHour())));
            watcher.start();
            watchTheEnd();
            surroundings.address().ifPresent(this::watchTheAddress);
            connected.complete(null);
        } catch (UncheckedIOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "The class has no surroundings", e);
            withoutCloud(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The class has no surroundings", e);
            withoutCloud(String.valueOf(e.getMessage()));
        }
    }

    /** Prometheus, which was not reached meanwhile, is not told afterwards what users got of the network. */
    private static void forget(Fact fact, RemoteWriter writer) {
        if (fact.event() instanceof ObservationLost(var since)) {
            long now = System.currentTimeMillis();
            writer.forget(now - fact.at().minus(since).toMillis(), now);
        }
    }

    private void withoutCloud(String why) {
        whyNot = why;
        session.append(new ActionFailed(Action.START, why));
    }

    private void tell(StackFact fact) {
        addresses.accept(fact);
        custody.accept(fact);
        session.append(new StackObserved(fact));
    }

    private void watchTheEnd() {
        var thread = keep(new WatchThread("end-watch", EndWatch.INTERVAL, TIME_TO_END, this::tell));
        thread.start(new EndWatch(custody, InstantSource.system(), thread::tell)::look);
    }

    private void watchTheAddress(PublicAddress address) {
        var thread = keep(new WatchThread("address-watch", AddressWatch.INTERVAL, TIME_TO_END, this::tell));
        var watch = new AddressWatch(session::state, custody, address::ask, thread::tell, session::append);
        session.addListener(watch::observe);
        thread.start(watch::look);
    }

    /** Starts what watches Prometheus and DNS; the stack's own watcher is returned, for its facts need a connection. */
    private StackWatcher watch(Surroundings surroundings, OkHttpClient http) {
        Consumer<StackFact> facts = this::tell;
        var watcher = keep(new StackWatcher(
                surroundings.access(),
                session.state().info().stackName(),
                surroundings.repositories(),
                surroundings.dnsServers().isEmpty() ? Optional.of(LessonStack.APP_NAME) : Optional.empty(),
                surroundings.interval(),
                facts));
        if (!surroundings.dnsServers().isEmpty()) {
            keep(new DnsWatcher(LessonStack.APP_NAME, surroundings.dnsServers(), DNS_INTERVAL, facts))
                    .start();
        }
        keep(new PrometheusWatcher(
                        http,
                        addresses::prometheus,
                        RECORDED,
                        METRICS_INTERVAL,
                        fact -> session.append(new MetricsObserved(fact))))
                .start();
        return watcher;
    }

    private LiveCommands.Connection connection() {
        var present = connection;
        if (present == null) {
            throw new IllegalStateException("The class has no cloud to act on: " + whyNot);
        }
        return present;
    }

    /** Remembers what is to be closed; closes it at once if the class has ended meanwhile. */
    private <T extends AutoCloseable> T keep(T resource) {
        synchronized (started) {
            if (!closed) {
                started.addFirst(resource);
                return resource;
            }
        }
        end(resource);
        throw new IllegalStateException("The class has ended.");
    }

    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "Something did not end in order", e);
        }
    }
}
