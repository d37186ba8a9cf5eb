package dev.sloconsole.desktop.screen.look;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;

/** A canvas that takes the room it gets and is drawn anew when its size, its look or what it shows has changed. */
public final class Paper extends Pane {

    /** Draws on a cleared surface of this size. */
    @FunctionalInterface
    public interface Drawing {
        void draw(GraphicsContext g, double width, double height, Look look);
    }

    private final Canvas canvas = new Canvas();
    private Drawing drawing = (g, width, height, look) -> {};
    private Look look = new Look(Theme.DARK, 1);

    public Paper() {
        getChildren().add(canvas);
        setMinSize(0, 0);
    }

    public void look(Look now) {
        if (!now.equals(look)) {
            look = now;
            redraw();
        }
    }

    public void draw(Drawing now) {
        drawing = now;
        redraw();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (width != canvas.getWidth() || height != canvas.getHeight()) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            redraw();
        }
    }

    private void redraw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        if (width < 1 || height < 1) {
            return;
        }
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.save();
        drawing.draw(g, width, height, look);
        g.restore();
    }
}
