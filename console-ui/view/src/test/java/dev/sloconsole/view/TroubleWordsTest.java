package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Trouble;
import dev.sloconsole.session.Trouble.Failed;
import dev.sloconsole.session.Trouble.Lost;
import dev.sloconsole.session.Trouble.NotRecorded;
import dev.sloconsole.session.Trouble.ShutOut;
import dev.sloconsole.session.Trouble.Silent;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.StackFailed;
import java.util.List;
import java.util.Optional;
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
        assertThat(TroubleWords.message(new Lost("ecs", "AWS is throttling us.")))
                .isEqualTo("AWS is throttling us.");
    }

    @Test
    void whatIsNotRecordedIsToldWithWhatToDo() {
        assertThat(TroubleWords.message(new NotRecorded("No space left on device")))
                .isEqualTo("The class is not recorded: No space left on device. The lesson goes on; what was recorded"
                        + " until now can be replayed. Free the disk, and the recording goes on by itself in a new"
                        + " file.");
        assertThat(TroubleWords.message(new Trouble.RecordedInParts("class-2.jsonl")))
                .isEqualTo("The disk takes the recording again: it goes on in class-2.jsonl, beside the first part."
                        + " What happened meanwhile is in neither.");
    }

    @Test
    void aFailedDeploymentNamesTheResourceItsTaskAndWhatToDo() {
        var failed = new StackFailed(
                "deployment",
                "AppService",
                "AWS::ECS::Service",
                "The circuit breaker was triggered.",
                Optional.of("CannotPullContainerError"),
                List.of("starting", "no such image"));

        assertThat(TroubleWords.message(new Failed(failed)))
                .isEqualTo("The deployment failed at AppService: The circuit breaker was triggered."
                        + " Its newest task: CannotPullContainerError It said last: no such image"
                        + " Mend that, then delete what is left and deploy again.");
    }

    @Test
    void anAddressThatIsShutOutIsToldApartFromABrokenService() {
        assertThat(TroubleWords.message(new ShutOut("203.0.113.9", List.of("198.51.100.7/32"))))
                .contains("203.0.113.9 now, and only 198.51.100.7/32")
                .contains("the network has changed, the service has not");
    }
}
