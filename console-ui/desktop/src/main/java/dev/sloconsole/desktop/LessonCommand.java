package dev.sloconsole.desktop;

import dev.sloconsole.session.lesson.InvalidLessonException;
import dev.sloconsole.session.lesson.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** For those who write lessons; starts nothing. */
@Command(
        name = "lesson",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "check",
        description = "Reads lesson files for those who write them.")
final class LessonCommand {

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Tells all that is wrong with a lesson file, with line and column. Exit status 0: nothing; 1: what"
                            + " was printed; 2: there is no such file.")
    int check(@Parameters(paramLabel = "FILE", description = "The lesson's YAML file.") Path file) {
        Lesson lesson;
        try {
            lesson = Lesson.read(file);
        } catch (InvalidLessonException e) {
            System.err.println(e.getMessage());
            return Files.isRegularFile(file) ? 1 : Mistakes.STATUS;
        }
        long checkpoints = lesson.steps().stream()
                .mapToLong(step -> step.checkpoints().size())
                .sum();
        System.out.println(file + " is a lesson: \"" + lesson.title() + "\", "
                + lesson.steps().size() + " steps, " + checkpoints + " checkpoints.");
        return 0;
    }
}
