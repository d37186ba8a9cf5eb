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

    private final VBox content;
    private double zoom = 1;
    private double size = 1;

    public Fitting(VBox content) {
        super(content);
        this.content = content;
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

    /** As high as its text at full size, as far as that can be told from a smaller one. */
    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return content.prefHeight(inner) / (size() * size()) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        fit();
        super.layoutChildren();
    }

    /** Nothing is laid out twice for nothing: the first size tried is the present one if that is the full one. */
    private void fit() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        if (width <= 0 || height <= 0) {
            return;
        }
        for (double wanted = zoom; wanted > SMALLEST - STEP / 2; wanted -= STEP) {
            size(wanted);
            if (content.prefHeight(width) <= height) {
                setVbarPolicy(ScrollBarPolicy.NEVER);
                return;
            }
        }
        setVbarPolicy(ScrollBarPolicy.AS_NEEDED);
    }

    private void size(double wanted) {
        if (wanted != size) {
            size = wanted;
            content.setStyle("-fx-font-size: " + wanted + "em;");
            content.applyCss();
        }
    }
}
