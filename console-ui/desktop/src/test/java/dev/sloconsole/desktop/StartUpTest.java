package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a console starts, as its start-up log tells it. */
class StartUpTest {

    @Test
    void localCloudIsNotStartedBeforeTheFirstFrameAndTheProgramEndsWhenItIsTold(@TempDir Path home) throws Exception {
        var asked = Map.of("JDK_JAVA_OPTIONS", "-Dslo.timing=stages", "DISPLAY", ":0");
        long before = System.nanoTime();
        try (var console = ConsoleProcess.start(home, asked)) {
            var usable = console.line(line -> line.startsWith(StartUp.USABLE));
            long seenFromOutside = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            assertThat(Long.parseLong(usable.split(" ")[2]))
                    .as(usable)
                    .isPositive()
                    .isLessThanOrEqualTo(seenFromOutside);

            assertThat(console.out())
                    .filteredOn(line -> line.matches(".* after [0-9]+ ms, [0-9]+ ms of processor"))
                    .extracting(line -> line.replaceFirst(" after .*", ""))
                    .containsSubsequence("window shown", StartUp.FIRST_FRAME, StartUp.CLOUD, StartUp.USABLE)
                    .contains("main", "arguments", "lesson", "session", "toolkit", "window made")
                    .doesNotHaveDuplicates();

            console.handle().destroy();
            assertThat(console.status()).isEqualTo(143);
        }
    }
}
