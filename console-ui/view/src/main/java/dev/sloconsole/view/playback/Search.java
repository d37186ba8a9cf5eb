package dev.sloconsole.view.playback;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.replay.FactSearch.Hits;
import dev.sloconsole.view.Written;
import java.util.List;
import java.util.Optional;

/**
 * A search in the facts of a recording, and where one is in what was found.
 *
 * @param current the hit that is shown, counted from 0; -1 before the first one
 */
public record Search(String words, List<Fact> hits, int current) {

    /** Nothing is looked for. */
    public static final Search NONE = new Search("", List.of(), -1);

    public Search {
        hits = List.copyOf(hits);
    }

    /** What was found for words; none of it is shown yet. */
    public static Search of(String words, Hits found) {
        return new Search(words.strip(), found.facts(), -1);
    }

    /** At the hit after the one that is shown; the first one follows the last. */
    public Search next() {
        return at(current + 1);
    }

    /** At the hit before the one that is shown; the last one precedes the first. */
    public Search previous() {
        return at(current <= 0 ? hits.size() - 1 : current - 1);
    }

    private Search at(int index) {
        return hits.isEmpty() ? this : new Search(words, hits, index % hits.size());
    }

    /** The fact that is shown. */
    public Optional<Fact> shown() {
        return current < 0 ? Optional.empty() : Optional.of(hits.get(current));
    }

    /** Such as {@code 3 of 17}. */
    public String count() {
        if (words.isEmpty()) {
            return "";
        }
        if (hits.isEmpty()) {
            return "nothing found";
        }
        return (current < 0 ? "" : Written.count(current + 1) + " of ")
                + Written.count(hits.size())
                + (current >= 0 ? "" : hits.size() == 1 ? " hit" : " hits");
    }

    /** What was found, in words, with its time; what to do where nothing is shown. */
    public String line() {
        if (words.isEmpty()) {
            return "";
        }
        if (hits.isEmpty()) {
            return "No fact of this recording holds these words. Try one of them, such as task, dns or alert.";
        }
        return shown().map(FactWords::line).orElse("Press Enter for the first hit.");
    }
}
