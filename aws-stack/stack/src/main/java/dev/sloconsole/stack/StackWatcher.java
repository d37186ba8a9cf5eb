package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.CloudMapSeen;
import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches a stack of a given name come, live and go, and tells what happens as facts. It has a thread of its own,
 * {@code stack-watcher}, on which all facts are handed over and which alone knows the previous snapshot. A source that
 * fails (CloudFormation, ECS, EC2, Cloud Map, Route 53, ECR) is told lost once, asked ever more rarely, and told recovered; the
 * others go on. A call that hangs delays the rest by the SDK's timeout at most.
 */
public final class StackWatcher implements AutoCloseable {

    private static final Duration IMAGES_WHILE_MISSING = Duration.ofSeconds(5);
    private static final Duration IMAGES_ONCE_FOUND = Duration.ofMinutes(1);
    private static final Duration TIME_TO_END = Duration.ofSeconds(3);

    private final String stackName;
    private final Duration interval;
    private final CloudClients clients;
    private final List<String> repositories;
    private final String region;

    private final StackReader stackReader;
    private final EcsReader ecsReader;
    private final PublicAddresses addresses;
    private final CloudMapReader cloudMapReader;
    private final ImageReader imageReader;
    private final Optional<ZoneReader> zoneReader;

    private final SourceReading cloudFormation;
    private final SourceReading ecs;
    private final SourceReading ec2;
    private final SourceReading cloudMap;
    private final SourceReading ecr;
    private final SourceReading route53;
    private final SourceReading sts;
    private final FailureReader failureReader;

    private final WatchThread thread;
    private final Attention attention = new Attention();
    private final Set<String> failuresTold = new HashSet<>();
    private boolean accountTold;
    private Snapshot snapshot = Snapshot.NOTHING;
    private long imagesNotBefore = System.nanoTime();
    private long zoneNotBefore = System.nanoTime();
    private Optional<DnsAnswerChanged> zoneAnswer = Optional.empty();

    /** A watcher that does nothing yet, for a zone whose DNS a {@link DnsWatcher} asks. */
    public StackWatcher(
            CloudAccess access,
            String stackName,
            List<String> repositories,
            Duration interval,
            Consumer<StackFact> facts) {
        this(access, stackName, repositories, Optional.empty(), interval, facts);
    }

    /**
     * A watcher that does nothing yet.
     *
     * @param repositories ECR repositories whose newest image is to be found
     * @param dnsName whose answer is to be read from Route 53, where the zone's DNS cannot be asked; Route 53 is asked
     *     at every second look only, for it allows an account five requests a second
     * @param interval between two looks: 250 ms suits the local cloud, 2 s AWS
     * @param facts called on the watcher's thread; must not block
     */
    public StackWatcher(
            CloudAccess access,
            String stackName,
            List<String> repositories,
            Optional<String> dnsName,
            Duration interval,
            Consumer<StackFact> facts) {
        this.stackName = stackName;
        this.repositories = List.copyOf(repositories);
        this.interval = interval;
        this.thread = new WatchThread("stack-watcher", interval, TIME_TO_END, facts);
        this.clients = CloudClients.forWatching(access);
        this.stackReader = new StackReader(clients, stackName);
        this.ecsReader = new EcsReader(clients);
        this.addresses = new PublicAddresses(clients);
        this.cloudMapReader = new CloudMapReader(clients);
        this.imageReader = new ImageReader(clients, repositories);
        this.zoneReader = dnsName.map(name -> new ZoneReader(clients, name));
        this.cloudFormation = source("cloudformation", "The stack cannot be read", access);
        this.ecs = source("ecs", "Services and tasks cannot be read", access);
        this.ec2 = source("ec2", "Public addresses cannot be read", access);
        this.cloudMap = source("cloud-map", "Cloud Map cannot be read", access);
        this.ecr = source("ecr", "Images cannot be read", access);
        this.route53 = source("route53", "The zone's records cannot be read", access);
        this.sts = source("sts", "The account cannot be read", access);
        this.failureReader = new FailureReader(clients);
        this.region = access.region();
    }

