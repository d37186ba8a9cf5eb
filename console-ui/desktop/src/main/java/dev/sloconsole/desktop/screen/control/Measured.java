package dev.sloconsole.desktop.screen.control;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/**
 * A column that remembers how high it is at a width until something in it has changed: a column of texts that break into
 * lines is measured several times by each layout of what is around it, and each time breaks all of them anew.
 */
final class Measured extends VBox {

    private double width = Double.NaN;
    private double height;
    private long changes;

    Measured(Node... children) {
        super(children);
    }

    /** How often something in it has changed. */
    long changes() {
        return changes;
    }

    @Override
    public void requestLayout() {
        changes++;
        width = Double.NaN;
        super.requestLayout();
    }

    @Override
    protected double computePrefHeight(double forWidth) {
        if (forWidth != width) {
            height = super.computePrefHeight(forWidth);
            width = forWidth;
        }
        return height;
    }
}
