package dev.sloconsole.view.tiles;

import dev.sloconsole.view.Tone;
import java.util.Optional;

/**
 * A large figure and what to know about it.
 *
 * @param words beside the figure, such as {@code failures left}; empty where it needs none
 * @param note the line below the figure
 * @param formula how the figure came about, with today's numbers
 * @param stale such as {@code 23 s old}, where the figure is no longer of now
 * @param bar where the figure is a part of a whole
 */
public record Tile(
        String title,
        String value,
        String words,
        Tone tone,
        String note,
        String formula,
        Optional<String> stale,
        Optional<Bar> bar) {

    /**
     * The part of a whole, 0 to 1.
     *
     * @param steady where somebody would be by now who spends evenly
     */
    public record Bar(double fraction, Optional<Double> steady) {}

    static Tile of(String title, String value, Tone tone, String note, String formula, Optional<String> stale) {
        return new Tile(title, value, "", tone, note, formula, stale, Optional.empty());
    }

    static Tile noData(String title, String note, String formula) {
        return of(title, "No data", Tone.MUTED, note, formula, Optional.empty());
    }
}
