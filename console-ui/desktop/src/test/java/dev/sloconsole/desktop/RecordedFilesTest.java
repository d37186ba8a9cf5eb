package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    @Test
    void everyFileThatIsThereIsNamedCompressedOrNot() throws IOException {
        var first = folder.resolve("class.jsonl");
        var options = SessionOptions.of(Source.LOCAL, "sre-slo-demo", "t").recordingTo(first);
        RecordedFiles recorded;
        try (var session = Session.start(options, Lesson.builtIn())) {
            recorded = RecordedFiles.of(session, first);
            assertThat(recorded.all()).containsExactly(first);
            Files.writeString(folder.resolve("class-2.jsonl"), "");
            session.append(new RecordingResumed("class-2.jsonl"));
            session.append(new RecordingResumed("class-3.jsonl"));
        }
        assertThat(recorded.all()).containsExactly(folder.resolve("class.jsonl.gz"), folder.resolve("class-2.jsonl"));
    }

    @Test
    void theFileAfterOneIsFound() throws IOException {
        Files.writeString(folder.resolve("session-20261126-211732-6292-2.jsonl"), "");
        Files.writeString(folder.resolve("session-20261126-211732-6292-3.jsonl.gz"), "");
        assertThat(RecordedFiles.after(folder.resolve("session-20261126-211732-6292.jsonl.gz")))
                .contains(folder.resolve("session-20261126-211732-6292-2.jsonl"));
        assertThat(RecordedFiles.after(folder.resolve("session-20261126-211732-6292-2.jsonl")))
                .contains(folder.resolve("session-20261126-211732-6292-3.jsonl.gz"));
        assertThat(RecordedFiles.after(folder.resolve("session-20261126-211732-6292-3.jsonl.gz")))
                .isEmpty();
    }
}
