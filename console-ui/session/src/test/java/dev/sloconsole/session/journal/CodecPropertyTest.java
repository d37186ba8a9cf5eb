package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class CodecPropertyTest {

    @Provide
    Arbitrary<SessionEvent> events() {
        return AnyEvent.arbitrary();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .withChars("[]{},:\"0123456789.-eE \\utrafficsamples")
                .ofMaxLength(60);
    }

    @Property(tries = 1_500)
    void everyFactComesBackAsItWas(
            @ForAll("events") SessionEvent event, @ForAll @LongRange(max = 7_200_000_000L) long us) {
        var fact = new Fact(7, Duration.ofNanos(us * 1_000), event);
        var line = JournalCodec.line(fact);

        assertThat(line).doesNotContain("\n");
        assertThat(JournalCodec.entry(7, line)).isEqualTo(new JournalEntry.Known(fact));
        assertThat(JournalCodec.entry(7, line).line()).as("written again").isEqualTo(line);
    }

    @Property(tries = 1_500)
    void whateverALineHoldsItIsAFactOrDamaged(@ForAll("lines") String line) {
        try {
            assertThat(JournalCodec.entry(1, line).at()).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (Data.DamagedLine e) {
            assertThat(e.getMessage()).as("said in words").isNotBlank();
        }
    }
}
