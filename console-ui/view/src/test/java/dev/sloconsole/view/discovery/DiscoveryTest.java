package dev.sloconsole.view.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Discovery;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Stack;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.States;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    @Test
    void stoppedTaskTurnsItsTileRed() {
        var state = States.justKilled();
        var tile = TaskTile.from(state.tasks().all().getFirst(), Optional.empty());
        assertThat(tile.status()).isEqualTo("STOPPED");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.why()).isEqualTo("Essential container in task exited");
        assertThat(tile.tooltip()).contains("exit code 1");
        assertThat(tile.stoppable()).isFalse();
    }

    @Test
    void replacementNamesTheTaskItReplaces() {
        var tiles = TaskTile.from(States.justKilled());
        assertThat(tiles).extracting(TaskTile::shortId).containsExactly("9f3c…b1", "41aa…07");
        assertThat(tiles.getFirst().why()).isEqualTo("replaces 41aa…07");
        assertThat(tiles.getFirst().stoppable()).isTrue();
    }

    @Test
    void everyHopSaysWhatItBelievesAndSinceWhen() {
        var state = States.justKilled();
        var hops = HopView.from(state, state.at());
        assertThat(hops)
                .extracting(HopView::address)
                .containsExactly("10.42.0.87", "10.42.0.87", "10.42.0.23", "via DNS");
        assertThat(hops).extracting(HopView::note).containsExactly("+7.9 s", "+8.2 s", "stale", "connection refused");
        assertThat(hops).extracting(HopView::tone).containsExactly(Tone.GOOD, Tone.GOOD, Tone.WARN, Tone.BAD);
    }

    @Test
    void cachedAnswerCountsDownAndTheZonesDoesNot() {
        var state = States.justKilled();
        assertThat(RecordRow.from(state, state.at())).extracting(RecordRow::ttl).containsExactly("10", "3");
        assertThat(RecordRow.from(state, state.at().plusSeconds(2)))
                .extracting(RecordRow::ttl)
                .containsExactly("10", "1");
        assertThat(RecordRow.from(state, state.at().plusSeconds(9)))
                .extracting(RecordRow::ttl)
                .containsExactly("10", "0");
    }

    @Test
    void staleAnswerIsMarked() {
        var state = States.justKilled();
        assertThat(RecordRow.from(state, state.at()))
                .extracting(RecordRow::tone)
                .containsExactly(Tone.PLAIN, Tone.WARN);
    }

    @Test
    void propagationGoesOnUntilEverybodyKnows() {
        var killed = States.justKilled();
        var waiting = Propagation.from(killed, killed.at()).orElseThrow();
        assertThat(waiting.bars())
                .extracting(Propagation.Bar::words)
                .containsExactly(
                        "7.9 s", "8.2 s", "waiting for the TTL", "has not asked the new task", "not served again yet");
        assertThat(waiting.axisSeconds()).isEqualTo(10);
        var recovered = States.recovered();
        var known = Propagation.from(recovered, recovered.at()).orElseThrow();
        assertThat(known.bars())
                .extracting(Propagation.Bar::words)
                .containsExactly("7.9 s", "8.2 s", "12.3 s", "15.1 s", "12.6 s");
        assertThat(known.bars()).extracting(Propagation.Bar::tone).containsOnly(Tone.GOOD);
        assertThat(known)
                .isEqualTo(Propagation.from(recovered, recovered.at().plusSeconds(60))
                        .orElseThrow());
    }

    @Test
    void nothingIsKnownBeforeTheFirstDeployment() {
        var state = States.empty();
        assertThat(HopView.from(state, state.at())).extracting(HopView::tone).containsOnly(Tone.MUTED);
        assertThat(Propagation.from(state, state.at())).isEmpty();
        assertThat(TaskTile.from(state)).isEmpty();
    }

    /** A DNS server that has no zone yet refuses, and a resolver keeps that for its time. Neither is anybody's fault. */
    @Test
    void nothingIsRefusedOrOverBeforeThereIsAnything() {
        for (var stack :
                List.of(Stack.unknown(), Stack.none(), States.deploying().stack())) {
            var state = States.empty()
                    .next()
                    .stack(stack)
                    .discovery(new Discovery(
                            List.of(),
                            List.of(
                                    refused(DnsSource.AUTHORITATIVE, "REFUSED"),
                                    refused(DnsSource.RESOLVER, "NXDOMAIN"))))
                    .state();
            var dns = HopView.from(state, States.s(60)).get(2);
            assertThat(dns.state()).isEqualTo("no record yet");
            assertThat(dns.note()).isEmpty();
            assertThat(dns.tone()).isEqualTo(Tone.MUTED);
            assertThat(RecordRow.from(state, States.s(60))).allSatisfy(row -> {
                assertThat(row.answer()).isEqualTo("none yet");
                assertThat(row.ttl()).isEqualTo("–");
                assertThat(row.tone()).isEqualTo(Tone.MUTED);
            });
        }
    }

    private static DnsAnswer refused(DnsSource source, String rcode) {
        return new DnsAnswer("sre-app-service.sre.local", source, rcode, List.of(), Duration.ZERO, States.s(1));
    }

    @Test
    void lostPrometheusIsUnknownRatherThanDown() {
        var state = States.lostPrometheus();
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
        var killed = States.justKilled();
        var zone = killed.discovery().answer(DnsSource.AUTHORITATIVE).orElseThrow();
        var state = killed.next()
                .discovery(new Discovery(killed.discovery().instances(), List.of(zone)))
                .state();
        var learned = state.outage().orElseThrow().at(Hop.ZONE).orElseThrow();

        assertThat(HopView.from(state, state.at())).anySatisfy(hop -> {
            assertThat(hop.name()).isEqualTo("DNS (zone)");
            assertThat(hop.address()).isEqualTo("10.42.0.87");
            assertThat(hop.tone()).isEqualTo(Tone.GOOD);
        });
        assertThat(dnsBar(state, learned)).satisfies(bar -> {
            assertThat(bar.words())
                    .isEqualTo("8.4 s, resolvers by " + (8.4 + zone.ttl().toSeconds()) + " s");
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
