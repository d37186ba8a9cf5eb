package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.alerts.AlertsPane;
import dev.sloconsole.desktop.screen.banner.BannerStrip;
import dev.sloconsole.desktop.screen.budget.BudgetPane;
import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.desktop.screen.dashboard.CentrePane;
import dev.sloconsole.desktop.screen.discovery.DiscoveryPane;
import dev.sloconsole.desktop.screen.header.HeaderBar;
import dev.sloconsole.desktop.screen.keys.KeysPane;
import dev.sloconsole.desktop.screen.lesson.EndPane;
import dev.sloconsole.desktop.screen.lesson.LessonPane;
import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.desktop.screen.query.QueryPane;
import dev.sloconsole.desktop.screen.room.RoomPane;
import dev.sloconsole.desktop.screen.slo.SloMenu;
import dev.sloconsole.desktop.screen.tiles.TileRow;
import dev.sloconsole.desktop.screen.timeline.TimelinePane;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.view.alerts.AlertsModel;
import dev.sloconsole.view.banner.BannerModel;
import dev.sloconsole.view.header.HeaderModel;
import dev.sloconsole.view.lesson.Leaving;
import dev.sloconsole.view.lesson.LessonEnd;
import dev.sloconsole.view.lesson.LessonModel;
import dev.sloconsole.view.slo.SloChoice;
import dev.sloconsole.view.slo.WhatIfModel;
import dev.sloconsole.view.stack.StackFailure;
import dev.sloconsole.view.tiles.AlertTile;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.BurnTile;
import dev.sloconsole.view.tiles.SliTile;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.wall.Room;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Everything in the window, laid out after its size: text and gaps grow with it, so that the picture stays the same. */
final class ConsoleRoot extends StackPane implements AutoCloseable {

