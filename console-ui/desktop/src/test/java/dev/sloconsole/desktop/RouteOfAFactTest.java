package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.live.StackSpecs;
import dev.sloconsole.desktop.live.Surroundings;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.discovery.HopView;
import dev.sloconsole.view.discovery.RecordRow;
import dev.sloconsole.view.discovery.TaskTile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import picocli.CommandLine;

/**
 * One fact on its whole way, with everything real: the task is a process, ECS, Cloud Map and DNS are asked over the
 * wire, and the screen's view models are made of the state as the session publishes it. The tests go on with one stack,
 * in their order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RouteOfAFactTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<View> views = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Surroundings> started = new CompletableFuture<>();

    private Path journal = Path.of("");
    private Optional<LiveClass> live = Optional.empty();

    /** What the screen shows after a fact. */
    private record View(Fact fact, List<TaskTile> tiles, List<HopView> hops, List<RecordRow> records) {
        static View of(Fact fact, SessionState state) {
            return new View(
                    fact, TaskTile.from(state), HopView.from(state, fact.at()), RecordRow.from(state, fact.at()));
        }
    }

    @BeforeAll
    void deployAndServeTraffic(@TempDir Path folder) {
        journal = folder.resolve("route.jsonl");
        var options = new Options();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs("--pace", "fast", "--embedded-prometheus");
        var session = Session.start(
                SessionOptions.of(Source.LOCAL, options.stackName(), Main.VERSION)
                        .recordingTo(journal),
                Lesson.builtIn());
        session.addListener(fact -> views.add(View.of(fact, session.state())));
        var running = LiveClass.start(
                session,
                () -> {
                    var local = Main.local(options);
                    started.complete(local);
                    return local;
                },
                new StackSpecs(options.stackName(), "someone", Optional.empty()),
                new TerminalQuestions(System.out, true));
        live = Optional.of(running);
        running.commands().deploy();
        until(state -> state.stack().status().equals("CREATE_COMPLETE"));
        until(state -> answers(state, DnsSource.RESOLVER, address(appTask())));
        running.commands().traffic(state().traffic().plan().with(TrafficPlan.Mode.NORMAL));
        until(state -> state.traffic().lastSecond().ok() > 0);
    }

    @AfterAll
    void end() {
        live.ifPresent(LiveClass::close);
    }

    @Test
    @Order(1)
    void taskStoppedThroughTheSdkReachesTilesAndDnsAndIsReplacedAtAnotherAddress() throws Exception {
        var old = appTask();
        var oldAddress = address(old);
        assertThat(ask(DnsSource.AUTHORITATIVE)).containsExactly(oldAddress);
        int before = views.size();

        running().commands().stopTask(old.taskId());

        until(state -> state.tasks()
                .runningApp()
                .filter(task -> !task.taskId().equals(old.taskId()))
                .isPresent());
        var newAddress = address(appTask());
        assertThat(newAddress).isNotEqualTo(oldAddress);
        until(state -> answers(state, DnsSource.AUTHORITATIVE, newAddress));
        until(state -> answers(state, DnsSource.RESOLVER, newAddress));
        assertThat(ask(DnsSource.AUTHORITATIVE)).containsExactly(newAddress);
        assertThat(ask(DnsSource.RESOLVER)).containsExactly(newAddress);
        until(state -> state.tasks().stream()
                .anyMatch(task ->
                        task.taskId().equals(old.taskId()) && task.stopped().isPresent()));

        var since = List.copyOf(views.subList(before, views.size()));
        assertThat(since)
                .as("the tile leaves RUNNING")
                .anyMatch(view -> tile(view.tiles(), old)
                        .filter(tile -> tile.tone() != Tone.GOOD && !tile.stoppable())
                        .isPresent());
        assertThat(tile(TaskTile.from(state()), old).orElseThrow()).satisfies(tile -> {
            assertThat(tile.status()).isEqualTo("STOPPED");
            assertThat(tile.tone()).isEqualTo(Tone.BAD);
            assertThat(tile.tooltip()).contains("UserInitiated", "Stopped by the instructor");
        });
        assertThat(HopView.from(state(), state().at()))
                .as("ECS's card shows the replacement")
                .anySatisfy(hop -> {
                    assertThat(hop.name()).isEqualTo("ECS task");
                    assertThat(hop.address()).isEqualTo(newAddress);
                    assertThat(hop.note()).as("the time since the stop").startsWith("+");
                });
        assertThat(RecordRow.from(state(), state().at()))
                .extracting(RecordRow::answer, RecordRow::tone)
                .containsOnly(tuple(newAddress, Tone.PLAIN));
        assertThat(journalLine("task-stopped", old.taskId())).contains("UserInitiated");
    }

    @Test
    @Order(2)
    void taskThatDiesTurnsItsTileRed() throws Exception {
        var old = appTask();
        until(state -> state.traffic().lastSecond().ok() > 0
                && state.traffic().lastSecond().bad() == 0);

        running().commands().kill();

        until(state -> tile(TaskTile.from(state), old)
                .filter(tile -> tile.tone() == Tone.BAD)
                .isPresent());
        until(state -> state.tasks()
                .runningApp()
                .filter(task -> !task.taskId().equals(old.taskId()))
                .isPresent());
        until(state -> answers(state, DnsSource.RESOLVER, address(appTask())));
        assertThat(journalLine("task-stopped", old.taskId())).contains("EssentialContainerExited");
        until(state -> state.outage().filter(o -> o.has(Hop.SERVED_AGAIN)).isPresent());
        assertThat(state().outage().orElseThrow().oldAddress()).isEqualTo(address(old));
    }

    @Test
    @Order(3)
    void replayedJournalEndsInTheVeryStateOfTheLiveSession() {
        running().close();

        var replay = Replay.open(journal);

        assertThat(replay.damage().none()).isTrue();
        assertThat(state().info().ended()).isTrue();
        assertThat(replay.finalState().replayed()).isEqualTo(state().replayed());
        var last = views.getLast();
        assertThat(View.of(last.fact(), replay.finalState())).isEqualTo(last);
    }

    private LiveClass running() {
        return live.orElseThrow();
    }

    private SessionState state() {
        return running().session().state();
    }

    private void until(Predicate<SessionState> wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(this::state, wanted);
    }

    private Task appTask() {
        return state().tasks().runningApp().orElseThrow();
    }

    private static Optional<TaskTile> tile(List<TaskTile> tiles, Task task) {
        return tiles.stream()
                .filter(tile -> tile.taskId().equals(task.taskId()))
                .findFirst();
    }

    private static String address(Task task) {
        return task.privateAddress().orElseThrow();
    }

    private static boolean answers(SessionState state, DnsSource source, String address) {
        return state.discovery()
                .answer(source)
                .filter(answer -> answer.addresses().equals(List.of(address)))
                .isPresent();
    }

    /** What a DNS server answers now, asked without the console. */
    private List<String> ask(DnsSource source) throws IOException {
        var server = started.join().dnsServers().get(source);
        var lookup = new Lookup(LessonStack.APP_NAME + ".", Type.A);
        lookup.setResolver(new SimpleResolver(server));
        lookup.setCache(null);
        var records = Optional.ofNullable(lookup.run()).orElse(new org.xbill.DNS.Record[0]);
        return java.util.Arrays.stream(records)
                .map(record -> ((ARecord) record).getAddress().getHostAddress())
                .toList();
    }

    /** The journal is flushed now and then, so a line may be awaited. */
    private String journalLine(String kind, String taskId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            try (var lines = Files.lines(journal)) {
                                return lines.filter(line -> line.contains("\"" + kind + "\"") && line.contains(taskId))
                                        .findFirst();
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }
}
