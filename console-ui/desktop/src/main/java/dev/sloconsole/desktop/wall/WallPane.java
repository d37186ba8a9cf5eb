package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Fonts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.wall.Room;
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
 * it is arranged anew rather than made smaller. Painted again when what it shows, or its size, is another.
 */
public final class WallPane extends Region {

    /** The wall that sizes are given for. */
    static final double UNITS = 1920.0 * 1080.0;

    private final Pane paper = new Pane();
    private final Scale scale = new Scale(1, 1);
    private Theme theme;
    private Room room;
    private Optional<Shown> shown = Optional.empty();
    private boolean painted;

    public WallPane(Theme theme, Room room) {
        Fonts.load();
        this.theme = theme;
        this.room = room;
        paper.setManaged(false);
        paper.getTransforms().add(scale);
        getChildren().add(paper);
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        widthProperty().subscribe(width -> paintAgain());
        heightProperty().subscribe(height -> paintAgain());
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
        if (painted || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        painted = true;
        paper.getChildren().clear();
        boolean black = shown.map(Shown::black).orElse(true);
        setBackground(Background.fill(black ? Color.BLACK : theme.color(Token.BG)));
        if (black) {
            return;
        }
        double unit = Math.sqrt(getWidth() * getHeight() / UNITS) * room.enlargement();
        scale.setX(unit);
        scale.setY(unit);
        paper.resize(getWidth() / unit, getHeight() / unit);
        var now = shown.orElseThrow();
        WallPainter.paint(
                new Sheet(paper, theme), new Area(0, 0, getWidth() / unit, getHeight() / unit), now.wall(), now.held());
    }
}
