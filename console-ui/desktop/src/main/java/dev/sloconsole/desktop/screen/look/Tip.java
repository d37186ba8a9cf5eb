package dev.sloconsole.desktop.screen.look;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells while the mouse rests on it. A tooltip is a window of its own, and a desk has sixty: each is made when
 * the mouse first comes to what it explains.
 */
final class Tip {

    /** So far that its shadow covers nothing either. */
    private static final double GAP = 12;

    private final Node explained;
    private String text = "";
    private @Nullable Tooltip made;

    private Tip(Node explained) {
        this.explained = explained;
        explained.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> update(true));
    }

    /** The one of a node, which has nothing to tell at first. */
    static Tip of(Node explained) {
        return (Tip) explained.getProperties().computeIfAbsent(Tip.class, key -> new Tip(explained));
    }

    /** Tells this from now on; nothing if it is empty. */
    void tell(String words) {
        if (!words.equals(text)) {
            text = words;
            explained.setAccessibleHelp(words);
            update(explained.isHover());
        }
    }

    /** The window that tells it. */
    Tooltip tooltip() {
        var tooltip = made;
        if (tooltip == null) {
            tooltip = new Beside(explained);
            made = tooltip;
        }
        tooltip.setText(text);
        return tooltip;
    }

    private void update(boolean here) {
        if (made == null && (text.isEmpty() || !here)) {
            return;
        }
        // Either may be done twice: JavaFX takes it for once.
        if (text.isEmpty()) {
            Tooltip.uninstall(explained, tooltip());
        } else {
            Tooltip.install(explained, tooltip());
        }
    }

    /** Below what it explains, or above it where there is no room below: never over it. */
    private static final class Beside extends Tooltip {

        private final Node explained;

        Beside(Node explained) {
            this.explained = explained;
            // Escape is for what lies over the desk.
            setHideOnEscape(false);
            setShowDelay(Duration.millis(250));
            setShowDuration(Duration.INDEFINITE);
            setWrapText(true);
            setMaxWidth(640);
        }

        /** By JavaFX at the mouse; only how far to the right is taken over. */
        @Override
        public void show(Window owner, double x, double y) {
            Bounds bounds = explained.localToScreen(explained.getLayoutBounds());
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
}
