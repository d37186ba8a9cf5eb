package dev.sloconsole.view.wall;

import dev.sloconsole.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A stretch of a sentence that is said in one tone. */
public record Part(String text, Tone tone) {

    /** A sentence of one stretch. */
    public static List<Part> plain(String text) {
        return List.of(new Part(text, Tone.PLAIN));
    }

    /** The words without their tones. */
    public static String text(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /** A sentence in the making. */
    static Sentence say(String text) {
        return new Sentence().say(text);
    }

    /** A sentence in the making, stretch by stretch. */
    static final class Sentence {

        private final List<Part> parts = new ArrayList<>();

        private Sentence() {}

        Sentence say(String text) {
            return in(Tone.PLAIN, text);
        }

        Sentence good(String text) {
            return in(Tone.GOOD, text);
        }

        Sentence warn(String text) {
            return in(Tone.WARN, text);
        }

        Sentence bad(String text) {
            return in(Tone.BAD, text);
        }

        Sentence in(Tone tone, String text) {
            if (!text.isEmpty()) {
                parts.add(new Part(text, tone));
            }
            return this;
        }

        List<Part> parts() {
            return List.copyOf(parts);
        }
    }
}
