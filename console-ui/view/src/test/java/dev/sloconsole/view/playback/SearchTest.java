package dev.sloconsole.view.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.replay.FactSearch;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {

    private final List<Fact> facts = List.of(
            fact(1, 10, new TrafficChanged(TrafficPlan.off().with(TrafficPlan.Mode.NORMAL))),
            fact(2, 1267, new ActionRequested(Action.KILL, "41aa70c2d9e84b1fa3377c1d20aa4c07")),
            fact(3, 1270, new TrafficChanged(TrafficPlan.off())));

    private static Fact fact(long sequence, long seconds, SessionEvent event) {
        return new Fact(sequence, Duration.ofSeconds(seconds), event);
    }

    private Search search(String words) {
        return Search.of(words, new FactSearch(facts).find(words));
    }

    @Test
    void itGoesFromHitToHitAndRoundAgain() {
        var search = search("traffic");
        assertThat(search.count()).isEqualTo("2 hits");
        assertThat(search.shown()).isEmpty();
        assertThat(search.next().count()).isEqualTo("1 of 2");
        assertThat(search.next().next().shown()).contains(facts.get(2));
        assertThat(search.next().next().next().shown()).contains(facts.get(0));
        assertThat(search.previous().shown()).contains(facts.get(2));
        assertThat(search.next().previous().count()).isEqualTo("2 of 2");
    }

    @Test
    void whatIsNotThereSaysSoAndWhatToTry() {
        var search = search("nonsense");
        assertThat(search.count()).isEqualTo("nothing found");
        assertThat(search.next()).isEqualTo(search);
        assertThat(search.line()).startsWith("No fact of this recording holds these words. Try");
        assertThat(search("  ").count()).isEmpty();
    }

    @Test
    void whatWasFoundIsToldInWordsWithItsTime() {
        assertThat(search("kill").next().line()).isEqualTo("21:07 · Asked for: kill (41aa…07)");
        assertThat(FactWords.of(new StackObserved(new DnsAnswerChanged(
                        "sre-app-service.sre.local",
                        DnsSource.RESOLVER,
                        "NXDOMAIN",
                        List.of(),
                        Duration.ofSeconds(5)))))
                .isEqualTo("The resolver answers NXDOMAIN");
    }

    @Test
    void aKindWithoutWordsOfItsOwnIsToldAsTheJournalWritesIt() {
        assertThat(FactWords.of(new ClockJumped(Duration.ofSeconds(3))))
                .startsWith("Clock jumped: {")
                .contains("3");
    }
}
