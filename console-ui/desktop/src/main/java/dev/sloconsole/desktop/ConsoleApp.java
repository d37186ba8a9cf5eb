package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.live.Questions;
import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Keepsake;
import dev.sloconsole.desktop.screen.dashboard.Dashboards;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.RecordedMetrics;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.wall.Room;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Opens the console's window and waits until it is closed. Everything of JavaFX that {@code Main} needs is here. */
final class ConsoleApp {

    private static final System.Logger LOG = System.getLogger(ConsoleApp.class.getName());
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 900;

    /** How long a window stays open that is opened for the JVM to learn from, once the buttons reach the cloud. */
    private static final Duration TRAINING = Duration.ofSeconds(3);

    /** How long it waits for that. */
    private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(30);

    private ConsoleApp() {}

    /**
     * A class that is going on.
     *
     * @param lesson whose own dashboard, if it has one, takes the place of Grafana's
     * @param recorded the files that the class is recorded into; empty where it is not
     * @param settings what is remembered of the window
     */
    static void show(
            LiveClass live,
            Options options,
            Lesson lesson,
            Optional<RecordedFiles> recorded,
            SettingsFile settings,
            boolean training)
            throws InterruptedException {
        var session = live.session();
        var dashboard = lesson.dashboard();
        try (var own = new PageOnDemand(() -> OwnPage.start(recordedBy(live), dashboard, "5s"))) {
            if (dashboard.isPresent()) {
                // A file that is none is told before a window opens.
                own.page(Theme.DARK);
            }
            var plain = screen(live, options, dashboards(live, own, dashboard.isPresent()), settings)
                    .planning(lesson.ratePerSecond());
            var screen =
                    recorded.map(files -> plain.keeping(keepsake(files, plain))).orElse(plain);
            live.connected().thenRun(() -> StartUp.reached(StartUp.USABLE));
            window(
                    screen.theme(),
                    stage -> new ConsoleWindow(stage, session::state, session::elapsed, live.commands(), screen),
                    live::connect,
                    training ? Optional.of(live.connected()) : Optional.empty());
        }
    }

    /** How a window shows a class that is going on. */
    static ConsoleOptions screen(LiveClass live, Options options, Dashboards dashboards, SettingsFile settings) {
        return ConsoleOptions.live(options.source(), dashboards)
                .with(theme(options.theme, settings))
                .of(live.custody()::account)
                .remembering(settings)
                .in(Room.deep(options.room))
                .withMetrics(recordedBy(live))
                .examinedBy(() -> DoctorCommand.findings(options))
                .withExpectedResources(options.specs().expectedResources());
    }

    /** Grafana's page of the stack, our own in its place; only our own where the lesson brings its dashboard. */
    private static Dashboards dashboards(LiveClass live, PageOnDemand own, boolean ofTheLesson) {
        return new Dashboards() {
            @Override
            public Optional<URI> page(SessionState state, Theme theme) {
                return ofTheLesson ? Optional.of(own.page(theme)) : grafanas(live, theme);
            }

            @Override
            public Optional<URI> standIn(Theme theme) {
                return Optional.of(own.page(theme));
            }
        };
    }

    /** Grafana's page of the stack, while its task runs. */
    static Optional<URI> grafanas(LiveClass live, Theme theme) {
        return live.addresses().grafana().map(grafana -> page(grafana, theme));
    }

    private static Supplier<RecordedMetrics> recordedBy(LiveClass live) {
        return () -> new RecordedMetrics(live.session().series(), Instant.now());
    }

    private static Keepsake keepsake(RecordedFiles recorded, ConsoleOptions shown) {
        return new Keepsake(
                recorded::all,
                ReportCommand::beside,
                files -> files.stream().map(Replay::open).toList().forEach(replay -> openBeside(replay, shown)));
    }

    /** A recorded class. */
    static void replay(Replay replay, Optional<Options.Theme> theme, Room room) throws InterruptedException {
        try (var settings = Main.settings()) {
            var colours = theme(theme, settings);
            try (var recorded = ReplayWindow.of(replay, colours, room)) {
                window(colours, stage -> recorded.on(stage, settings), () -> {}, Optional.empty());
            }
        }
    }

    /** The recording of a class that goes on, in a window beside it. */
    private static void openBeside(Replay replay, ConsoleOptions shown) {
        var recorded = ReplayWindow.of(replay, shown.theme(), shown.room());
        Platform.runLater(() -> {
            var stage = new Stage();
            var window = recorded.on(stage, SettingsFile.none());
            stage.setOnHidden(hidden -> {
                window.close();
                recorded.close();
            });
            window.start(WIDTH, HEIGHT);
        });
    }

