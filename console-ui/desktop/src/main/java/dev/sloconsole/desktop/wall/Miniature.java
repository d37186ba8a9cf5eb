package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show.Shown;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** What the class sees, in small and as it is, with a line that says whether it sees it: for the instructor. */
public final class Miniature extends Region {

    private static final double GAP = 3;

    private final WallPane pane;
    private final Label says = Parts.label("", "miniature-says", Parts.MAY_SHORTEN);
    private double shape = 9.0 / 16;

    public Miniature(Theme theme, Room room) {
        pane = new WallPane(theme, room);
        pane.setFocusTraversable(false);
        pane.setAccessibleRole(AccessibleRole.NODE);
        getStyleClass().add("miniature");
        setId("miniature");
        getChildren().addAll(pane, says);
        // Nor is it painted where the step leaves no room for it.
        pane.visibleProperty().bind(visibleProperty());
    }

    /**
     * Shows this from now on.
     *
     * @param place where the class sees it, or how it would
     * @param height of the wall in widths
     */
    public void show(Shown now, String place, double height) {
        pane.show(now);
        says.setText(
                now.black() ? "Black: the class sees nothing (B)" : held(now).orElse(place));
        if (Math.abs(height - shape) > 0.01) {
            shape = height;
            requestLayout();
        }
    }

    private static Optional<String> held(Shown now) {
        return switch (now.mark()) {
            case NONE -> Optional.empty();
            case HELD -> Optional.of("Held: the class sees an older picture (F)");
            case REACHED -> Optional.of("What the step has reached, for some seconds");
        };
    }

    public void room(Room now) {
        pane.room(now);
    }

    public void theme(Theme now) {
        pane.theme(now);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return (width > 0 ? width : prefWidth(-1)) * shape + GAP + says.prefHeight(-1);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected void layoutChildren() {
        double line = says.prefHeight(-1);
        double width = Math.min(getWidth(), (getHeight() - line - GAP) / shape);
        pane.resizeRelocate(0, 0, width, width * shape);
        says.resizeRelocate(0, width * shape + GAP, getWidth(), line);
    }
}