    private SourceReading source(String name, String what, CloudAccess access) {
        return new SourceReading(
                name, what, access, interval, System::nanoTime, new SplittableRandom(), thread::closed);
    }

    /** Begins to watch; the first facts come from the watcher's thread soon after. */
    public void start() {
        thread.start(this::look);
    }

    /** Looks at everything at every look for a while: somebody has just asked the cloud for something. */
    public void hurry() {
        attention.wake();
    }

    /** Stops watching and waits a little for the thread to end; no fact is handed over any more. */
    @Override
    public void close() {
        thread.close();
        clients.close();
    }

    /** Tells each source's news as soon as it is read, so that a slow one holds up only those after it. */
    private void look() {
        account();
        var before = snapshot;
        var whole = attention.whole();
        var stack = whole || !atRest(before.stack())
                ? cloudFormation.read(before.stack(), () -> stackReader.read(before.stack()))
                : before.stack();
        var gone = stack instanceof StackSeen.Absent;
        if (!gone) {
            advance(stack, snapshot.ecs(), snapshot.cloudMap(), snapshot.images());
        }
        advance(snapshot.stack(), tasks(before, stack, whole), snapshot.cloudMap(), snapshot.images());
        failure(stack);
        if (!snapshot.ecs().equals(before.ecs()) || !stack.equals(before.stack())) {
            attention.wake();
        }
        if (whole || attention.awake()) {
            advance(snapshot.stack(), snapshot.ecs(), instances(before, stack), snapshot.images());
            zoneReader.ifPresent(reader -> zone(reader, stack));
        }
        advance(snapshot.stack(), snapshot.ecs(), snapshot.cloudMap(), images(before.images()));
        if (gone) {
            advance(stack, snapshot.ecs(), snapshot.cloudMap(), snapshot.images());
        }
    }

    /** Whose account it is, told once. */
    private void account() {
        if (!accountTold) {
            var read = sts.read(Optional.<AccountRead>empty(), () -> Optional.of(account(clients, region)));
            read.ifPresent(thread::tell);
            accountTold = read.isPresent();
        }
    }

    static AccountRead account(CloudClients clients, String region) {
        var caller = clients.sts().getCallerIdentity();
        IncompleteAnswerException.unless(caller.account() != null, "GetCallerIdentity", "the account");
        return new AccountRead(caller.account(), Objects.requireNonNullElse(caller.arn(), ""), region);
    }

    /** What the stack failed of, told once for each stack, and once more for each of its deletions. */
    private void failure(StackSeen stack) {
        if (!(stack instanceof StackSeen.Present present)) {
            return;
        }
        var told = present.stackId()
                + present.events().stream()
                        .filter(event -> event.ofTheStackItself(present.stackId()))
                        .filter(event -> event.status().equals("DELETE_IN_PROGRESS"))
                        .count();
        if (!failuresTold.contains(told)) {
            failureReader.read(present, snapshot.ecs()).ifPresent(failed -> {
                failuresTold.add(told);
                thread.tell(failed);
            });
        }
    }

    private void advance(
            StackSeen stack,
            Optional<EcsSeen> tasks,
            Optional<CloudMapSeen> instances,
            SortedMap<String, String> images) {
        if (thread.closed()) {
            return;
        }
        var lost = new TreeMap<String, String>();
        for (var source : List.of(cloudFormation, ecs, ec2, cloudMap, route53, ecr, sts)) {
            source.lost().ifPresent(loss -> lost.putIfAbsent(loss.banner(), loss.reason()));
        }
        var before = snapshot;
        snapshot = new Snapshot(stack, tasks, instances, images, lost);
        for (var fact : Differ.facts(stackName, before, snapshot)) {
            thread.tell(fact);
        }
    }

