package dev.sloconsole.session.journal;

import java.util.List;
import java.util.Locale;

/**
 * What of a journal could not be read.
 *
 * @param places in the order of the file; empty for a whole journal
 */
public record Damage(List<Place> places) {

    /** A person reads no more of them. */
    private static final int MOST_TOLD = 20;

    /**
     * A place where something was lost.
     *
     * @param line counted from 1, the header's line
     * @param offset of the line's first byte in the (uncompressed) journal
     * @param bytes how much was lost there, as far as is known
     * @param what one sentence
     */
    public record Place(long line, long offset, long bytes, String what) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "line %,d (byte %,d, %,d bytes lost): %s", line, offset, bytes, what);
        }
    }

    public Damage {
        places = List.copyOf(places);
    }

    public boolean none() {
        return places.isEmpty();
    }

    /** For a person: one line for each of the first places and for the last, or that nothing was lost. */
    @Override
    public String toString() {
        if (none()) {
            return "The journal is whole.";
        }
        var text = new StringBuilder("The journal is damaged; everything else in it was opened.");
        places.stream().limit(MOST_TOLD).forEach(p -> text.append("\n  ").append(p));
        if (places.size() > MOST_TOLD) {
            text.append(String.format(
                            Locale.ROOT, "\n  and %,d places more, the last one:\n  ", places.size() - MOST_TOLD))
                    .append(places.getLast());
        }
        return text.toString();
    }
}
