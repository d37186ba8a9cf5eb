package dev.sloconsole.desktop.screen.control;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A column whose text becomes smaller, down to three quarters, until all of it is in sight. Only what does not fit even
 * then scrolls.
 */
public final class Fitting extends ScrollPane {

    private static final double STEP = 0.05;
    private static final double SMALLEST = 0.75;

    private final Measured content;
    private double zoom = 1;
    private double size = 1;
    private Fitted fitted = new Fitted(0, 0, 0, -1);
    private Full full = new Full(0, 0, -1, 0);

    /** How many changes of the content were its size, which are none of its texts. */
    private long sized;

    /** What a size was found for. */
    private record Fitted(double width, double height, double zoom, long changes) {}

    /** How high the texts are at this width at their full size. */
    private record Full(double width, double zoom, long changes, double height) {}

    public Fitting(VBox texts) {
        content = new Measured(texts);
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setMinSize(0, 0);
        getStyleClass().add("fitting");
        content.setMinHeight(Region.USE_PREF_SIZE);
    }

    /** Makes the full size this many times the usual one; where not all fits, the text is as small as ever. */
    public void zoom(double times) {
        if (times != zoom) {
            zoom = times;
            size(times);
            requestLayout();
        }
    }

    /** The share of its full size at which the text is shown now. */
    public double size() {
        return size / zoom;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** As high as its text at full size. */
    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return full(inner) + snappedTopInset() + snappedBottomInset();
    }

    /** Measured at full size, also where a smaller one is shown: what is worked out from that differs with its lines. */
    private double full(double width) {
        if (full.width != width || full.zoom != zoom || full.changes != changes()) {
            double shown = size;
            size(zoom);
            double height = content.prefHeight(width);
            size(shown);
            full = new Full(width, zoom, changes(), height);
        }
        return full.height;
    }

    private long changes() {
        return content.changes() - sized;
    }

    @Override
    protected void layoutChildren() {
        fit();
        super.layoutChildren();
    }

    /** Nothing is tried twice: the size stays while the texts and the room for them are the same. */
    private void fit() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        if (width <= 0 || height <= 0 || fitted.equals(new Fitted(width, height, zoom, changes()))) {
            return;
        }
        setVbarPolicy(largest(width, height) ? ScrollBarPolicy.NEVER : ScrollBarPolicy.AS_NEEDED);
        fitted = new Fitted(width, height, zoom, changes());
    }

    /** Takes the largest size at which all is in sight; false if there is none, and the smallest is taken. */
    private boolean largest(double width, double height) {
        for (double wanted = zoom; wanted > SMALLEST - STEP / 2; wanted -= STEP) {
            size(wanted);
            if (content.prefHeight(width) <= height) {
                return true;
            }
        }
        return false;
    }

    private void size(double wanted) {
        if (wanted != size) {
            long before = content.changes();
            size = wanted;
            content.setStyle("-fx-font-size: " + wanted + "em;");
            content.applyCss();
            sized += content.changes() - before;
        }
    }
}
