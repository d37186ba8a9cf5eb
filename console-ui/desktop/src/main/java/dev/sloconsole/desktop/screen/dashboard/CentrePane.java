package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.architecture.ArchitectureDrawing;
import dev.sloconsole.desktop.screen.control.Unrepeated;
import dev.sloconsole.desktop.screen.look.Layers;
import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.query.QueryPane;
import dev.sloconsole.desktop.screen.stack.FailureView;
import dev.sloconsole.desktop.screen.stack.ProgressView;
import dev.sloconsole.desktop.screen.targets.TargetsPane;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.architecture.Architecture;
import dev.sloconsole.view.stack.StackFailure;
import dev.sloconsole.view.stack.StackPhase;
import dev.sloconsole.view.stack.StackProgress;
import dev.sloconsole.view.stack.Waiting;
import dev.sloconsole.view.targets.TargetRow;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The centre with its tabs. */
public final class CentrePane extends VBox implements AutoCloseable {

    /** What the centre can show. */
    public enum Tab {
        DASHBOARD("Dashboard"),
        ARCHITECTURE("Architecture"),
        TARGETS("Prometheus"),
        QUERY("Query");

        private final String title;

        Tab(String title) {
            this.title = title;
        }
    }

    private static final String RANGE = "last 15 min";

    private final Dashboards dashboards;
    private final int expectedResources;
    private final boolean replay;
    private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
    private final Label note = Parts.label("", "panel-subtitle", Parts.MAY_SHORTEN);
    private final EmptyView empty;
    private final ProgressView progress = new ProgressView();
    private final FailureView failure;
    private final WebDashboard web;
    private final StandIn standIn;
    private final NativeDashboard fallback;
    private final Paper architecture = new Paper();
    private final TargetsPane targets = new TargetsPane();
    private final Optional<QueryPane> query;

    /** All that is shown in turns. */
    private final List<Node> views;

    /** Why the stack's dashboard was not shown the last time that it was wanted. */
    private Optional<String> lost = Optional.empty();

    private Tab tab = Tab.DASHBOARD;
    private Look look = new Look(Theme.DARK, 1);
    private @Nullable Architecture shownArchitecture;
    private @Nullable SessionState state;
    private Duration now = Duration.ZERO;

    /**
     * The centre before the first state.
     *
     * @param expectedResources how many resources the template has, 0 if that is not known
     * @param drawLimit how long the dashboard may take to draw before the console draws its own
     * @param replay whether a recording is shown, which has no stack that could be deployed
     * @param query where something can be asked in PromQL; without it there is no such tab
     * @param examine looks at what could go wrong, before the stack is deployed
     * @param wayOut leads out of a failed deployment or deletion
     * @param nanos a steady clock
     */
    public CentrePane(
            Dashboards dashboards,
            int expectedResources,
            Duration drawLimit,
            boolean replay,
            Optional<QueryPane> query,
            Runnable deploy,
            Runnable examine,
            Consumer<StackFailure.Way> wayOut,
            LongSupplier nanos) {
        this.dashboards = dashboards;
        this.expectedResources = expectedResources;
        this.replay = replay;
        this.query = query;
        getStyleClass().addAll("panel", "centre");
        setMinWidth(0);
        empty = new EmptyView(new Unrepeated(nanos, deploy), examine);
        failure = new FailureView(wayOut, nanos);
        web = new WebDashboard(drawLimit, this::again);
        standIn = new StandIn(drawLimit, this::again, this::retry);
        fallback = new NativeDashboard(this::retry);
        var head = Parts.row("panel-head");
        for (var t : Tab.values()) {
            if (t == Tab.QUERY && query.isEmpty()) {
                continue;
            }
            var button = new ToggleButton(t.title);
            button.setId("tab-" + t.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().add("tab-button");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> show(t));
            tabs.put(t, button);
            head.getChildren().add(button);
        }
        head.getChildren().addAll(Parts.spring(), note);
        head.setAlignment(Pos.CENTER_LEFT);
        var body = new StackPane();
        views = Stream.<Node>concat(
                        Stream.of(empty, progress, failure, web, standIn, fallback, architecture, targets),
                        query.stream())
                .toList();
        views.forEach(view -> view.setVisible(false));
        Layers.over(body.getChildren(), views);
        body.setMinSize(0, 0);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        show(Tab.DASHBOARD);
    }

    /** Brings a tab to the front. */
    public void show(Tab wanted) {
        tab = wanted;
        tabs.forEach((t, button) -> button.setSelected(t == wanted));
        again();
    }

    /** Whether a dashboard's page is on its way that may still draw. */
    public boolean loading() {
        return web.progress() instanceof WebDashboard.Progress.Loading;
    }

    /** Leads out of a failure that is shown, as its button does. */
    public void remedy() {
        if (failure.isVisible()) {
            failure.press();
        }
    }

    public void look(Look wanted) {
        look = wanted;
        architecture.look(wanted);
        fallback.look(wanted);
        // Grafana is made for 14 pixels; the console's own text is 18 at full size.
        web.zoom(Math.max(0.6, wanted.scale()));
        standIn.zoom(Math.max(0.6, wanted.scale()));
        again();
    }

    public void render(SessionState latest, Duration at) {
        state = latest;
        now = at;
        again();
    }

