package dev.sloconsole.view.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Discovery;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Stack;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    @Test
    void stoppedTaskTurnsItsTileRed() {
        var state = RecordedClass.killed(8.5);
        var tile = TaskTile.from(state.tasks().all().getFirst(), Optional.empty());
        assertThat(tile.status()).isEqualTo("STOPPED");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.why()).isEqualTo("Essential container in task exited");
        assertThat(tile.tooltip()).contains("exit code 1");
        assertThat(tile.stoppable()).isFalse();
    }

    @Test
    void replacementNamesTheTaskItReplaces() {
        var tiles = TaskTile.from(RecordedClass.killed(8.5));
        assertThat(tiles).extracting(TaskTile::shortId).containsExactly("159d…b5", "22c2…e0");
        assertThat(tiles.getFirst().why()).isEqualTo("replaces 22c2…e0");
        assertThat(tiles.getFirst().stoppable()).isTrue();
    }

    @Test
    void everyHopSaysWhatItBelievesAndSinceWhen() {
        var state = RecordedClass.killed(8.5);
        var hops = HopView.from(state, state.at());
        assertThat(hops)
                .extracting(HopView::address)
                .containsExactly("10.42.0.203", "10.42.0.203", "10.42.0.202", "via DNS");
        assertThat(hops).extracting(HopView::note).containsExactly("+7.5 s", "+7.6 s", "stale", "no answer in time");
        assertThat(hops).extracting(HopView::tone).containsExactly(Tone.GOOD, Tone.GOOD, Tone.WARN, Tone.BAD);
    }

    @Test
    void cachedAnswerCountsDownAndTheZonesDoesNot() {
        var state = RecordedClass.killed(8.5);
        assertThat(RecordRow.from(state, state.at())).extracting(RecordRow::ttl).containsExactly("10", "2");
        assertThat(RecordRow.from(state, state.at().plusSeconds(2)))
                .extracting(RecordRow::ttl)
                .containsExactly("10", "0");
        assertThat(RecordRow.from(state, state.at().plusSeconds(9)))
                .extracting(RecordRow::ttl)
                .containsExactly("10", "0");
    }

    /** Between the death of a task and the address of the next one there is nobody whom the old answer could name. */
    @Test
    void theDeadTasksAddressIsStaleBeforeThereIsAnother() {
        var state = RecordedClass.killed(4);
        var dns = HopView.from(state, state.at()).get(2);
        assertThat(dns.address()).isEqualTo("10.42.0.202");
        assertThat(dns.note()).isEqualTo("stale");
        assertThat(dns.tone()).isEqualTo(Tone.WARN);
    }

    @Test
    void staleAnswerIsMarked() {
        var state = RecordedClass.killed(8.5);
        assertThat(RecordRow.from(state, state.at()))
                .extracting(RecordRow::tone)
                .containsExactly(Tone.PLAIN, Tone.WARN);
    }

    @Test
    void nobodyActsBeforeAnybodyHasNoticed() {
        var killed = RecordedClass.killed(0.2);
        assertThat(Propagation.from(killed, killed.at()).orElseThrow().bars())
                .extracting(Propagation.Bar::words)
                .containsExactly(
                        "has not noticed",
                        "does not have it yet",
                        "knows the old one",
                        "has not noticed",
                        "served still");
        var noticed = RecordedClass.killed(4);
        assertThat(Propagation.from(noticed, noticed.at()).orElseThrow().bars())
                .extracting(Propagation.Bar::words)
                .containsExactly(
                        "is starting a new task",
                        "does not have it yet",
                        "knows the old one",
                        "has not asked the new task",
                        "not served again yet");
    }

    @Test
    void propagationGoesOnUntilEverybodyKnows() {
        var killed = RecordedClass.killed(8.5);
        var waiting = Propagation.from(killed, killed.at()).orElseThrow();
        assertThat(waiting.bars())
                .extracting(Propagation.Bar::words)
                .containsExactly(
                        "7.5 s", "7.6 s", "waiting for the TTL", "has not asked the new task", "not served again yet");
        assertThat(waiting.axisSeconds()).isEqualTo(10);
        var recovered = RecordedClass.recovered();
        var known = Propagation.from(recovered, recovered.at()).orElseThrow();
        assertThat(known.bars())
                .extracting(Propagation.Bar::words)
                .containsExactly("7.5 s", "7.6 s", "11.3 s", "12.4 s", "11.2 s");
        assertThat(known.bars()).extracting(Propagation.Bar::tone).containsOnly(Tone.GOOD);
        assertThat(known)
                .isEqualTo(Propagation.from(recovered, recovered.at().plusSeconds(60))
                        .orElseThrow());
    }

    @Test
    void aTaskThatEndsAfterTheOutageHasNoPartInIt() {
        var gone = RecordedClass.moment("deleted");
        assertThat(HopView.from(gone, gone.at()).getFirst().state()).isEqualTo("STOPPED");
        assertThat(HopView.from(gone, gone.at()).getFirst().note()).isEmpty();
    }

    @Test
    void nothingIsKnownBeforeTheFirstDeployment() {
        var state = RecordedClass.begun();
        assertThat(HopView.from(state, state.at())).extracting(HopView::tone).containsOnly(Tone.MUTED);
        assertThat(Propagation.from(state, state.at())).isEmpty();
        assertThat(TaskTile.from(state)).isEmpty();
    }

    /** A DNS server that has no zone yet refuses, and a resolver keeps that for its time. Neither is anybody's fault. */
    @Test
    void nothingIsRefusedOrOverBeforeThereIsAnything() {
        for (var stack :
                List.of(Stack.unknown(), Stack.none(), RecordedClass.deploying().stack())) {
            var state = RecordedClass.begun()
                    .next()
                    .stack(stack)
                    .discovery(new Discovery(
                            List.of(),
                            List.of(
                                    refused(DnsSource.AUTHORITATIVE, "REFUSED"),
                                    refused(DnsSource.RESOLVER, "NXDOMAIN"))))
                    .state();
            var dns = HopView.from(state, Duration.ofSeconds(60)).get(2);
            assertThat(dns.state()).isEqualTo("no record yet");
            assertThat(dns.note()).isEmpty();
            assertThat(dns.tone()).isEqualTo(Tone.MUTED);
            assertThat(RecordRow.from(state, Duration.ofSeconds(60))).allSatisfy(row -> {
                assertThat(row.answer()).isEqualTo("none yet");
                assertThat(row.ttl()).isEqualTo("–");
                assertThat(row.tone()).isEqualTo(Tone.MUTED);
            });
        }
    }

    private static DnsAnswer refused(DnsSource source, String rcode) {
        return new DnsAnswer(
                "sre-app-service.sre.local", source, rcode, List.of(), Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void lostPrometheusIsUnknownRatherThanDown() {
        var state = RecordedClass.prometheusLost();
        assertThat(HopView.from(state, state.at()).getLast().state()).isEqualTo("UNKNOWN");
    }

    @Test
    void aScrapeErrorIsToldInWordsThatFitTheCard() {
        assertThat(HopView.inShort(
                        "Get \"http://x:5000/metrics\": dial tcp 10.0.0.23:5000: connect: connection refused"))
                .isEqualTo("connection refused");
        assertThat(HopView.inShort("context deadline exceeded")).isEqualTo("no answer in time");
        assertThat(HopView.inShort("Get \"http://x:5000/metrics\": dial tcp: destination ip unroutable (proxy)"))
                .isEqualTo("address unreachable");
        assertThat(HopView.inShort("server returned HTTP status 502 Bad Gateway"))
                .isEqualTo("HTTP 502");
        assertThat(HopView.inShort("server returned HTTP status 502 connection timed out"))
                .isEqualTo("no answer in time");
        assertThat(HopView.inShort("a reason that nobody has thought of, and a long one"))
                .hasSize(34)
                .endsWith("…");
    }

    /** On AWS the zone is private to the VPC, and Route 53 says what is in it. */
    @Test
    void whereNoResolverCanBeAskedTheZoneIsShownAndWhatOneMayStillBelieveIsWorkedOut() {
        var killed = RecordedClass.killed(8.5);
        var zone = killed.discovery().answer(DnsSource.AUTHORITATIVE).orElseThrow();
        var state = killed.next()
                .discovery(new Discovery(killed.discovery().instances(), List.of(zone)))
                .state();
        var learned = state.outage().orElseThrow().at(Hop.ZONE).orElseThrow();

        assertThat(HopView.from(state, state.at())).anySatisfy(hop -> {
            assertThat(hop.name()).isEqualTo("DNS (zone)");
            assertThat(hop.address()).isEqualTo("10.42.0.203");
            assertThat(hop.tone()).isEqualTo(Tone.GOOD);
        });
        assertThat(dnsBar(state, learned)).satisfies(bar -> {
            assertThat(bar.words())
                    .isEqualTo("7.4 s, resolvers by " + (7.4 + zone.ttl().toSeconds()) + " s");
            assertThat(bar.tone()).isEqualTo(Tone.WARN);
        });
        assertThat(dnsBar(state, learned.plus(zone.ttl())).tone()).isEqualTo(Tone.GOOD);
    }

    private static Propagation.Bar dnsBar(SessionState state, Duration now) {
        return Propagation.from(state, now).orElseThrow().bars().stream()
                .filter(bar -> bar.who().equals("DNS zone"))
                .findFirst()
                .orElseThrow();
    }
}
