package dev.sloconsole.session.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.journal.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of a session as words: a fact is found by its kind and by what stands in its fields, as the journal writes
 * them; samples by their labels, not by their numbers. Immutable.
 */
public final class FactSearch {

    private final List<Fact> facts;
    private final List<String> texts;

    /** Reads all facts once; a session of two hours takes a fraction of a second. */
    public FactSearch(List<Fact> facts) {
        this.facts = facts;
        this.texts = facts.stream().map(f -> text(f.event())).toList();
    }

    /** What was found, in order. */
    public record Hits(List<Fact> facts) {

        /** The first hit after a fact, by its sequence number; 0 for the first of all. */
        public Optional<Fact> after(long sequence) {
            return facts.stream().filter(f -> f.sequence() > sequence).findFirst();
        }

        /** The last hit before a fact. */
        public Optional<Fact> before(long sequence) {
            return facts.reversed().stream()
                    .filter(f -> f.sequence() < sequence)
                    .findFirst();
        }
    }

    /** The facts that hold every one of the words, in whichever case; none for no words. */
    public Hits find(String words) {
        var wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        var found = new ArrayList<Fact>();
        if (!words.isBlank()) {
            for (int i = 0; i < facts.size(); i++) {
                if (wanted.stream().allMatch(texts.get(i)::contains)) {
                    found.add(facts.get(i));
                }
            }
        }
        return new Hits(List.copyOf(found));
    }

    private static String text(SessionEvent event) {
        Set<String> parts = new LinkedHashSet<>();
        parts.add(Kinds.name(event));
        if (event instanceof MetricsObserved(SamplesScraped scraped)) {
            for (ScrapedSample sample : scraped.samples()) {
                sample.labels().forEach((name, value) -> parts.add(value));
            }
        } else {
            words(Kinds.encode(event), parts);
        }
        return String.join(" ", parts).toLowerCase(Locale.ROOT);
    }

    private static void words(JsonNode node, Set<String> parts) {
        if (node.isValueNode()) {
            parts.add(node.asText());
        } else {
            node.forEach(each -> words(each, parts));
        }
    }
}
