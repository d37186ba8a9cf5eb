package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.about.AboutPane;
import dev.sloconsole.desktop.screen.about.WelcomeCard;
import dev.sloconsole.desktop.screen.alerts.AlertsPane;
import dev.sloconsole.desktop.screen.banner.BannerStrip;
import dev.sloconsole.desktop.screen.budget.BudgetPane;
import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.desktop.screen.dashboard.CentrePane;
import dev.sloconsole.desktop.screen.discovery.DiscoveryPane;
import dev.sloconsole.desktop.screen.header.AccountStrip;
import dev.sloconsole.desktop.screen.header.HeaderBar;
import dev.sloconsole.desktop.screen.keys.KeysPane;
import dev.sloconsole.desktop.screen.lesson.LessonPane;
import dev.sloconsole.desktop.screen.look.Layers;
import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Popups;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.desktop.screen.playback.Transport;
import dev.sloconsole.desktop.screen.query.QueryPane;
import dev.sloconsole.desktop.screen.ready.ReadinessPane;
import dev.sloconsole.desktop.screen.room.RoomPane;
import dev.sloconsole.desktop.screen.slo.SloDesk;
import dev.sloconsole.desktop.screen.tiles.TileRow;
import dev.sloconsole.desktop.screen.timeline.TimelinePane;
import dev.sloconsole.desktop.settings.Settings;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.desktop.wall.Miniature;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.banner.BannerModel;
import dev.sloconsole.view.header.AccountLine;
import dev.sloconsole.view.header.HeaderModel;
import dev.sloconsole.view.lesson.LessonEnd;
import dev.sloconsole.view.lesson.LessonModel;
import dev.sloconsole.view.tiles.AlertTile;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.BurnTile;
import dev.sloconsole.view.tiles.SliTile;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.wall.Room;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Everything in the window, laid out after its size: text and gaps grow with it, so that the picture stays the same. */
final class ConsoleRoot extends StackPane implements AutoCloseable {

    private static final double DESIGN_WIDTH = 1920;
    private static final double DESIGN_HEIGHT = 1080;
    private static final double ZOOM_STEP = 0.05;
    private static final double TEXT = 18;
    private static final double POPUP_TEXT = 16.5;

    /** What the window does that is around the desk. */
    interface Surroundings {
        void switchFullScreen();

        void switchWall();

        /** Sizes the wall's text after a room. */
        void room(Room room);

        /** Takes over a theme that was chosen on the desk. */
        void theme(Theme theme);
    }

