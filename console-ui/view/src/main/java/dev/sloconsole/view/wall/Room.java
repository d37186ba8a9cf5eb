package dev.sloconsole.view.wall;

/**
 * The room that the wall hangs in. A letter can be read from as far as 200 times the height of its x (ANSI/AVIXA V202.01,
 * "basic decision making"); of the text that is read on the wall this is 0.0192 of the picture's height.
 *
 * <pre>
 * readable from = 200 × picture's height × 0.0192
 * enlargement   = depth of the room ÷ readable from        not below 1, not above 1.4
 * </pre>
 *
 * <p>A picture of 1.7 m, 3 m wide, is read from 6.5 m as it is and from 9.1 m at most; a deeper room needs a larger picture.
 *
 * @param depthMetres from the wall to the last row
 * @param pictureMetres how high the picture is
 */
public record Room(double depthMetres, double pictureMetres) {

    /** Text of 38 units of 1080 in Inter, whose x is 0.546 of its size. */
    static final double LETTER = 38 * 0.546 / 1080;

    private static final double TIMES = 200;
    private static final double MOST = 1.4;

    /** A usual seminar room. */
    public static final Room USUAL = new Room(6, 1.7);

    public Room {
        if (!(depthMetres > 0 && depthMetres <= 100 && pictureMetres > 0 && pictureMetres <= 20)) {
            throw new IllegalArgumentException("A room of " + depthMetres + " m with a picture " + pictureMetres
                    + " m high is none: write its depth in metres, such as 8.");
        }
    }

    /** A room of this depth, with a usual picture. */
    public static Room deep(double metres) {
        return new Room(metres, USUAL.pictureMetres);
    }

    /** From how far the text can be read as it is. */
    public double readableFrom() {
        return TIMES * pictureMetres * LETTER;
    }

    /** How much larger the text is than in a room from whose last row it can be read as it is. */
    public double enlargement() {
        return Math.clamp(depthMetres / readableFrom(), 1, MOST);
    }
}
