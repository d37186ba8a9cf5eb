package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.dashboard.DashboardPage;
import dev.sloconsole.desktop.screen.look.Fonts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show.Mark;
import dev.sloconsole.view.wall.Show.Shown;
import java.util.Optional;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;

/**
 * The wall in any shape. What is painted has the same area whatever the shape is, so a wall that is narrower is higher:
 * it is arranged anew rather than made smaller. Painted again when what it shows, or its size, is another, and not while
 * it is hidden.
 */
public final class WallPane extends Region {

    /** The wall that sizes are given for. */
    static final double UNITS = 1920.0 * 1080.0;

    /** How much a web page is enlarged at least on a wall of that size: its smallest text has 13 pixels. */
    private static final double PAGE = 1.9;

    private final Pane paper = new Pane();
    private final Scale scale = new Scale(1, 1);
    private Theme theme;
    private Room room;
    private final Optional<DashboardPage> page;
    private Optional<Shown> shown = Optional.empty();
    private boolean painted;

    /** Whether the page of the dashboard is seen rather than the drawing in its place. */
    private boolean paged;

    /** A wall that draws the dashboard itself. */
    public WallPane(Theme theme, Room room) {
        this(theme, room, Optional.empty());
    }

    /** @param page the dashboard's, which is shown in its scene once it has drawn; closed by who made it */
    public WallPane(Theme theme, Room room, Optional<DashboardPage> page) {
        Fonts.load();
        this.theme = theme;
        this.room = room;
        this.page = page;
        paper.setManaged(false);
        paper.getTransforms().add(scale);
        getChildren().add(paper);
        page.ifPresent(p -> {
            getChildren().add(p);
            p.onChange(this::paintAgain);
        });
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        widthProperty().subscribe(width -> paintAgain());
        heightProperty().subscribe(height -> paintAgain());
        visibleProperty().subscribe(seen -> requestLayout());
    }

    /**
     * Shows this from now on, with the dashboard's page of a state where the scene is that.
     *
     * @param seen whether anybody sees the wall, without whom there is no page
     */
    public void show(Shown now, SessionState state, boolean seen) {
        page.ifPresent(p -> {
            if (seen && now.wall().scene() == Scene.DASHBOARD) {
                p.show(state, theme);
            } else {
                p.leave();
            }
            p.hold(now.mark() != Mark.NONE);
        });
        show(now);
    }

    /** Shows this from now on. */
    public void show(Shown now) {
        if (shown.filter(now::equals).isEmpty()) {
            shown = Optional.of(now);
            setAccessibleText(now.wall().spoken());
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            paintAgain();
        }
    }

    public void theme(Theme now) {
        theme = now;
        paintAgain();
    }

    /** How deep the room is, and so how large the text. */
    public void room(Room now) {
        room = now;
        paintAgain();
    }

    /** What the painters drew, for tests: every text has a place there, in units. */
    Pane paper() {
        return paper;
    }

    private void paintAgain() {
        painted = false;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (painted || !isVisible() || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        painted = true;
        paper.getChildren().clear();
        boolean black = shown.map(Shown::black).orElse(true);
        setBackground(Background.fill(black ? Color.BLACK : theme.color(Token.BG)));
        page.ifPresent(p -> p.setVisible(false));
        if (black) {
            return;
        }
        double unit = Math.sqrt(getWidth() * getHeight() / UNITS) * room.enlargement();
        scale.setX(unit);
        scale.setY(unit);
        paper.resize(getWidth() / unit, getHeight() / unit);
        var now = shown.orElseThrow();
        var all = new Area(0, 0, getWidth() / unit, getHeight() / unit);
        var sheet = new Sheet(paper, theme);
        if (page.isEmpty() || now.wall().scene() != Scene.DASHBOARD) {
            WallPainter.paint(sheet, all, now.wall(), now.mark(), Optional.empty());
            return;
        }
        // A picture that is held keeps what it had.
        paged = now.mark() != Mark.NONE ? paged : page.get().drawn();
        place(page.get(), WallPainter.frame(sheet, all, now.wall(), now.mark()), unit);
        if (!paged) {
            paper.getChildren().clear();
            WallPainter.paint(sheet, all, now.wall(), now.mark(), page.get().problem());
        }
    }

    /** A page that is not drawn yet loads where it is not seen: one that is not there never draws. */
    private void place(DashboardPage it, Area place, double unit) {
        it.setVisible(true);
        it.setOpacity(paged ? 1 : 0);
        it.relocate(place.x() * unit, place.y() * unit);
        it.fit(place.width() * unit, place.height() * unit, unit * PAGE);
    }
}
