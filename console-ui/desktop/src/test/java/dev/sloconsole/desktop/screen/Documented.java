package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.image.Image;

/** The pictures of the README, beside what they would be today. */
public final class Documented {

    private static final Path DOCS = Path.of("../../docs");

    /** Which part of the points may have another colour before a picture shows something else: a digit is more. */
    private static final double TOLERANCE = 0.0003;

    private Documented() {}

    /** Fails where a picture is out of date, and says what to do. */
    public static void isOfToday(String name, Image now) {
        var today = Path.of("target/pictures/readme", name);
        Snapshot.write(now, today);
        var documented = DOCS.resolve(name);
        assertThat(Fx.call(() -> apart(image(today), image(documented))))
                .as("%s is out of date: copy %s there after looking at it", documented, today.toAbsolutePath())
                .isLessThan(TOLERANCE);
    }

    private static Image image(Path file) {
        return new Image(file.toUri().toString());
    }

    private static double apart(Image a, Image b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return 1;
        }
        long others = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                var one = a.getPixelReader().getColor(x, y);
                var other = b.getPixelReader().getColor(x, y);
                others += Math.abs(one.getRed() - other.getRed()) > 0.25
                                || Math.abs(one.getBlue() - other.getBlue()) > 0.25
                        ? 1
                        : 0;
            }
        }
        return others / (a.getWidth() * a.getHeight());
    }
}
