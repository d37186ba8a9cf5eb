package dev.sloconsole.view.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.RecordedClass;
import org.junit.jupiter.api.Test;

class TargetRowTest {

    @Test
    void downTargetShowsItsError() {
        var row = TargetRow.from(
                        RecordedClass.killed(4), RecordedClass.killed(4).at())
                .getFirst();
        assertThat(row.health()).isEqualTo("DOWN");
        assertThat(row.tone()).isEqualTo(Tone.BAD);
        assertThat(row.error()).endsWith("connection refused");
    }

    @Test
    void whatOnlyAProxyAddsIsLeftOut() {
        assertThat(ScrapeError.told("server returned HTTP status 502 connection refused"))
                .isEqualTo("connection refused");
        assertThat(ScrapeError.told("server returned HTTP status 502 Bad Gateway"))
                .isEqualTo("server returned HTTP status 502 Bad Gateway");
        assertThat(ScrapeError.told("Get \"http://x\": context deadline exceeded"))
                .isEqualTo("Get \"http://x\": context deadline exceeded");
    }

    @Test
    void healthOfALostPrometheusIsStale() {
        var row = TargetRow.from(
                        RecordedClass.prometheusLost(),
                        RecordedClass.prometheusLost().at())
                .getFirst();
        assertThat(row.health()).isEqualTo("UP (stale)");
        assertThat(row.tone()).isEqualTo(Tone.MUTED);
    }
}
