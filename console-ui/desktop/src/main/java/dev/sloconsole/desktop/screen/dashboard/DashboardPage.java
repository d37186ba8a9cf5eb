package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.stack.StackPhase;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;

/**
 * The dashboard's page and nothing else, to be looked at: the stack's own where there is one, else the console's. It is
 * not to be seen before it has drawn, and what stands there meanwhile is the caller's. Its web view is made at the first
 * page, and holds none while nobody wants one.
 */
public final class DashboardPage extends StackPane implements AutoCloseable {

    /** A page that is narrower puts its panels one below the other, in Grafana. */
    private static final double SIDE_BY_SIDE = 780;

    /** What is to be seen below a row of panels. */
    private static final double BELOW = 6;

    private final Dashboards dashboards;
    private final WebDashboard web;
    private final ImageView still = new ImageView();
    private Runnable changed = () -> {};

    /** @param drawLimit how long the page may take to draw */
    public DashboardPage(Dashboards dashboards, Duration drawLimit) {
        this.dashboards = dashboards;
        web = new WebDashboard(drawLimit, () -> changed.run());
        web.withoutBars();
        setManaged(false);
        setMouseTransparent(true);
        setFocusTraversable(false);
        getChildren().add(web);
    }

    /** Whom to tell, on the JavaFX thread, when {@link #drawn} or {@link #problem} may have changed. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Wants the page of a state. */
    public void show(SessionState state, Theme theme) {
        var page = StackPhase.of(state.stack()) == StackPhase.UP
                ? dashboards.page(state, theme).or(() -> dashboards.standIn(theme))
                : Optional.<URI>empty();
        page.ifPresentOrElse(web::show, web::leave);
    }

    /** Wants no page. */
    public void leave() {
        web.leave();
    }

    /** Whether there is something to be seen. */
    public boolean drawn() {
        return web.progress() instanceof WebDashboard.Progress.Drawn;
    }

    /** Whether a page is on its way that may still draw. */
    public boolean loading() {
        return web.progress() instanceof WebDashboard.Progress.Loading;
    }

    /** Why the page that is wanted cannot be shown. */
    public Optional<String> problem() {
        return web.progress() instanceof WebDashboard.Progress.Failed(var page, String reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /**
     * Lays the page out in so much room, or in less: so that no panel is cut, with as many rows of them as can be read,
     * and as large as they can be.
     *
     * @param least by how much its text is enlarged at least
     */
    public void fit(double width, double height, double least) {
        double zoom = least;
        double used = height;
        for (double edge : web.edges()) {
            double wanted = height / (edge + BELOW);
            if (wanted >= least) {
                zoom = Math.clamp(wanted, least, Math.max(least, width / SIDE_BY_SIDE));
                used = Math.min(height, (edge + BELOW) * zoom);
            }
        }
        web.zoom(zoom);
        resize(width, used);
    }

    /** Holds the page as it looks now, or lets it go on. */
    public void hold(boolean wanted) {
        boolean held = getChildren().contains(still);
        if (wanted && !held && drawn()) {
            still.setImage(web.snapshot(null, null));
            getChildren().add(still);
        } else if (!wanted && held) {
            getChildren().remove(still);
            still.setImage(null);
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