    private static final double DESIGN_WIDTH = 1920;
    private static final double DESIGN_HEIGHT = 1080;
    private static final double ZOOM_STEP = 0.05;
    private static final double LEAST_ZOOM = 0.8;
    private static final double MOST_ZOOM = 1.25;

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
    private final Commands commands;
    private final HeaderBar header;
    private final BannerStrip banners = new BannerStrip();
    private final LessonPane lesson;
    private final SloMenu slo;
    private final TileRow tiles;
    private final CentrePane centre;
    private final DiscoveryPane discovery;
    private final TimelinePane timeline;
    private final AlertsPane alerts = new AlertsPane();
    private final BudgetPane budget = new BudgetPane();
    private final ConfirmPane confirm = new ConfirmPane();
    private final EndPane end = new EndPane(this::report, this::askToDelete);
    private final KeysPane keys;
    private final RoomPane room;
    private final Region black = new Region();
    private final ExecutorService queries = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("queries").daemon().factory());
    private Look look;
    private double zoom = 1;
    private String stackName = "";
    private List<HeaderModel.Stop> stops = List.of();
    private Optional<TrafficPlan> plan = Optional.empty();
    private Optional<SloChoice> asked = Optional.empty();
    private Optional<SessionState> shown = Optional.empty();

    ConsoleRoot(Commands commands, ConsoleOptions options, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.commands = commands;
        this.options = options;
        this.look = new Look(options.theme(), 1);
        header = new HeaderBar(
                commands,
                new HeaderBar.Window() {
                    @Override
                    public void askToDelete() {
                        ConsoleRoot.this.askToDelete();
                    }

                    @Override
                    public void askToStop(HeaderModel.Stop stop) {
                        ConsoleRoot.this.askToStop(stop);
                    }

                    @Override
                    public void switchHelp() {
                        keys.toggle();
                    }

                    @Override
                    public void switchTheme() {
                        theme(look.theme().other());
                        surroundings.theme(look.theme());
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
        lesson = new LessonPane(this::enter, this::act, options.nanos());
        slo = new SloMenu(options.playback().isPresent(), this::choose, commands::planAgain, commands::windowing);
        tiles = new TileRow(slo, budget::open, alerts::open, () -> ask(Optional.empty()));
        centre = new CentrePane(
                options.dashboards(),
                options.expectedResources(),
                options.drawLimit(),
                options.playback().isPresent(),
                options.metrics().map(metrics -> new QueryPane(metrics, queries)),
                commands::deploy,
                this::leadOut);
        discovery = new DiscoveryPane(taskId -> stops.stream()
                .filter(s -> s.taskId().equals(taskId))
                .findFirst()
                .ifPresent(this::askToStop));
        timeline = new TimelinePane(options.playback());
        lesson.onGuess(commands::predict);
        lesson.onOver(this::lookBack);
        getStyleClass().add("console");
        keys = new KeysPane(options.playback().isPresent());
        room = new RoomPane(options.room(), surroundings::room);
        getChildren().addAll(arranged(), alerts, budget, end, confirm, keys, room, black);
        black.getStyleClass().add("black");
        black.setId("black");
        Parts.show(black, false);
        theme(options.theme());
        widthProperty().subscribe(width -> rescale());
        heightProperty().subscribe(height -> rescale());
    }

    private BorderPane arranged() {
        var stage = new GridPane();
        stage.getStyleClass().add("stage");
        stage.setMinHeight(0);
        for (double share : new double[] {52.8, 47.2}) {
            var column = new ColumnConstraints();
            column.setPercentWidth(share);
            stage.getColumnConstraints().add(column);
        }
        stage.add(centre, 0, 0);
        stage.add(discovery, 1, 0);
        GridPane.setVgrow(centre, Priority.ALWAYS);
        GridPane.setVgrow(discovery, Priority.ALWAYS);
        centre.setMinHeight(0);
        discovery.setMinHeight(0);
        tiles.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(stage, Priority.ALWAYS);
        var main = Parts.column("main", tiles, stage);
        main.setMinSize(0, 0);
        lesson.setMinHeight(0);
        timeline.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(main, Priority.ALWAYS);
        // The lesson has the whole height: all of a step is to be in sight.
        var pane = new BorderPane(new VBox(main, timeline));
        pane.setTop(new VBox(header, banners));
        pane.setLeft(lesson);
        return pane;
    }

    /** Draws a state as of a time of the session. */
    void render(SessionState state, Duration now) {
        var head = HeaderModel.from(state, now, options.badge());
        stackName = state.info().stackName();
        stops = head.stops();
        plan = Optional.of(state.traffic().plan());
        header.render(head);
        shown = Optional.of(state);
        var lost = BannerModel.from(state, now);
        banners.render(options.playback()
                .map(p -> lost.below(p.damage(), p.unknownFacts()))
                .orElse(lost));
        lesson.render(LessonModel.from(state, head, now));
        lesson.over(LessonEnd.reached(state));
        tiles.render(
                List.of(SliTile.from(state), BudgetTile.from(state), BurnTile.from(state), AlertTile.from(state, now)));
        alerts.render(AlertsModel.from(state));
        budget.render(state);
        slo(state);
        centre.render(state, now);
        discovery.render(state, now);
        options.playback()
                .ifPresent(p -> p.whole()
                        .ifPresent(whole -> timeline.ahead(TimelineModel.from(
                                state.next().timeline(whole).state(), p.duration(), Optional.of(p.duration())))));
        timeline.render(TimelineModel.from(state, now, options.playback().map(Playback::duration)));
    }

    private void slo(SessionState state) {
        slo.render(
                asked.orElseGet(() -> SloChoice.of(state)),
                state.figures().budget().map(ErrorBudget::windowing).orElse(Windowing.FIXED));
        slo.whatIf(asked.isPresent());
        tiles.whatIf(options.playback().flatMap(Playback::whatIf).map(other -> WhatIfModel.from(state, other)));
    }

    /** A class is judged by what it chose from now on; what was recorded is judged by it beside what was. */
    private void choose(SloChoice choice) {
        if (options.playback().isPresent()) {
            ask(Optional.of(choice)
                    .filter(c -> shown.filter(s -> c.equals(SloChoice.of(s))).isEmpty()));
        } else {
            commands.objective(choice.objective(), choice.window());
        }
    }

    private void ask(Optional<SloChoice> choice) {
        asked = choice;
        options.playback()
                .ifPresent(p -> choice.ifPresentOrElse(c -> p.suppose(c.objective(), c.window()), p::supposeNothing));
        shown.ifPresent(this::slo);
    }

    /** What moves between two states. */
    void tick(Duration now) {
        header.tick();
        lesson.tick();
        timeline.cursor(now);
    }

    void theme(Theme theme) {
        if (!theme.controls().equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(theme.controls());
        }
        look = new Look(theme, look.scale());
        relook();
    }

    /** Makes the desk's text larger or smaller, by a step; 0 is the usual size again. */
    void zoom(int by) {
        zoom = by == 0 ? 1 : Math.clamp(zoom + by * ZOOM_STEP, LEAST_ZOOM, MOST_ZOOM);
        rescale();
    }

    /** Nearer to what the timeline shows, or farther. */
    void zoomTimeline(int by) {
        timeline.zoom(by);
    }

    void switchHelp() {
        keys.toggle();
    }

    void askForRoom() {
        room.open();
    }

    /** Does what the step's button does. */
    void act() {
        lesson.act();
    }

    void askForGuess() {
        lesson.askForGuess();
    }

    void switchNotes() {
        lesson.switchNotes();
    }

    void holdKill() {
        header.holdKill();
    }

    void releaseKill() {
        header.releaseKill();
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

    void show(CentrePane.Tab tab) {
        centre.show(tab);
    }

    void next() {
        options.playback().ifPresentOrElse(p -> p.step(1), lesson::next);
    }

    void previous() {
        options.playback().ifPresentOrElse(p -> p.step(-1), lesson::previous);
    }

    /** Plays or pauses a recording; false where none is played. */
    boolean switchPlaying() {
        options.playback().ifPresent(p -> {
            if (p.playing()) {
                p.pause();
            } else {
                p.play();
            }
        });
        return options.playback().isPresent();
    }

    /** Goes to the next or the previous fact of a recording; false where none is played. */
    boolean toFact(boolean forwards) {
        options.playback().ifPresent(forwards ? Playback::nextFact : Playback::previousFact);
        return options.playback().isPresent();
    }

    /** Goes to the beginning or the end of a recording; false where none is played. */
    boolean toEdge(boolean end) {
        options.playback().ifPresent(p -> p.seek(end ? p.duration() : Duration.ZERO));
        return options.playback().isPresent();
    }

    /** Lets the class search a recording; false where none is played. */
    boolean search() {
        return timeline.search();
    }

    void black(boolean wanted) {
        Parts.show(black, wanted);
    }

    /** Takes away what lies over the window; false if nothing did. */
    boolean back() {
        boolean was = black.isVisible();
        Parts.show(black, false);
        return confirm.close()
                || end.close()
                || alerts.close()
                || budget.close()
                || keys.close()
                || room.close()
                || was;
    }

    private void rescale() {
        double scale = zoom * Math.min(getWidth() / DESIGN_WIDTH, getHeight() / DESIGN_HEIGHT);
        if (scale > 0 && Math.abs(scale - look.scale()) > 1e-3) {
            look = new Look(look.theme(), Math.max(0.45, scale));
            relook();
        }
    }

    private void relook() {
        getStyleClass().removeAll("dark", "light");
        getStyleClass().add(look.theme().name().toLowerCase(Locale.ROOT));
        setStyle(look.theme().declarations() + "-fx-font-size:" + look.px(18) + "px;");
        centre.look(look);
        discovery.look(look);
        timeline.look(look);
        budget.look(look);
    }

    private void leadOut(StackFailure.Way way) {
        switch (way) {
            case DELETE_AND_DEPLOY_AGAIN -> commands.deleteAndDeployAgain();
            case DELETE_AGAIN -> askToDelete();
        }
    }

    private void askToStop(HeaderModel.Stop stop) {
        confirm.ask(
                stop.label() + "?",
                "ECS ends the task in order and starts another, as in a deployment. Users may be refused meanwhile.",
                "Stop the task",
                () -> commands.stopTask(stop.taskId()));
    }

    /** Shows the end of the lesson, once it is reached. */
    void lookBack() {
        shown.filter(LessonEnd::reached).ifPresent(state -> end.open(LessonEnd.from(state, journal())));
    }

    /** Asks before the window closes on a class; false where there is nothing to ask. */
    boolean askToClose(Runnable close) {
        var leaving = shown.flatMap(state -> Leaving.from(state, journal()));
        leaving.ifPresent(l -> confirm.ask(l.question(), l.explanation(), l.answer(), close));
        return leaving.isPresent();
    }

    private Optional<String> journal() {
        return options.keepsake()
                .map(kept -> kept.journal().toAbsolutePath().normalize().toString());
    }

    private void report() {
        options.keepsake().ifPresent(kept -> {
            end.say("The report is being written.");
            queries.execute(() -> {
                var words = written(kept);
                Platform.runLater(() -> end.say(words));
            });
        });
    }

    private static String written(Keepsake kept) {
        try {
            return "The report is in " + kept.report().write().toAbsolutePath().normalize() + ". Open it in a browser.";
        } catch (IOException e) {
            return notWritten(kept, Reasons.of(e));
        } catch (RuntimeException e) {
            return notWritten(kept, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private static String notWritten(Keepsake kept, String why) {
        return "The report was not written: " + why + ". After the class: ./slo report " + kept.journal();
    }

    private void askToDelete() {
        confirm.ask(
                "Delete the stack " + stackName + "?",
                "Its tasks stop, its records go, and the dashboard with them. The recording of this class stays.",
                "Delete the stack",
                commands::delete);
    }

    private void enter(String stepId) {
        // In a recording the class is where it was; there one goes by the transport buttons.
        if (options.playback().isEmpty()) {
            commands.enterStep(stepId);
        }
    }

    private void act(StepButton button) {
        switch (button.action()) {
            case DEPLOY -> commands.deploy();
            case DELETE -> askToDelete();
            case REDEPLOY -> commands.deleteAndDeployAgain();
            case ADMIT -> commands.admitMyAddress();
            case EXTEND -> commands.extend();
            case WAKE_UP -> commands.wakeUp();
            case KILL -> commands.kill();
            case STOP_TASK ->
                stops.stream().findFirst().map(HeaderModel.Stop::taskId).ifPresent(commands::stopTask);
            case TRAFFIC -> button.mode().ifPresent(this::traffic);
            case START -> {
                // nothing that a button does
            }
        }
    }

    private void traffic(TrafficPlan.Mode mode) {
        plan.ifPresent(p -> commands.traffic(p.with(mode)));
    }

    @Override
    public void close() {
        queries.shutdownNow();
        centre.close();
    }
}
