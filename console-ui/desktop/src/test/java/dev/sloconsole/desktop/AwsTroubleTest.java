package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.desktop.live.Bill;
import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.live.PublicAddress;
import dev.sloconsole.desktop.live.StackSpecs;
import dev.sloconsole.desktop.live.Surroundings;
import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/**
 * A class on AWS to which everything happens, one after the other: a deployment that fails, keys that end, throttling, a
 * new address, the auto-stop, a console that is started again. Its cloud is another process; between the two stands what
 * AWS and the network would do. The tests go on with one stack, in their order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // before all
class AwsTroubleTest {

    private static final String NAME = "trouble";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Both hold this computer; the first of them is the one that a new address replaces. */
    private static final List<String> RANGES = List.of("127.0.0.0/24", "127.0.0.0/25");

    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    private Path journal;
    private CloudProcess cloud;
    private AwsWeather weather;
    private Cable cable;
    private HttpServer addressPage;
    private LiveClass live;
    private volatile String address = "127.0.0.1";
    private volatile String appImage;

    @BeforeAll
    void beginTheClass(@TempDir Path folder) throws IOException {
        journal = folder.resolve("trouble.jsonl");
        // Of a deployment that fails nobody can ask any more why its tasks stopped once the rollback has taken the
        // cluster
        // away, and at the fast pace that is within a look of a watcher that has to wait for a processor.
        cloud = CloudProcess.start(folder, Pace.CLASSROOM);
        weather = new AwsWeather(cloud.access());
        cable = new Cable(
                new InetSocketAddress(cloud.router().getHost(), cloud.router().getPort()));
        addressPage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        addressPage.createContext("/", exchange -> {
            var bytes = address.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        addressPage.start();
        appImage = cloud.image(Images.APP).replaceFirst("[0-9a-f]{64}$", "0".repeat(64));
        live = begin(Optional.of(journal));
    }

    @AfterAll
    void end() {
        live.close();
        addressPage.stop(0);
        cable.close();
        weather.close();
        cloud.close();
    }

    private LiveClass begin(Optional<Path> record) {
        var options = SessionOptions.of(Source.AWS, NAME, Main.VERSION);
        var session = Session.start(record.map(options::recordingTo).orElse(options), Lesson.builtIn());
        session.addListener(fact -> events.add(fact.event()));
        return LiveClass.start(
                session,
                this::surroundings,
                new StackSpecs(NAME, "someone", Optional.of(Duration.ofHours(2))),
                new TerminalQuestions(System.out, true));
    }

    private Surroundings surroundings() {
        var page = URI.create("http://127.0.0.1:" + addressPage.getAddress().getPort() + "/");
        return new Surroundings(
                weather.access(),
                Map.of(),
                Optional.of(cable.begin()),
                AppRoute.BY_PUBLIC_ADDRESS,
                this::parameters,
                List.of(Images.APP),
                Duration.ofMillis(250),
                Optional.of(Bill.on("X86_64")),
                Optional.of(new PublicAddress(page)),
                Optional.empty(),
                () -> {});
    }

    private Map<String, String> parameters() {
        return new TreeMap<>(Map.of(
                "AppImage", appImage,
                "PrometheusImage", cloud.image(Images.PROMETHEUS),
                "GrafanaImage", cloud.image(Images.GRAFANA),
                "AllowedCidr", RANGES.get(0),
                "AllowedCidr2", RANGES.get(1),
                "DnsTtlSeconds", "2"));
    }

    @Test
    @Order(1)
    void aDeploymentThatFailsTellsItsRootAndCanBeDoneAgain() {
        live.commands().deploy();
        until(state -> state.ownership().failed().isPresent());
        var failed = state().ownership().failed().orElseThrow();
        assertThat(failed.resource()).as("both pull the image").isIn("AppService", "ObservabilityService");
        assertThat(failed.stoppedReason().orElseThrow()).contains("CannotPullContainerError");
        until(state -> state.stack().status().equals("ROLLBACK_COMPLETE"));

        appImage = cloud.image(Images.APP);
        live.commands().deleteAndDeployAgain();
        until(state -> state.stack().status().equals("CREATE_COMPLETE"));
        assertThat(state().ownership().failed()).isEmpty();
        assertThat(state().ownership().own()).isTrue();
        live.commands().traffic(state().traffic().plan().with(TrafficPlan.Mode.NORMAL));
        until(AwsTroubleTest::served);
    }

    @Test
    @Order(2)
    void keysThatEndAreOneBannerAndTheClassGoesOn() {
        weather.turn(AwsWeather.Trouble.EXPIRED);
        until(state -> lost(state).contains("credentials"));
        assertThat(lost(state())).containsExactly("credentials");
        assertThat(state().banners().getFirst().trouble().toString()).contains("aws sso login");
        assertThat(served(state())).isTrue();
        live.commands().stopTask(state().tasks().runningApp().orElseThrow().taskId());
        until(state -> events.stream()
                .anyMatch(event -> event instanceof ActionFailed failed && failed.action() == Action.STOP_TASK));

        weather.clear();
        until(state -> lost(state).isEmpty());
    }

    @Test
    @Order(3)
    void throttlingIsOneBanner() {
        weather.turn(AwsWeather.Trouble.THROTTLED);
        until(state -> lost(state).contains("throttling"));
        assertThat(lost(state())).containsExactly("throttling");
        assertThat(served(state())).isTrue();

        weather.clear();
        until(state -> lost(state).isEmpty());
    }

    @Test
    @Order(4)
    void anotherAddressIsFoundOutAndAdmittedAndWhatUsersGotMeanwhileIsNotObserved() {
        until(AwsTroubleTest::served);
        var task = state().tasks().runningApp();
        long badBefore = bad(state());
        address = "198.51.100.9";
        cable.cut();
        until(state -> state.ownership().refused().isPresent());
        until(state -> seen(ObservationLost.class) && bad(state) == badBefore);

        live.commands().admitMyAddress();
        until(state -> live.custody().stack().orElseThrow().ranges().contains("198.51.100.9/32"));
        cable.mend();
        until(state -> state.ownership().refused().isEmpty());
        until(state -> seen(ObservationRegained.class));
        until(AwsTroubleTest::served);
        assertThat(bad(state())).isEqualTo(badBefore);
        assertThat(state().tasks().runningApp()).as("nothing restarts").isEqualTo(task);
    }

    @Test
    @Order(5)
    void whatTheAutoStopScaledToZeroSaysSoAndWakesUp() {
        try (var schedule = new StackClient(cloud.access())) {
            schedule.scale(NAME, LessonStack.APP_SERVICE, 0);
            schedule.scale(NAME, LessonStack.OBSERVABILITY_SERVICE, 0);
        }
        until(state -> state.stack().asleep());
        assertThat(state().banners()).anyMatch(banner -> banner.trouble() instanceof Trouble.Asleep);

        live.commands().wakeUp();
        until(state -> !state.stack().asleep() && served(state));
        assertThat(state().banners()).noneMatch(banner -> banner.trouble() instanceof Trouble.Asleep);
    }

    @Test
    @Order(6)
    void aRecordingOfAllThatEndsInTheStateOfTheClass() {
        live.commands().traffic(state().traffic().plan().with(TrafficPlan.Mode.OFF));
        assertThat(live.leftBehind().orElseThrow()).contains("./slo delete", "--stack-name " + NAME);
        live.close();

        assertThat(Replay.open(journal).finalState().replayed())
                .isEqualTo(live.session().state().replayed());
    }

    @Test
    @Order(7)
    void aConsoleThatIsStartedAgainGoesOnWithTheStackAndDeletesItAfterAQuestion() {
        live = begin(Optional.empty());
        until(state -> state.stack().stands());
        assertThat(state().ownership().own()).as("another session's").isFalse();
        live.commands().traffic(state().traffic().plan().with(TrafficPlan.Mode.NORMAL));
        until(AwsTroubleTest::served);
        until(state -> live.custody().secret().isPresent());
        var old = state().tasks().runningApp().orElseThrow().taskId();
        live.commands().kill();
        until(state -> state.tasks()
                .runningApp()
                .filter(task -> !task.taskId().equals(old))
                .isPresent());

        live.commands().delete();
        until(state -> state.stack().deleted());
        try (var stacks = new StackClient(cloud.access())) {
            assertThat(stacks.find(NAME)).isEmpty();
        }
    }

    private SessionState state() {
        return live.session().state();
    }

    private void until(Predicate<SessionState> wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> wanted.test(state()));
    }

    private boolean seen(Class<? extends SessionEvent> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    private static boolean served(SessionState state) {
        var last = state.traffic().lastSecond();
        return last.ok() > 0 && last.bad() == 0;
    }

    private static long bad(SessionState state) {
        return state.figures().budget().orElseThrow().counted().bad();
    }

    /** The sources that give nothing, but for Prometheus, which AWS has no part in. */
    private static List<String> lost(SessionState state) {
        return state.banners().stream()
                .map(SessionState.Banner::trouble)
                .filter(Trouble.Lost.class::isInstance)
                .map(Trouble::source)
                .filter(source -> !source.equals("prometheus"))
                .toList();
    }
}
