package dev.sloconsole.view.wall;

import dev.sloconsole.view.Tone;
import java.util.List;
import java.util.Optional;

/**
 * A figure that can be read from the last row.
 *
 * @param unit what stands smaller beside the value, such as "of 360 left"
 * @param note the line below it
 */
public record KeyFigure(String title, String value, String unit, Tone tone, Optional<Bar> bar, List<Part> note) {

    /**
     * A part of a whole.
     *
     * @param fraction 0 to 1
     * @param mark where it would be with steady spending
     */
    public record Bar(double fraction, Optional<Double> mark) {}

    static KeyFigure noData(String title, String note) {
        return new KeyFigure(title, "–", "", Tone.MUTED, Optional.empty(), Part.plain(note));
    }
}
