package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.dashboard.CentrePane;
import dev.sloconsole.desktop.screen.dashboard.DashboardPage;
import dev.sloconsole.desktop.screen.look.Fonts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.settings.Settings;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.desktop.wall.Displays;
import dev.sloconsole.desktop.wall.Projector;
import dev.sloconsole.desktop.wall.WallPane;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.net.URL;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The console's window, and with it the wall. On every JavaFX pulse it asks for the latest state and draws it if it is another one than before,
 * and once a second so that ages and countdowns go on. Nobody posts to it; it is made, started and closed on the JavaFX
 * thread.
 */
public final class ConsoleWindow implements AutoCloseable {

    /** Of a window's title so much must be in sight that it can be dragged. */
    private static final double GRIP = 40;

    /** Of a wall whose display is not known yet. */
    private static final double USUAL_SHAPE = 9.0 / 16;

    private final Stage stage;
    private final SettingsFile settings;
    private final boolean replay;
    private final Supplier<SessionState> states;
    private final Supplier<Duration> clock;
    private final ConsoleRoot root;
    private final StackPane content;
    private final Projector projector;
    private final DashboardPage page;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            refresh();
        }
    };
    private @Nullable SessionState shown;
    private long shownSecond = -1;

    /** Whether the letter that follows a pressed key belongs to a command, which has been obeyed. */
    private boolean letterIsUsed;

    /**
     * A window that is not shown yet.
     *
     * @param states the latest state, from any thread's hands
     * @param clock the session's time: since its start while live, the position of a recording in replay
     */
    public ConsoleWindow(
            Stage stage,
            Supplier<SessionState> states,
            Supplier<Duration> clock,
            Commands commands,
            ConsoleOptions options) {
        this.stage = stage;
        this.settings = options.settings();
        this.replay = options.playback().isPresent();
        this.states = states;
        this.clock = clock;
        Fonts.load();
        options.theme().dress();
        root = new ConsoleRoot(commands, options, new ConsoleRoot.Surroundings() {
            @Override
            public void switchFullScreen() {
                stage.setFullScreen(!stage.isFullScreen());
            }

            @Override
            public void switchWall() {
                projector.switchOver();
            }

            @Override
            public void room(Room room) {
                projector.pane().room(room);
            }

            @Override
            public void theme(Theme theme) {
                projector.pane().theme(theme);
            }
        });
        root.getStylesheets().add(styleSheet().toExternalForm());
        content = new StackPane(root);
        content.setMinSize(0, 0);
        page = new DashboardPage(options.dashboards(), options.drawLimit());
        projector = new Projector(
                new WallPane(options.theme(), options.room(), Optional.of(page)),
                new Show(options.expectedResources()),
                content,
                Displays.plugged());
    }

    /** As the build compiled it; where no build ran, as it is written. */
    private static URL styleSheet() {
        var compiled = ConsoleWindow.class.getResource("console.bss");
        return compiled != null
                ? compiled
                : Objects.requireNonNull(
                        ConsoleWindow.class.getResource("console.css"), "console.css is missing from the installation");
    }

    /** Shows the window at this size, and once its first frame is drawn all that moves in it. */
    public void start(double width, double height) {
        root.fit(width, height);
        var state = states.get();
        root.render(state, state.at());
        var scene = new Scene(content, width, height);
        scene.addEventFilter(KeyEvent.ANY, this::key);
        stage.setTitle(replay ? "SLO Console: a recording" : "SLO Console");
        stage.setFullScreenExitHint("");
        // Escape closes what lies over the window; F11 leaves full screen.
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            if (root.askToClose(stage::hide)) {
                event.consume();
            }
        });
        settings.now().place().filter(ConsoleWindow::inSight).ifPresent(this::moveTo);
        stage.show();
        // Not the first text field, which would take every key.
        root.requestFocus();
        projector.follow(stage, this::key);
        onceLaidOut(scene, pulse::start);
    }

    /** Calls back once, on the JavaFX thread, when a frame of the scene is about to be drawn. */
    public static void onceLaidOut(Scene scene, Runnable then) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                then.run();
            }
        });
    }

    /** Begins to draw into {@link #content}, which the caller has put into a scene. */
    public void startEmbedded() {
        content.addEventFilter(KeyEvent.ANY, this::key);
        refresh();
        root.requestFocus();
        pulse.start();
    }

    /** All that the window shows. */
    public Parent content() {
        return content;
    }

    /** Whether a dashboard's page is on its way that may still draw. */
    public boolean loading() {
        return root.centre().loading();
    }

    public void show(CentrePane.Tab tab) {
        root.centre().show(tab);
    }

    public void theme(Theme theme) {
        root.theme(theme);
        projector.pane().theme(theme);
    }

    /** Stops drawing and closes the window; what it shows is not touched. */
    @Override
    public void close() {
        pulse.stop();
        remember();
        projector.close();
        page.close();
        root.close();
        stage.close();
    }

    /** A window must be reached with the mouse, also after its display was taken away. */
    private static boolean inSight(Settings.Place place) {
        return !Screen.getScreensForRectangle(place.x() + GRIP, place.y(), Math.max(1, place.width() - 2 * GRIP), GRIP)
                .isEmpty();
    }

    private void moveTo(Settings.Place place) {
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(place.maximized());
    }

    /** Where the window is; of one that fills the display the place before that. */
    private void remember() {
        if (stage.isFullScreen() || stage.isIconified() || Double.isNaN(stage.getX()) || stage.getScene() == null) {
            return;
        }
        settings.change(s -> {
            var now = new Settings.Place(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
            return s.with(
                    now.maximized() && s.place().isPresent() ? s.place().get().whole(true) : now);
        });
    }

    // States are immutable: the same one has been drawn, and comparing thousands of points would cost more than
    // drawing.
    @SuppressWarnings("ReferenceEquality")
    private void refresh() {
        var state = states.get();
        var now = clock.get();
        if (now.compareTo(state.at()) < 0) {
            // A clock read before the state must not make anything happen in the future.
            now = state.at();
        }
        boolean turned = projector.lookBack(root.over().end().isVisible());
        if (state != shown || now.toSeconds() != shownSecond) {
            shown = state;
            shownSecond = now.toSeconds();
            root.render(state, now);
            show(state, now);
        } else if (turned) {
            show(state, now);
        }
        root.tick(now);
    }

    private void show(SessionState state, Duration now) {
        var wall = projector.pane();
        var place = !projector.ownDisplay()
                ? "The wall; W turns this window into it"
                : projector.shown() ? "The wall, as the class sees it" : "The wall, hidden now; W shows it";
        double shape = projector.ownDisplay() && wall.getWidth() > 0 ? wall.getHeight() / wall.getWidth() : USUAL_SHAPE;
        root.miniature().show(projector.render(state, now), place, shape);
    }

    private void key(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        boolean used;
        if (event.getEventType() == KeyEvent.KEY_TYPED) {
            // A key that led into a text field is not the field's first letter. And on many keyboards a slash and a
            // question mark are no keys of their own.
            used = letterIsUsed || (!typing && typed(event.getCharacter()));
        } else if (event.getEventType() == KeyEvent.KEY_RELEASED) {
            letterIsUsed = false;
            used = event.getCode() == KeyCode.K && done(root.header()::releaseKill);
        } else {
            used = event.getEventType() == KeyEvent.KEY_PRESSED && (typing ? whileTyping(event) : anywhere(event));
            letterIsUsed = used && event.getCode().isLetterKey();
        }
        if (used) {
            event.consume();
        }
    }

    private boolean typed(String character) {
        return switch (character) {
            case "/" -> root.timeline().search();
            case "?" -> done(root.over().keys()::toggle);
            default -> false;
        };
    }

    /** What somebody types is theirs, but for the keys that no text needs. */
    private boolean whileTyping(KeyEvent event) {
        return switch (event.getCode()) {
            case KeyCode.PAGE_DOWN, KeyCode.PAGE_UP, KeyCode.F11 -> anywhere(event);
            case KeyCode.F -> event.isShortcutDown() && root.timeline().search();
            case KeyCode.ESCAPE -> {
                root.over().back();
                // The keys are the window's again.
                yield done(root::requestFocus);
            }
            default -> false;
        };
    }

    private boolean anywhere(KeyEvent event) {
        if (event.isShortcutDown()) {
            return withControl(event);
        }
        if (event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        if (event.getCode().isDigitKey()) {
            return root.trafficMode(digit(event));
        }
        return switch (event.getCode()) {
            case KeyCode.A -> done(root.lesson()::act);
            case KeyCode.G -> done(root.lesson()::askForGuess);
            case KeyCode.N -> done(root.lesson()::switchNotes);
            case KeyCode.E -> done(root::lookBack);
            case KeyCode.D -> done(this::askForRoom);
            case KeyCode.K -> done(root.header()::holdKill);
            case KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD ->
                done(() -> root.timeline().zoom(1));
            case KeyCode.MINUS, KeyCode.SUBTRACT -> done(() -> root.timeline().zoom(-1));
            case KeyCode.PAGE_DOWN -> done(() -> step(root::next));
            case KeyCode.PAGE_UP -> done(() -> step(root::previous));
            case KeyCode.B, KeyCode.PERIOD -> done(this::switchBlack);
            case KeyCode.W, KeyCode.F5 -> done(projector::switchOver);
            case KeyCode.F11 -> done(() -> stage.setFullScreen(!stage.isFullScreen()));
            case KeyCode.M -> done(() -> root.account().press(Action.ADMIT));
            case KeyCode.H -> done(() -> root.account().press(Action.EXTEND));
            case KeyCode.U -> done(() -> root.account().press(Action.WAKE_UP));
            case KeyCode.R -> done(root.centre()::remedy);
            case KeyCode.C -> done(root::examine);
            case KeyCode.SPACE -> root.transport().switchPlaying();
            case KeyCode.RIGHT -> root.transport().toFact(true);
            case KeyCode.LEFT -> root.transport().toFact(false);
            case KeyCode.HOME -> root.transport().toEdge(false);
            case KeyCode.END -> root.transport().toEdge(true);
            case KeyCode.F -> done(this::switchFrozen);
            case KeyCode.ESCAPE -> root.over().back();
            default -> false;
        };
    }

    private boolean withControl(KeyEvent event) {
        var tabs = CentrePane.Tab.values();
        if (event.getCode().isDigitKey() && digit(event) >= 1 && digit(event) <= tabs.length) {
            return done(() -> root.centre().show(tabs[digit(event) - 1]));
        }
        return switch (event.getCode()) {
            case KeyCode.F -> root.timeline().search();
            case KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD -> done(() -> root.zoom(1));
            case KeyCode.MINUS, KeyCode.SUBTRACT -> done(() -> root.zoom(-1));
            case KeyCode.DIGIT0, KeyCode.NUMPAD0 -> done(() -> root.zoom(0));
            default -> false;
        };
    }

    private static int digit(KeyEvent event) {
        return event.getCode().getName().charAt(event.getCode().getName().length() - 1) - '0';
    }

    /** Nothing steps while the class sees nothing. */
    private void step(Runnable where) {
        if (!projector.black()) {
            where.run();
        }
    }

    /** Blacks what the class sees: the wall, and the desk with it where that is in the same window. */
    private void switchBlack() {
        projector.switchBlack();
        root.over().black(projector.black() && !projector.ownDisplay());
        show(states.get(), clock.get());
    }

    /** Asks on the desk, so that the class sees no question. */
    private void askForRoom() {
        if (projector.shown() && !projector.ownDisplay()) {
            projector.switchOver();
        }
        root.over().room().open();
    }

    /** Holds the wall's picture; the class goes on, and so does its recording. */
    private void switchFrozen() {
        projector.switchFrozen();
        show(states.get(), clock.get());
    }

    private static boolean done(Runnable what) {
        what.run();
        return true;
    }
}
