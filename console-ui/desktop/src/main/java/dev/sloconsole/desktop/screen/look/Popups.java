package dev.sloconsole.desktop.screen.look;

import java.util.function.DoubleSupplier;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.PopupControl;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * Gives tooltips and menus the text size of the desk that they belong to: they are windows of their own, to which the
 * desk's own size does not come down.
 */
public final class Popups implements AutoCloseable {

    private final Node desk;
    private final DoubleSupplier textSize;
    private final ListChangeListener<Window> opened = this::sized;

    /**
     * Sizes every popup of the window in which a node is, until it is closed.
     *
     * @param textSize in pixels
     */
    public Popups(Node desk, DoubleSupplier textSize) {
        this.desk = desk;
        this.textSize = textSize;
        Window.getWindows().addListener(opened);
    }

    private void sized(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            for (Window window : change.getAddedSubList()) {
                if (window instanceof PopupControl popup && ofTheDesk(popup)) {
                    popup.setStyle("-fx-font-size: " + textSize.getAsDouble() + "px;");
                }
            }
        }
    }

    /** Also the menu of a menu. */
    private boolean ofTheDesk(PopupWindow popup) {
        Window owner = popup.getOwnerWindow();
        while (owner instanceof PopupWindow menu) {
            owner = menu.getOwnerWindow();
        }
        return desk.getScene() != null && desk.getScene().getWindow() == owner;
    }

    @Override
    public void close() {
        Window.getWindows().removeListener(opened);
    }
}
