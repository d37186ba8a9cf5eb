package dev.sloconsole.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AddressAdmitted;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.TaskChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A computer that moves to another network in the middle of a class, and a stack whose end comes near. */
class AddressWatchTest {

    private static final RequestCounts GOOD = new RequestCounts(20, 0, 0, 0, 0, 0);
    private static final RequestCounts BAD = new RequestCounts(0, 0, 0, 20, 0, 0);
    private static final Instant END = Instant.parse("2026-03-01T11:00:00Z");

    private final List<StackFact> facts = new ArrayList<>();
    private final Custody custody = new Custody(arn -> "");
    private Folded folded = Folded.initial(List.of());
    private Duration now = Duration.ZERO;
    private Optional<String> address = Optional.of("203.0.113.7");
    private int asked;
    private final List<SessionEvent> observations = new ArrayList<>();
    private final AddressWatch watch = new AddressWatch(this::state, custody, this::ask, facts::add, observations::add);

    @BeforeEach
    void classThatRuns() {
        custody.accept(found("203.0.113.7/32"));
        for (var service : List.of("sre-app-service", "sre-observability-service")) {
            runs(service, "RUNNING");
        }
        happens(new MetricsObserved(new PrometheusReached("3.5.0")));
    }

    @Test
    void nobodyIsAskedForTheAddressWhileAnythingIsHeardOfTheStack() {
        address = Optional.of("198.51.100.9");
        look(20);

        assertThat(asked).isZero();
        assertThat(facts).isEmpty();
    }

    @Test
    void silenceWithAnotherAddressIsTheNetworksAndIsToldOnce() {
        address = Optional.of("198.51.100.9");
        happens(new MetricsObserved(new PrometheusLost("timed out")));
        look(20);

        assertThat(facts).singleElement().isInstanceOfSatisfying(AddressRefused.class, refused -> {
            assertThat(refused.address()).isEqualTo("198.51.100.9");
            assertThat(refused.ranges()).containsExactly("203.0.113.7/32");
            assertThat(refused.silence()).isGreaterThanOrEqualTo(AddressWatch.SILENCE);
        });
    }

    @Test
    void silenceWithTheSameAddressIsTheServices() {
        happens(new MetricsObserved(new PrometheusLost("refused")));
        look(20);

        assertThat(asked).isPositive();
        assertThat(facts).isEmpty();
    }

    @Test
    void admittedAddressEndsIt() {
        address = Optional.of("198.51.100.9");
        happens(new MetricsObserved(new PrometheusLost("timed out")));
        look(20);
        custody.accept(found("198.51.100.9/32"));
        look(2);

        assertThat(facts.getLast()).isEqualTo(new AddressAdmitted("198.51.100.9"));
    }

    @Test
    void fromTheLastAnswerUntilTheEchoOfTheSilenceIsOverNothingIsObserved() {
        happens(new TrafficCounted(GOOD));
        var heard = now;
        address = Optional.of("198.51.100.9");
        happens(new TrafficCounted(new RequestCounts(7, 0, 0, 0, 13, 0)));
        happens(new TrafficCounted(BAD));
        happens(new MetricsObserved(new PrometheusLost("timed out")));
        look(5);
        assertThat(observations).isEmpty();
        look(15);
        assertThat(observations).containsExactly(new ObservationLost(heard));

        happens(new TrafficCounted(GOOD));
        look(3);
        assertThat(observations)
                .as("what was sent into the silence fails still")
                .hasSize(1);
        look(1);
        assertThat(observations).endsWith(new ObservationRegained()).hasSize(2);
    }

    @Test
    void whatEcsKnowsAReasonForIsTheServices() {
        happens(new TrafficCounted(GOOD));
        address = Optional.of("198.51.100.9");
        happens(new TrafficCounted(BAD));
        happens(new MetricsObserved(new PrometheusLost("timed out")));
        runs("sre-app-service", "DEACTIVATING");
        look(10);
        var excused = now;
        runs("sre-app-service", "RUNNING");
        look(20);

        assertThat(observations).containsExactly(new ObservationLost(excused));
    }

    @Test
    void aNetworkThatIsGoneShowsNothingEither() {
        happens(new TrafficCounted(GOOD));
        var heard = now;
        address = Optional.empty();
        happens(new TrafficCounted(BAD));
        happens(new MetricsObserved(new PrometheusLost("no route")));
        look(20);
        assertThat(observations).as("the page alone may be forbidden here").isEmpty();

        happens(new StackObserved(new SourceLost("ecs", "the name could not be resolved")));
        look(2);
        assertThat(observations).containsExactly(new ObservationLost(heard));
        assertThat(facts).isEmpty();
    }

    @Test
    void silenceThatIsTheServicesIsObserved() {
        happens(new MetricsObserved(new PrometheusLost("refused")));
        look(20);

        assertThat(observations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32, true",
        "203.0.113.0/24, true",
        "10.1.2.3/32, false",
        "172.20.0.1/32, false",
        "192.168.1.7/32, false",
        "100.70.1.1/32, false",
        "0.0.0.0/0, false",
        "203.0.113.7, false",
        "300.1.1.1/32, false",
        "203.0.113.0/23, false"
    })
    void privateSharedAndWideRangesAreRefused(String range, boolean allowed) {
        assertThat(PublicAddress.refusal(range).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void autoStopIsToldAQuarterOfAnHourBeforeItAndOnceForEachEnd() {
        var clock = new Instant[] {END.minus(Duration.ofMinutes(16))};
        var end = new EndWatch(custody, () -> clock[0], facts::add);
        end.look();
        assertThat(facts).isEmpty();

        clock[0] = END.minus(Duration.ofMinutes(15));
        end.look();
        end.look();
        assertThat(facts).containsExactly(new AutoStopNeared(END));
    }

    private void runs(String service, String status) {
        happens(new StackObserved(new TaskChanged(
                service + "-1",
                service,
                status,
                "RUNNING",
                "HEALTHY",
                Optional.of("10.42.0.11"),
                Optional.of("203.0.113.99"))));
    }

    private static StackFound found(String range) {
        return new StackFound("arn:1", true, Optional.of("someone"), Instant.EPOCH, Optional.of(END), List.of(range));
    }

    private Optional<String> ask() {
        asked++;
        return address;
    }

    private SessionState state() {
        return folded.asOf(now, folded.state().figures());
    }

    private void look(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            watch.look();
        }
    }

    private void happens(SessionEvent event) {
        now = now.plusSeconds(1);
        var fact = new Fact(folded.state().sequence() + 1, now, event);
        folded = Fold.apply(folded, fact);
        watch.observe(fact);
    }
}
