package dev.sloconsole.session.replay;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.journal.JournalHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * What the facts of a journal amount to: their series, and every {@link #EVERY} facts the folded state, so that a moment
 * is at most that many facts away. One thread adds all facts; then it is only read, and safe to share.
 */
final class Keyframes {

    static final int EVERY = 250;

    private final RecordedSeries series = new RecordedSeries();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Folded> kept = new ArrayList<>();
    private final JournalHeader header;
    private final Projection projection;

    Keyframes(JournalHeader header) {
        this.header = header;
        this.projection = new Projection(Folded.initial(header.message(), header.steps()), series.logAfter(0));
    }

    static Keyframes of(JournalHeader header, List<Fact> facts) {
        var keyframes = new Keyframes(header);
        facts.forEach(keyframes::add);
        return keyframes;
    }

    void add(Fact fact) {
        if (facts.size() % EVERY == 0) {
            kept.add(projection.folded());
        }
        facts.add(fact);
        series.add(fact);
        projection.apply(fact);
    }

    /** Whether they are of this header and these facts: the very same objects. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(JournalHeader otherHeader, List<Fact> otherFacts) {
        boolean same = header == otherHeader && facts.size() == otherFacts.size();
        for (int i = 0; same && i < facts.size(); i++) {
            same = facts.get(i) == otherFacts.get(i);
        }
        return same;
    }

    /** All that was known after the first so many facts; the caller may apply the facts after them. */
    Projection after(int upTo) {
        int keyframe = Math.min(upTo / EVERY, kept.size() - 1);
        int from = keyframe * EVERY;
        var log = series.logAfter(from == 0 ? 0 : facts.get(from - 1).sequence());
        var projection = new Projection(kept.get(keyframe), log);
        for (int i = from; i < upTo; i++) {
            projection.apply(facts.get(i));
        }
        return projection;
    }
}
