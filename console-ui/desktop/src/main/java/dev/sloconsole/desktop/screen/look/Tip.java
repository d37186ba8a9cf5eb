package dev.sloconsole.desktop.screen.look;

import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.stage.Window;
import javafx.util.Duration;

/** A tooltip below what it explains, or above it where there is no room below: never over it. */
public final class Tip extends Tooltip {

    /** So far that its shadow covers nothing either. */
    private static final double GAP = 12;

    private final Supplier<Bounds> explained;

    Tip(Node explained) {
        this.explained = () -> explained.localToScreen(explained.getLayoutBounds());
        setShowDelay(Duration.millis(250));
        setShowDuration(Duration.INDEFINITE);
        setWrapText(true);
        setMaxWidth(640);
    }

    /** By JavaFX at the mouse; only how far to the right is taken over. */
    @Override
    public void show(Window owner, double x, double y) {
        var bounds = explained.get();
        if (bounds == null) {
            super.show(owner, x, y);
            return;
        }
        super.show(owner, x, bounds.getMaxY() + GAP);
        // What would leave the display is moved up, and its anchor with it.
        if (getAnchorY() < bounds.getMaxY()) {
            setAnchorY(bounds.getMinY() - GAP - getHeight());
        }
    }
}
