package dev.sloconsole.desktop.screen.look;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * How wide texts are. Remembered, because measuring lays a text out, and what is drawn several times a second draws the
 * same words nearly always. JavaFX thread only.
 */
public final class Widths {

    private static final int REMEMBERED = 1000;

    private record Key(String words, Font font) {}

    private static final Map<Key, Double> WIDTHS = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Widths() {}

    /** In pixels of the font. */
    public static double of(String words, Font font) {
        return WIDTHS.computeIfAbsent(new Key(words, font), key -> {
            var text = new Text(words);
            text.setFont(font);
            return text.getLayoutBounds().getWidth();
        });
    }
}