    /** Asks in a window of its own; no answer is "no". */
    static Questions questions() {
        return new Questions() {
            @Override
            public boolean deploy(String question) {
                return confirmed("Deploy", question);
            }

            @Override
            public boolean delete(String question) {
                return confirmed("Delete", question);
            }
        };
    }

    private static boolean confirmed(String action, String question) {
        var answer = new CompletableFuture<Boolean>();
        Platform.runLater(() -> {
            var yes = new ButtonType(action, ButtonBar.ButtonData.OK_DONE);
            var dialog = new Alert(Alert.AlertType.CONFIRMATION, question, yes, ButtonType.CANCEL);
            dialog.setHeaderText(null);
            dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
            dialog.setOnHidden(closed -> answer.complete(dialog.getResult() == yes));
            dialog.show();
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The question could not be asked: " + e.getMessage(), e);
        }
    }

    /** The theme that was asked for, else the one that was chosen last. */
    static Theme theme(Optional<Options.Theme> asked, SettingsFile settings) {
        return asked.map(ConsoleApp::colours).orElse(settings.now().light().orElse(false) ? Theme.LIGHT : Theme.DARK);
    }

    static Theme colours(Options.Theme theme) {
        return switch (theme) {
            case DARK -> Theme.DARK;
            case LIGHT -> Theme.LIGHT;
        };
    }

    private static URI page(URI grafana, Theme theme) {
        return URI.create(
                grafana + "/d/sre-slo/sre-slo?kiosk&theme=" + theme.name().toLowerCase(Locale.ROOT)
                        + "&refresh=5s&figures=1s&from=now-15m&to=now&_dash.hideTimePicker&_dash.hideVariables&_dash.hideLinks");
    }

    /**
     * Shows a window until it is closed.
     *
     * @param drawn called on the JavaFX thread once the first frame is on the screen
     * @param closeAfter closes the window a while after this
     */
    private static void window(
            Theme theme,
            Function<Stage, ConsoleWindow> make,
            Runnable drawn,
            Optional<CompletionStage<Void>> closeAfter)
            throws InterruptedException {
        var closed = new CountDownLatch(1);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        Toolkit.run(theme, () -> {
            Thread.currentThread().setUncaughtExceptionHandler(ConsoleApp::uncaught);
            try {
                var stage = new Stage();
                var window = make.apply(stage);
                StartUp.reached("window made");
                stage.setOnHidden(hidden -> {
                    window.close();
                    closed.countDown();
                });
                window.start(WIDTH, HEIGHT);
                StartUp.reached("window shown");
                StartUp.tellTurns();
                StartUp.whenDrawn(stage.getScene(), drawn);
                closeAfter.ifPresent(after -> {
                    CompletionStage<Void> learnt = after.toCompletableFuture()
                            .completeOnTimeout(null, TRAINING_PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    learnt.thenRun(() -> Platform.runLater(() -> closeSoon(stage)));
                });
            } catch (RuntimeException e) {
                failure.set(e);
                closed.countDown();
            }
        });
        closed.await();
        Platform.exit();
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static void closeSoon(Stage stage) {
        var pause = new PauseTransition(javafx.util.Duration.millis(TRAINING.toMillis()));
        pause.setOnFinished(over -> stage.hide());
        pause.play();
    }

    /** The console's own page, which is served from when it is first looked at: a start does not wait for it. */
    private static final class PageOnDemand implements AutoCloseable {

        private final Supplier<OwnPage> start;
        private @Nullable OwnPage started;

        PageOnDemand(Supplier<OwnPage> start) {
            this.start = start;
        }

        synchronized URI page(Theme theme) {
            var page = started;
            if (page == null) {
                page = start.get();
                started = page;
            }
            return page.page(theme);
        }

        @Override
        public synchronized void close() {
            if (started != null) {
                started.close();
            }
        }
    }

    /** A fault in drawing is told and the window stays; what JavaFX does while the process ends is nobody's news. */
    private static void uncaught(Thread thread, Throwable fault) {
        if (Faults.processEnds()) {
            LOG.log(System.Logger.Level.DEBUG, "The toolkit was gone before its last event", fault);
        } else {
            LOG.log(System.Logger.Level.ERROR, "The window met a fault and goes on", fault);
        }
    }
}
