package dev.sloconsole.view.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.Ownership.Refused;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Stack.ServiceCounts;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.header.AccountLine.Errand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountLineTest {

    private static final Optional<AccountRead> ACCOUNT =
            Optional.of(new AccountRead("123456789012", "arn:aws:iam::123456789012:user/anna", "eu-west-1"));

    private final SessionState healthy = RecordedClass.normal();
    private final Instant wall = healthy.info().startedAt().plus(healthy.at());

    @Test
    void onTheLocalCloudAndInARecordingNothingIsPaidFor() {
        assertThat(AccountLine.from(healthy, healthy.at(), Source.LOCAL, Optional.empty()))
                .isEmpty();
        assertThat(AccountLine.from(healthy, healthy.at(), Source.REPLAY, ACCOUNT))
                .isEmpty();
    }

    @Test
    void accountRegionPriceAndEndAreThereAllTheTime() {
        var line = line(healthy.next().ownership(ending(Duration.ofMinutes(72))).state());
        assertThat(line.account()).isEqualTo("Account 123456789012 · eu-west-1");
        assertThat(line.price()).isEqualTo("about 0.05 USD an hour");
        assertThat(line.end())
                .isEqualTo("until " + Written.timeOfDay(wall.plus(Duration.ofMinutes(72))) + " (1 h 12 min left)");
        assertThat(line.endTone()).isEqualTo(Tone.PLAIN);
        var before = AccountLine.from(RecordedClass.begun(), Duration.ofSeconds(1), Source.AWS, Optional.empty())
                .orElseThrow();
        assertThat(before.account()).isEqualTo("Reading the account…");
        assertThat(before.end()).isEmpty();
        assertThat(before.errands()).extracting(Errand::whyNot).containsOnly("There is no stack.");
    }

    @Test
    void whatIsUnreadSaysSo() {
        var line = line(RecordedClass.begun().next().stack(Stack.unknown()).state());
        assertThat(line.errands()).extracting(Errand::whyNot).containsOnly("The account is not read yet.");
    }

    @Test
    void anEndThatNearsCallsForAnHourMore() {
        var line = line(healthy.next().ownership(ending(Duration.ofMinutes(14))).state());
        assertThat(line.endTone()).isEqualTo(Tone.WARN);
        assertThat(line.end()).endsWith("(14 min left)");
        assertThat(errand(line, Action.EXTEND)).satisfies(hour -> {
            assertThat(hour.called()).isTrue();
            assertThat(hour.whyNot()).isEmpty();
        });
        assertThat(errand(line, Action.WAKE_UP).whyNot()).contains("nothing to wake up");
        assertThat(errand(line, Action.ADMIT).whyNot()).contains("Nothing says");
    }

    @Test
    void whoIsShutOutCanBeAdmitted() {
        var refused = new Refused(
                new AddressRefused("198.51.100.7", List.of("203.0.113.7/32"), Duration.ofSeconds(7)), healthy.at());
        var line = line(healthy.next()
                .ownership(ending(Duration.ofHours(1)).with(Optional.of(refused)))
                .state());
        assertThat(errand(line, Action.ADMIT).called()).isTrue();
        assertThat(errand(line, Action.ADMIT).whyNot()).isEmpty();
    }

    @Test
    void whatSleepsCanBeWokenAndCostsNextToNothing() {
        var asleep = new Stack(
                "CREATE_COMPLETE",
                Optional.empty(),
                List.of(),
                List.of(new ServiceCounts("sre-app-service", 0, 0, 0, Optional.empty())));
        var line = line(healthy.next()
                .stack(asleep)
                .ownership(ending(Duration.ofMinutes(-3)))
                .state());
        assertThat(line.end()).isEqualTo("scaled to zero");
        assertThat(line.price()).isEqualTo("next to nothing while asleep");
        assertThat(errand(line, Action.WAKE_UP).called()).isTrue();
        assertThat(errand(line, Action.EXTEND).whyNot()).contains("Wake up starts them");
    }

    @Test
    void anotherProgramsStackStaysAsItIs() {
        var foreign = new StackFound("arn", false, Optional.empty(), wall, Optional.empty(), List.of());
        var line = line(healthy.next()
                .ownership(Ownership.UNKNOWN.with(foreign).withCost(0.05))
                .state());
        assertThat(line.errands())
                .extracting(Errand::whyNot)
                .allMatch(why -> why.contains("not created by this program"));
        assertThat(line.end()).isEqualTo("no auto-stop: until it is deleted");
    }

    private Ownership ending(Duration left) {
        return Ownership.UNKNOWN
                .with(new StackFound("arn", true, Optional.of("anna"), wall, Optional.of(wall.plus(left)), List.of()))
                .withCost(0.05);
    }

    private AccountLine line(SessionState state) {
        return AccountLine.from(state, healthy.at(), Source.AWS, ACCOUNT).orElseThrow();
    }

    private static Errand errand(AccountLine line, Action action) {
        return line.errands().stream()
                .filter(e -> e.action() == action)
                .findFirst()
                .orElseThrow();
    }
}