    private Optional<EcsSeen> tasks(Snapshot before, StackSeen stack, boolean whole) {
        var known = before.ecs().orElse(EcsSeen.EMPTY);
        var read = switch (stack) {
            case StackSeen.NotRead unknown -> before.ecs();
            case StackSeen.Absent none
            when known.hasLife() && none.deleted().isPresent() ->
                tasks(before.ecs(), none.deleted().get(), false, true);
            case StackSeen.Absent none -> Optional.of(known);
            case StackSeen.Present present -> tasks(before.ecs(), present, atRest(before.stack(), present), whole);
        };
        return read.map(seen -> {
            ec2.read(seen, () -> {
                addresses.look(seen);
                return seen;
            });
            return addresses.written(seen);
        });
    }

    private Optional<EcsSeen> tasks(Optional<EcsSeen> before, StackSeen.Present stack, boolean atRest, boolean whole) {
        var known = before.orElse(EcsSeen.EMPTY);
        return ecs.read(
                before,
                () -> Optional.of(
                        atRest && !whole
                                ? ecsReader.glance(cluster(stack), stack.createdAt(), known)
                                : ecsReader.read(cluster(stack), stack.createdAt(), known, atRest)));
    }

    private Optional<CloudMapSeen> instances(Snapshot before, StackSeen stack) {
        return switch (stack) {
            case StackSeen.NotRead unknown -> before.cloudMap();
            case StackSeen.Absent none -> Optional.of(CloudMapSeen.EMPTY);
            case StackSeen.Present present -> {
                var namespace = namespace(present);
                yield namespace.isEmpty()
                        ? Optional.of(CloudMapSeen.EMPTY)
                        : cloudMap.read(
                                before.cloudMap(),
                                () -> Optional.of(
                                        cloudMapReader.read(namespace.get(), atRest(before.stack(), present))));
            }
        };
    }

    /** Reads the zone, after Cloud Map, which says who is healthy; a zone that never was is no news. */
    private void zone(ZoneReader reader, StackSeen stack) {
        var before = zoneAnswer;
        switch (stack) {
            case StackSeen.NotRead unknown -> {}
            case StackSeen.Absent none -> zoneAnswer = before.map(last -> reader.gone());
            case StackSeen.Present present -> {
                var namespace = namespace(present);
                if (namespace.isPresent() && System.nanoTime() - zoneNotBefore >= 0) {
                    zoneNotBefore = System.nanoTime() + 2 * interval.toNanos() - interval.toNanos() / 2;
                    zoneAnswer =
                            route53.read(before, () -> Optional.of(reader.read(namespace.get(), snapshot.cloudMap())));
                }
            }
        }
        zoneAnswer
                .filter(now -> before.isEmpty() || DnsWatcher.isNews(before.get(), now))
                .ifPresent(thread::tell);
    }

    private SortedMap<String, String> images(SortedMap<String, String> before) {
        if (repositories.isEmpty() || System.nanoTime() - imagesNotBefore < 0) {
            return before;
        }
        var images = ecr.read(before, imageReader::read);
        var pause = ecr.lost().isPresent()
                ? Duration.ZERO
                : imageReader.hasAll(images) ? IMAGES_ONCE_FOUND : IMAGES_WHILE_MISSING;
        imagesNotBefore = System.nanoTime() + pause.toNanos();
        return images;
    }

    private static boolean atRest(StackSeen stack) {
        return stack instanceof StackSeen.Present present && present.settled();
    }

    /** Whether the stack was at rest when we looked last and still is: what it consists of cannot have changed. */
    private static boolean atRest(StackSeen before, StackSeen.Present now) {
        return now.settled()
                && before instanceof StackSeen.Present was
                && was.settled()
                && was.stackId().equals(now.stackId());
    }

    /** The cluster has the stack's name in our template; another template may say otherwise in its outputs. */
    private String cluster(StackSeen.Present stack) {
        return stack.output("ClusterName").orElse(stackName);
    }

    /** From the outputs, or before there are any from the event that told of the namespace's creation. */
    private static Optional<String> namespace(StackSeen.Present stack) {
        return stack.output("NamespaceId")
                .or(() -> stack.events().stream()
                        .filter(event -> event.type().equals("AWS::ServiceDiscovery::PrivateDnsNamespace"))
                        .filter(event -> event.status().equals("CREATE_COMPLETE"))
                        .map(StackEvent::physicalId)
                        .findFirst());
    }
}
