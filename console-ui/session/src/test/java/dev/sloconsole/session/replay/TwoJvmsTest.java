package dev.sloconsole.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoJvmsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    /** Prints the digest of the state after every hundredth fact, and of the last. */
    static final class Digests {
        private Digests() {}

        public static void main(String[] args) {
            of(Path.of(args[0])).forEach(System.out::println);
        }

        static List<String> of(Path file) {
            var journal = Journal.open(file);
            var projection = new Projection(Folded.initial(journal.header().steps()));
            var digests = new ArrayList<String>();
            for (Fact fact : journal.facts()) {
                projection.apply(fact);
                if (fact.sequence() % 100 == 0) {
                    digests.add(StateDigest.of(projection.asOf(fact.at())));
                }
            }
            digests.add(StateDigest.of(Replay.open(file).finalState()));
            return digests;
        }
    }

    private Path lesson() {
        var header = new JournalHeader(
                "Türkiye …",
                Lesson.builtIn().outline(Source.LOCAL),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "s",
                Facts.START,
                "t");
        var entries = Facts.wholeLesson().list().stream()
                .<JournalEntry>map(JournalEntry.Known::new)
                .toList();
        var file = folder.resolve("lesson.jsonl");
        new Journal(header, entries, new Damage(List.of())).writeTo(file);
        return file;
    }

    /** Another collector, other identity hashes, another language, clock and character set. */
    private static List<String> inAnotherJvm(Path file) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kolkata",
                        "-Dfile.encoding=ISO-8859-1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Digests.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var digests = out.lines().toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return digests;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theSameJournalFoldsToTheSameStateInTwoJvms() throws Exception {
        var file = lesson();
        var here = Digests.of(file);

        assertThat(here).hasSizeGreaterThan(7).doesNotHaveDuplicates().allMatch(d -> d.matches("[0-9a-f]{64}"));
        assertThat(inAnotherJvm(file)).isEqualTo(here);
    }

    @Test
    void aStateThatDiffersInTheLastBitHasAnotherDigest() {
        var replay = Replay.open(lesson());
        var state = replay.finalState();
        var info = state.info();
        var nearly = state.next()
                .info(info.withObjective(Math.nextUp(info.objective()), info.window()))
                .state();

        assertThat(StateDigest.of(nearly)).isNotEqualTo(StateDigest.of(state));
    }
}
