package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Trouble.Lost;
import dev.sloconsole.session.Trouble.Silent;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleWordsTest {

    @Test
    void aSilentDnsServerIsToldWithWhatItSaidBefore() {
        var silent = new Silent(DnsSource.RESOLVER, "sre-app-service.sre.local", List.of("10.42.0.23"));

        assertThat(TroubleWords.message(silent))
                .isEqualTo("The DNS server gives no answer for sre-app-service.sre.local. It said 10.42.0.23 before,"
                        + " which may have changed. The console asks again by itself.");
    }

    @Test
    void aLostSourceSpeaksForItself() {
        assertThat(TroubleWords.message(new Lost("ecs", "AWS is throttling us."))).isEqualTo("AWS is throttling us.");
    }
}
