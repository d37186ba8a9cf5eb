package dev.sloconsole.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.journal.JournalCodec;
import dev.sloconsole.session.journal.Kinds;
import dev.sloconsole.session.lesson.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another traffic mode is another line of the enum and of the docs: everything else follows from it. */
class TrafficModesTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theJournalHasItsWord(Mode mode) {
        var changed = new SessionEvent.TrafficChanged(TrafficPlan.off().with(mode));
        var data = Kinds.encode(changed);

        assertThat(data.path("mode").asText()).isEqualTo(mode.word());
        assertThat(JournalCodec.event(Kinds.name(changed), data)).isEqualTo(changed);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLessonCanSwitchToItAndWaitForIt(Mode mode, @TempDir Path folder) throws IOException {
        var file = folder.resolve("lesson.yaml");
        Files.writeString(file, """
                title: Traffic
                objective: 0.99
                window: 30m
                steps:
                  - id: one
                    title: One
                    text: Look.
                    action: {kind: traffic-%s, label: Send it}
                    checkpoints:
                      - {id: sent, text: It is sent, when: {traffic: %s}}
                """.formatted(mode.word(), mode.word()));

        var button = Lesson.read(file).steps().getFirst().button().orElseThrow();

        assertThat(button.sends(mode)).isTrue();
        assertThat(button.word()).isEqualTo("traffic-" + mode.word());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noOtherSourceNamesItButThoseThatMeanIt(Mode mode) throws IOException {
        var byName = Pattern.compile("case [A-Z_, ]*\\b" + mode.name() + "\\b");
        try (var sources = Files.walk(Path.of(".."))) {
            assertThat(sources.filter(source -> source.toString().contains("/src/main/")
                                    && source.toString().endsWith(".java"))
                            .filter(source -> byName.matcher(text(source)).find()))
                    .isEmpty();
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