    private final ConsoleOptions options;
    private final Surroundings surroundings;
    private final SettingsFile settings;
    private final Commands commands;
    private final HeaderBar header;
    private final AccountStrip account;
    private final BannerStrip banners = new BannerStrip();
    private final LessonPane lesson;
    private final SloDesk slo;
    private final TileRow tiles;
    private final CentrePane centre;
    private final DiscoveryPane discovery;
    private final TimelinePane timeline;
    private final Overlays over;
    private final EndOfClass end;
    private final Errands errands;
    private final ExecutorService queries = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("queries").daemon().factory());
    private final Miniature miniature;
    private final Popups popups = new Popups(this, () -> read().px(POPUP_TEXT));
    private Look look;
    private double zoom;
    private Optional<SessionState> shown = Optional.empty();

    ConsoleRoot(Commands commands, ConsoleOptions options, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.commands = commands;
        this.options = options;
        this.look = new Look(options.theme(), 1);
        settings = options.settings();
        zoom = settings.now().textSize();
        miniature = new Miniature(options.theme(), options.room());
        var confirm = new ConfirmPane();
        errands = new Errands(commands, confirm);
        end = new EndOfClass(options.keepsake(), confirm, errands::askToDelete, queries, options.nanos());
        var about = new AboutPane();
        over = new Overlays(
                new WelcomeCard(
                        options.playback().isEmpty() && !settings.now().welcomed(),
                        () -> settings.change(Settings::afterWelcome)),
                new AlertsPane(),
                new BudgetPane(),
                end.pane(),
                confirm,
                new KeysPane(options.badge(), about::open),
                new RoomPane(options.room(), this::room),
                new ReadinessPane(options.examination()),
                about,
                new Region());
        header = new HeaderBar(
                commands,
                new HeaderBar.Window() {
                    @Override
                    public void askToDelete() {
                        errands.askToDelete();
                    }

                    @Override
                    public void askToStop(HeaderModel.Stop stop) {
                        errands.askToStop(stop);
                    }

                    @Override
                    public void switchHelp() {
                        over.keys().toggle();
                    }

                    @Override
                    public void switchTheme() {
                        theme(look.theme().other());
                        surroundings.theme(look.theme());
                        settings.change(s -> s.withLight(look.theme() == Theme.LIGHT));
                    }

                    @Override
                    public void rate(int perSecond) {
                        settings.change(s -> s.withRate(perSecond));
                    }

                    @Override
                    public void switchFullScreen() {
                        surroundings.switchFullScreen();
                    }

                    @Override
                    public void switchWall() {
                        surroundings.switchWall();
                    }
                },
                options.nanos());
        account = new AccountStrip(errands::beside, options.nanos());
        lesson = new LessonPane(this::enter, errands::act, options.nanos());
        slo = new SloDesk(options.playback(), commands);
        tiles = new TileRow(slo.menu(), over.budget()::open, over.alerts()::open, slo::askNothing);
        slo.onAnswer(tiles::whatIf);
        centre = new CentrePane(
                options.dashboards(),
                options.expectedResources(),
                options.drawLimit(),
                options.playback().isPresent(),
                options.metrics().map(metrics -> new QueryPane(metrics, queries)),
                commands::deploy,
                over.ready()::open,
                errands::leadOut,
                options.nanos());
        discovery = new DiscoveryPane(errands::askToStop);
        timeline = new TimelinePane(options.playback());
        lesson.onGuess(commands::predict);
        lesson.onOver(this::lookBack);
        lesson.offer(miniature);
        lesson.notes(settings.now().notes(), open -> settings.change(s -> s.withNotes(open)));
        getStyleClass().add("console");
        // Its size is the window's, after which its text is sized, and never the other way round.
        setMinSize(0, 0);
        var desk = DeskLayout.of(header, account, banners, lesson, tiles, centre, discovery, timeline);
        setAlignment(desk, Pos.TOP_LEFT);
        getChildren().add(desk);
        Layers.over(getChildren(), over.nodes());
        theme(options.theme());
    }

    /** Draws a state as of a time of the session. */
    void render(SessionState state, Duration now) {
        var head = HeaderModel.from(
                state,
                now,
                options.badge(),
                options.plannedRate().or(() -> settings.now().rate()));
        errands.know(state, head);
        header.render(head);
        account.render(
                AccountLine.from(state, now, options.badge(), options.account().get()));
        shown = Optional.of(state);
        var lost = BannerModel.from(state, now);
        banners.render(options.playback()
                .map(p -> lost.below(p.damage(), p.unknownFacts()))
                .orElse(lost));
        lesson.render(LessonModel.from(state, head, now));
        lesson.over(LessonEnd.reached(state));
        end.render(state);
        tiles.render(
                List.of(SliTile.from(state), BudgetTile.from(state), BurnTile.from(state), AlertTile.from(state, now)));
        over.alerts().render(state);
        over.budget().render(state);
        slo.render(state);
        centre.render(state, now);
        discovery.render(state, now);
        options.playback()
                .ifPresent(p -> p.whole()
                        .ifPresent(whole -> timeline.ahead(TimelineModel.from(
                                state.next().timeline(whole).state(), p.duration(), Optional.of(p.duration())))));
        timeline.render(TimelineModel.from(state, now, options.playback().map(Playback::duration)));
    }

    /** What moves between two states. */
    void tick(Duration now) {
        header.tick();
        lesson.tick();
        end.tick();
        timeline.cursor(now);
    }

    void theme(Theme theme) {
        theme.dress();
        look = new Look(theme, look.scale());
        miniature.theme(theme);
        relook();
    }

    /** Makes the desk's text larger or smaller, by a step; 0 is the usual size again. */
    void zoom(int by) {
        zoom = by == 0 ? 1 : Math.clamp(zoom + by * ZOOM_STEP, Settings.SMALLEST_TEXT, Settings.LARGEST_TEXT);
        settings.change(s -> s.withTextSize(zoom));
        relook();
    }

    /** Switches the traffic to the mode of this number, if there is one; false if there is none. */
    boolean trafficMode(int number) {
        var modes = TrafficPlan.Mode.values();
        if (number >= modes.length || options.playback().isPresent()) {
            return false;
        }
        header.traffic(modes[number]);
        return true;
    }

    /** To the next step; after the last one to the end of the lesson, once it is reached. */
    void next() {
        if (!transport().toStep(1) && !lesson.next()) {
            lookBack();
        }
    }

    /** Back from the end of the lesson, or to the step before. */
    void previous() {
        if (!over.end().close() && !transport().toStep(-1)) {
            lesson.previous();
        }
    }

    HeaderBar header() {
        return header;
    }

    AccountStrip account() {
        return account;
    }

    LessonPane lesson() {
        return lesson;
    }

    CentrePane centre() {
        return centre;
    }

    TimelinePane timeline() {
        return timeline;
    }

    Overlays over() {
        return over;
    }

    /** The keys of a recording. */
    Transport transport() {
        return new Transport(options.playback());
    }

    /** What the class sees, in small. */
    Miniature miniature() {
        return miniature;
    }

    /** Looks at what could go wrong in the class; a recording has none. */
    void examine() {
        if (options.playback().isEmpty()) {
            over.ready().open();
        }
    }

    private void room(Room depth) {
        miniature.room(depth);
        surroundings.room(depth);
    }

    /** Its text is sized after it before anything in it is laid out: once for a new width and height. */
    @Override
    protected void layoutChildren() {
        rescale();
        super.layoutChildren();
    }

    private void rescale() {
        fit(getWidth(), getHeight());
    }

    /** Sizes the text for this much room; before the window is shown this saves that everything is styled twice. */
    void fit(double width, double height) {
        double scale = Math.min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT);
        if (scale > 0 && Math.abs(scale - look.scale()) > 1e-3) {
            look = new Look(look.theme(), Math.max(0.45, scale));
            relook();
        }
    }

    /** What is read grows: the step, banners, menus, tooltips and what lies over the desk. What is pressed keeps its place. */
    private Look read() {
        return new Look(look.theme(), look.scale() * zoom);
    }

    private void relook() {
        themed(look.theme());
        setStyle(look.theme().declarations() + "-fx-font-size:" + look.px(TEXT) + "px;");
        centre.look(look);
        discovery.look(look);
        timeline.look(look);
        over.budget().look(read());
        lesson.zoom(zoom);
        for (var node : over.read()) {
            node.setStyle("-fx-font-size:" + zoom + "em;");
        }
        banners.setStyle("-fx-font-size:" + zoom + "em;");
    }

    /** Leaves exactly one theme's class on the desk; every change of its classes styles all of it anew. */
    private void themed(Theme theme) {
        var name = theme.name().toLowerCase(Locale.ROOT);
        if (!getStyleClass().contains(name)) {
            getStyleClass().remove(theme.other().name().toLowerCase(Locale.ROOT));
            getStyleClass().add(name);
        }
    }

    /** Shows the end of the lesson, once it is reached. */
    void lookBack() {
        shown.ifPresent(end::lookBack);
    }

    /** Asks before the window closes on a class; false where there is nothing to ask. */
    boolean askToClose(Runnable close) {
        return shown.filter(state -> end.askToClose(state, close)).isPresent();
    }

    /** A class goes to the step; a recording to where its class went on to it, or came from. */
    private void enter(String stepId) {
        if (options.playback().isEmpty()) {
            commands.enterStep(stepId);
        } else {
            shown.ifPresent(state -> transport().toStep(later(state.lesson(), stepId) ? 1 : -1));
        }
    }

    private static boolean later(LessonProgress lesson, String stepId) {
        return lesson.steps().subList(lesson.current() + 1, lesson.steps().size()).stream()
                .anyMatch(step -> step.id().equals(stepId));
    }

    @Override
    public void close() {
        popups.close();
        queries.shutdownNow();
        centre.close();
    }
}
