package dev.sloconsole.session.replay;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.journal.JournalHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A recorded session, at any of its moments. Immutable and safe to share. */
public final class Replay {

    private final Journal journal;
    private final List<Fact> facts;
    private final Keyframes keyframes;

    private Replay(Journal journal, BiFunction<JournalHeader, List<Fact>, Keyframes> folded) {
        this.journal = journal;
        this.facts = journal.facts();
        if (facts.isEmpty()) {
            throw new JournalException("The journal holds no facts: the session ended as soon as it had begun."
                    + " There is nothing to replay.");
        }
        this.keyframes = folded.apply(journal.header(), facts);
    }

    /**
     * Opens a journal for replay.
     *
     * @throws JournalException if there is no journal to replay; what is merely damaged opens, see {@link #damage}
     */
    public static Replay open(Path file) {
        try (var ahead = new FoldAhead()) {
            return new Replay(Journal.open(file, ahead), ahead::of);
        }
    }

    /** The session of a journal that is open already. */
    public static Replay of(Journal journal) {
        return new Replay(journal, Keyframes::of);
    }

    public JournalHeader header() {
        return journal.header();
    }

    public Damage damage() {
        return journal.damage();
    }

    /** All facts that this program knows, in order. */
    public List<Fact> facts() {
        return facts;
    }

    /** How many facts there are of kinds that this program does not know. */
    public int unknownFacts() {
        return journal.entries().size() - facts.size();
    }

    /** From the start to the last fact. */
    public Duration duration() {
        return facts.getLast().at();
    }

    /** The state as the class saw it at a moment. */
    public SessionState stateAt(Duration position) {
        return projectionAt(position).asOf(position);
    }

    /** Shows the states as the class saw them, one every so often from the start on, and the last one; in one pass. */
    public void show(Duration every, Consumer<SessionState> viewer) {
        var projection = projectionAt(Duration.ZERO);
        int next = factsUpTo(Duration.ZERO);
        for (var at = Duration.ZERO; at.compareTo(duration()) < 0; at = at.plus(every)) {
            while (facts.get(next).at().compareTo(at) <= 0) {
                projection.apply(facts.get(next++));
            }
            viewer.accept(projection.asOf(at));
        }
        viewer.accept(finalState());
    }

    /** The state at the last fact. */
    public SessionState finalState() {
        return stateAt(duration());
    }

    /** What was scraped up to a moment, to be asked in PromQL. */
    public RecordedMetrics metricsAt(Duration position) {
        var projection = projectionAt(position);
        return new RecordedMetrics(projection.series(), projection.folded().wallTime(position));
    }

    /**
     * The figures of a moment if the class had promised something else.
     *
     * @throws IllegalArgumentException for an objective that is not between 0 and 1, or a window without length
     */
    public WhatIf whatIf(Duration position, double objective, Duration window) {
        return WhatIf.of(projectionAt(position), position, objective, window);
    }

    /** The facts as words; worth keeping for as long as somebody searches. */
    public FactSearch search() {
        return new FactSearch(facts);
    }

    /** Where nothing happened for longer than so much. */
    public IdleStretches idle(Duration longerThan) {
        return IdleStretches.of(facts, longerThan);
    }

    /** How many facts there are up to a moment, the moment included. */
    int factsUpTo(Duration position) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts.get(middle).at().compareTo(position) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** All that was known at a moment; the caller may apply the facts after it. */
    Projection projectionAt(Duration position) {
        return keyframes.after(factsUpTo(position));
    }
}
