package dev.sloconsole.desktop.wall;

/** A rectangle of the wall, in units: pixels of a wall of 1920 x 1080. */
record Area(double x, double y, double width, double height) {

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double centreX() {
        return x + width / 2;
    }

    double centreY() {
        return y + height / 2;
    }

    /** The upper part. */
    Area top(double part) {
        return new Area(x, y, width, Math.min(part, height));
    }

    /** What is below the upper part. */
    Area below(double part) {
        return new Area(x, y + part, width, Math.max(0, height - part));
    }

    /** What is above the lowest part. */
    Area above(double part) {
        return new Area(x, y, width, Math.max(0, height - part));
    }

    /** The lowest part. */
    Area lowest(double part) {
        return new Area(x, bottom() - Math.min(part, height), width, Math.min(part, height));
    }

    /** The left part. */
    Area left(double part) {
        return new Area(x, y, Math.min(part, width), height);
    }

    /** What is right of the left part. */
    Area rightOf(double part) {
        return new Area(x + part, y, Math.max(0, width - part), height);
    }

    /** One of several rows of the same height. */
    Area row(int index, int of) {
        return new Area(x, y + height * index / of, width, height / of);
    }

    /** One of several columns of the same width, with a gap between them. */
    Area column(int index, int of, double gap) {
        double each = (width - gap * (of - 1)) / of;
        return new Area(x + (each + gap) * index, y, each, height);
    }
}