    private void again() {
        var s = state;
        if (s == null) {
            return;
        }
        switch (tab) {
            case DASHBOARD -> dashboard(s);
            case ARCHITECTURE -> {
                var model = Architecture.from(s, now);
                if (!model.equals(shownArchitecture)) {
                    shownArchitecture = model;
                    architecture.draw(new ArchitectureDrawing(model));
                }
                only(architecture, "who talks to whom");
            }
            case TARGETS -> {
                targets.render(TargetRow.from(s, now));
                only(targets, s.metrics().reachable() ? "scrape targets" : "Prometheus does not answer: last known");
            }
            case QUERY ->
                query.ifPresent(pane -> {
                    pane.render(now);
                    only(pane, replay ? "as of the moment played" : "what was scraped so far");
                });
        }
    }

    private void dashboard(SessionState s) {
        var failed = StackFailure.from(s);
        if (failed.isPresent()) {
            failure.render(failed.get());
            only(failure, s.stack().status());
            return;
        }
        var phase = StackPhase.of(s.stack());
        var page = phase == StackPhase.UP || replay ? dashboards.page(s, look.theme()) : Optional.<URI>empty();
        if (page.isPresent() && phase != StackPhase.NONE && phase != StackPhase.UNKNOWN) {
            page(s, page.get());
        } else {
            switch (phase) {
                case UNKNOWN -> {
                    empty.render(
                            MaterialDesignC.CLOCK_OUTLINE,
                            replay ? "Not deployed yet" : "Asking the cloud",
                            replay
                                    ? "The recording starts before the stack was deployed. Press play."
                                    : "CloudFormation is asked whether the stack is there already. Deploy waits for its answer.",
                            false);
                    only(empty, "");
                }
                case NONE -> {
                    if (replay) {
                        boolean gone = s.stack().deleted();
                        empty.render(
                                MaterialDesignC.CHART_LINE,
                                gone ? "The stack was deleted" : "Not deployed yet",
                                gone
                                        ? "Its dashboard went with it. Go back in the timeline to see it."
                                        : "The recording starts before the stack was deployed. Press play.",
                                false);
                    } else if (s.info().ended()) {
                        empty.render(
                                MaterialDesignC.CHART_LINE,
                                "The class has ended",
                                "Its dashboard went with the stack.",
                                false);
                    } else {
                        empty.render(
                                MaterialDesignR.ROCKET_LAUNCH_OUTLINE,
                                "Deploy the stack to begin",
                                "It brings up the app, Prometheus and Grafana; the dashboard appears here.",
                                true);
                    }
                    only(empty, "");
                }
                case FAILED -> throw new IllegalStateException("A failed stack is shown as its failure.");
                case RISING, FALLING -> {
                    progress.render(StackProgress.from(s.stack(), expectedResources), Waiting.ofStack(s, now));
                    only(progress, s.stack().status());
                }
                case UP -> {
                    if (replay) {
                        fallback.render(
                                s,
                                now,
                                "A recording has no Grafana: drawn by the console from what was recorded.",
                                false);
                        only(fallback, RANGE);
                    } else if (s.traffic().total().total() > 0) {
                        lost = Optional.of("Waiting for Grafana's task.");
                        instead(s, false);
                    } else {
                        empty.render(
                                MaterialDesignC.CLOCK_OUTLINE,
                                "Waiting for Grafana",
                                "The stack stands; the dashboard appears as soon as Grafana's task answers.",
                                false);
                        only(empty, "");
                    }
                }
            }
        }
    }

    private void page(SessionState s, URI page) {
        web.show(page);
        switch (web.progress()) {
            case WebDashboard.Progress.Failed(URI at, String reason) -> {
                lost = Optional.of(reason);
                instead(s, true);
            }
            case WebDashboard.Progress.Drawn drawn -> {
                lost = Optional.empty();
                only(web, RANGE + ", charts every 5 s");
            }
            case WebDashboard.Progress.Idle idle -> loading(s);
            case WebDashboard.Progress.Loading loading -> loading(s);
        }
    }

    private void loading(SessionState s) {
        if (lost.isPresent()) {
            instead(s, false);
        } else {
            empty.render(MaterialDesignC.CHART_LINE, "Drawing the dashboard", "Grafana's page is loading.", false);
            only(empty, "loading");
        }
        underneath(web);
    }

    /** The same dashboard drawn by the console: by its own page, and until that has drawn by its two panels. */
    private void instead(SessionState s, boolean retryable) {
        var words = lost.orElse("The dashboard cannot be shown.") + " Until it can, the console draws its own.";
        var own = dashboards.standIn(look.theme());
        if (own.isPresent() && standIn.show(own.get(), words, retryable)) {
            only(standIn, RANGE);
        } else {
            fallback.render(s, now, words, retryable);
            only(fallback, RANGE);
            if (own.isPresent()) {
                underneath(standIn);
            }
        }
    }

    /** A web view that is not shown never paints, so it loads where it is not seen. */
    private static void underneath(Node page) {
        page.setVisible(true);
        page.setOpacity(0);
    }

    private void retry() {
        if (web.progress() instanceof WebDashboard.Progress.Failed(URI page, String reason)) {
            web.load(page);
        }
    }

    private void only(Node wanted, String words) {
        views.forEach(view -> view.setVisible(view == wanted));
        web.setOpacity(1);
        standIn.setOpacity(1);
        note.setText(words);
    }

    @Override
    public void close() {
        web.close();
        standIn.close();
    }
}
