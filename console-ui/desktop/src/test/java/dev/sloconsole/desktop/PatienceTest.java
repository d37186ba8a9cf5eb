package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Patience patience(Duration silent, boolean counting) {
        return Patience.on(new PrintStream(written, true, StandardCharsets.UTF_8), silent, counting);
    }

    private String told() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsDoneAtOnceIsNotToldOf() throws Exception {
        assertThat(patience(Duration.ofHours(1), true).with("Opening", "usually a second", () -> 7))
                .isEqualTo(7);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatTakesLongerIsToldWithWhatIsUsualAndHowLongItTook() throws Exception {
        patience(Duration.ZERO, false).with("Opening", "usually a second", () -> {
            await().until(() -> told().startsWith("Opening, usually a second … "));
            return 0;
        });
        assertThat(told()).matches("Opening, usually a second … \\d+ s\\R");
    }

    @Test
    void aTerminalSeesTheSecondsGoBy() throws Exception {
        patience(Duration.ZERO, true).with("Opening", "usually a second", () -> {
            await().until(() -> told().contains("… 1 s"));
            return 0;
        });
        assertThat(told()).startsWith("\rOpening, usually a second … 0 s\rOpening, usually a second … ");
    }

    @Test
    void whatFailsFailsAsItWould() {
        assertThatThrownBy(() -> patience(Duration.ofHours(1), false).with("Opening", "usually a second", () -> {
                    throw new IOException("no such file");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file");
    }
}
