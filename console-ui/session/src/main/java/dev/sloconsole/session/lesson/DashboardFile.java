package dev.sloconsole.session.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.session.journal.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The dashboard that a lesson brings, in a file beside its own. */
final class DashboardFile {

    private DashboardFile() {}

    /** The file of that name; what is wrong with it is added to the problems. */
    static Optional<Path> named(String name, Optional<Path> folder, YamlMap map) {
        var file = folder.map(f -> f.resolve(name)).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            map.problemAt(
                    "dashboard",
                    "There is no file \"" + name + "\" beside the lesson. Put the dashboard there, as"
                            + " Grafana exports it, or leave the field out.");
        }
        file.flatMap(DashboardFile::unfit)
                .ifPresent(why -> map.problemAt(
                        "dashboard",
                        "The file \"" + name + "\" is no dashboard: " + why + ". Export one from Grafana as JSON."));
        return file;
    }

    /** Why a file cannot be a dashboard, if it cannot; whether its panels can be drawn is seen when they are. */
    private static Optional<String> unfit(Path file) {
        try {
            if (Files.size(file) > LessonReader.MAX_BYTES) {
                return Optional.of(
                        "it has " + Files.size(file) + " bytes, and a dashboard has at most " + LessonReader.MAX_BYTES);
            }
            var json = new ObjectMapper().readTree(file.toFile());
            return json.isObject() ? Optional.empty() : Optional.of("it holds no JSON object");
        } catch (JsonProcessingException e) {
            return Optional.of("it is not JSON (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }
}
