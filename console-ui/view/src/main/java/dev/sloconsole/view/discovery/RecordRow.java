package dev.sloconsole.view.discovery;

import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.stack.StackPhase;
import java.time.Duration;
import java.util.List;

/** A DNS answer as a line of the table. */
public record RecordRow(String name, String type, String ttl, String answer, String seen, Tone tone) {

    public static List<RecordRow> from(SessionState state, Duration now) {
        return state.discovery().answers().stream()
                .filter(a -> a.ofApp())
                .sorted(java.util.Comparator.comparing(DnsAnswer::source))
                .map(a -> row(state, a, now))
                .toList();
    }

    private static RecordRow row(SessionState state, DnsAnswer a, Duration now) {
        boolean cached = a.source() == DnsSource.RESOLVER;
        boolean found = a.found();
        var ttl = cached ? HopView.ttlLeft(a, now) : a.ttl();
        boolean early = !found && !StackPhase.of(state.stack()).answerable();
        var tone =
                early ? Tone.MUTED : !found ? Tone.BAD : HopView.stale(state, a.addresses()) ? Tone.WARN : Tone.PLAIN;
        return new RecordRow(
                a.name(),
                "A",
                early ? "–" : Long.toString(ttl.toSeconds()),
                found
                        ? String.join(", ", a.addresses())
                        : early ? (state.stack().deleted() ? "none" : "none yet") : a.rcode(),
                cached ? "resolver" : "authoritative",
                tone);
    }
}
