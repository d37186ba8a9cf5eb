package dev.sloconsole.desktop.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * What is remembered. Every value that was never chosen, or that a file holds and nobody can make sense of, is the usual
 * one.
 *
 * @param light whether the light theme was chosen; empty where none was
 * @param textSize of the desk, 1 for the usual one
 * @param notes whether the speaker's notes are open
 * @param rate requests a second that the traffic begins with
 * @param place where the window was
 * @param lesson the lesson of one's own that was taught last
 * @param welcomed whether the first-run hint was seen
 */
public record Settings(
        Optional<Boolean> light,
        double textSize,
        boolean notes,
        Optional<Integer> rate,
        Optional<Place> place,
        Optional<Path> lesson,
        boolean welcomed) {

    public static final double SMALLEST_TEXT = 0.8;
    public static final double LARGEST_TEXT = 1.25;

    /** Of somebody who starts for the first time. */
    public static final Settings USUAL =
            new Settings(Optional.empty(), 1, false, Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final int MOST_RATE = 2_000;

    /** A window's bounds on the desktop, in its own pixels. */
    public record Place(double x, double y, double width, double height, boolean maximized) {

        private static final double LEAST = 200;
        private static final double MOST = 20_000;

        /** The same place of a window that fills its display, or does not. */
        public Place whole(boolean display) {
            return new Place(x, y, width, height, display);
        }

        /** Whether a window could have been there. */
        boolean plausible() {
            return Math.abs(x) <= MOST && Math.abs(y) <= MOST && sized(width) && sized(height);
        }

        private static boolean sized(double length) {
            return length >= LEAST && length <= MOST;
        }
    }

    public Settings {
        textSize = textSize >= SMALLEST_TEXT && textSize <= LARGEST_TEXT ? textSize : 1;
        rate = rate.filter(n -> n >= 1 && n <= MOST_RATE);
        place = place.filter(Place::plausible);
    }

    public Settings withLight(boolean chosen) {
        return new Settings(Optional.of(chosen), textSize, notes, rate, place, lesson, welcomed);
    }

    public Settings withTextSize(double chosen) {
        return new Settings(light, chosen, notes, rate, place, lesson, welcomed);
    }

    public Settings withNotes(boolean open) {
        return new Settings(light, textSize, open, rate, place, lesson, welcomed);
    }

    public Settings withRate(int perSecond) {
        return new Settings(light, textSize, notes, Optional.of(perSecond), place, lesson, welcomed);
    }

    public Settings with(Place where) {
        return new Settings(light, textSize, notes, rate, Optional.of(where), lesson, welcomed);
    }

    public Settings withLesson(Optional<Path> file) {
        return new Settings(light, textSize, notes, rate, place, file, welcomed);
    }

    public Settings afterWelcome() {
        return new Settings(light, textSize, notes, rate, place, lesson, true);
    }

    /** As a file holds them. */
    Properties written() {
        var out = new Properties();
        light.ifPresent(chosen -> out.setProperty("theme", chosen ? "light" : "dark"));
        out.setProperty("text-size", String.valueOf(textSize));
        out.setProperty("notes", String.valueOf(notes));
        rate.ifPresent(n -> out.setProperty("rate", String.valueOf(n)));
        place.ifPresent(p -> {
            out.setProperty("window", p.x() + " " + p.y() + " " + p.width() + " " + p.height());
            out.setProperty("maximized", String.valueOf(p.maximized()));
        });
        lesson.ifPresent(file -> out.setProperty("lesson", file.toString()));
        out.setProperty("welcomed", String.valueOf(welcomed));
        return out;
    }

    /** What can be made sense of in a file. */
    static Settings read(Properties file) {
        return new Settings(
                value(file, "theme", word -> switch (word) {
                    case "light" -> true;
                    case "dark" -> false;
                    default -> throw new IllegalArgumentException(word);
                }),
                value(file, "text-size", Double::valueOf).orElse(1.0),
                Boolean.parseBoolean(file.getProperty("notes")),
                value(file, "rate", Integer::valueOf),
                value(file, "window", words -> place(words, Boolean.parseBoolean(file.getProperty("maximized")))),
                value(file, "lesson", Path::of),
                Boolean.parseBoolean(file.getProperty("welcomed")));
    }

    private static Place place(String words, boolean maximized) {
        List<Double> numbers =
                Arrays.stream(words.strip().split("\\s+")).map(Double::valueOf).toList();
        if (numbers.size() != 4) {
            throw new IllegalArgumentException(words);
        }
        return new Place(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), maximized);
    }

    private static <T> Optional<T> value(Properties file, String key, Function<String, T> meaning) {
        try {
            return Optional.ofNullable(file.getProperty(key)).map(meaning);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
