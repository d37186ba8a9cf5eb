package dev.sloconsole.desktop;

import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.lesson.InvalidLessonException;
import dev.sloconsole.session.lesson.Lesson;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Which lesson is taught: the one that was asked for, else in a console the one of the last class. */
final class LessonChoice {

    private LessonChoice() {}

    /** The lesson that was asked for, else the eight steps. */
    static Lesson asked(Options options) {
        return options.lesson
                .filter(file -> !file.equals(Options.BUILT_IN))
                .map(Lesson::read)
                .orElseGet(Lesson::builtIn);
    }

    /** The same of a console, which remembers; a lesson of last time that is gone or broken is told, and not taught. */
    static Lesson remembered(Options options, SettingsFile settings, PrintStream out) {
        if (options.lesson.isPresent()) {
            var lesson = asked(options);
            settings.change(s -> s.withLesson(options.lesson
                    .filter(file -> !file.equals(Options.BUILT_IN))
                    .map(Path::toAbsolutePath)));
            return lesson;
        }
        return settings.now().lesson().flatMap(file -> again(file, out)).orElseGet(Lesson::builtIn);
    }

    private static Optional<Lesson> again(Path file, PrintStream out) {
        try {
            var lesson = Lesson.read(file);
            out.println("Lesson: " + file + ", as the last time. For the eight steps: --lesson built-in");
            return Optional.of(lesson);
        } catch (InvalidLessonException e) {
            out.println("The lesson of the last time is not taught, but the eight steps. " + e.getMessage());
            return Optional.empty();
        }
    }
}
