package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.session.Fact;
import java.time.Duration;

/** A whole line of a journal. Its sequence number counts the whole lines after the header, from 1. */
public sealed interface JournalEntry {

    long sequence();

    Duration at();

    /** The same with another sequence number. */
    JournalEntry numbered(long newSequence);

    /** The line, without its line feed. */
    String line();

    /** A fact. */
    record Known(Fact fact) implements JournalEntry {
        @Override
        public JournalEntry numbered(long newSequence) {
            return new Known(new Fact(newSequence, fact.at(), fact.event()));
        }

        @Override
        public long sequence() {
            return fact.sequence();
        }

        @Override
        public Duration at() {
            return fact.at();
        }

        @Override
        public String line() {
            return JournalCodec.line(fact);
        }
    }

    /** A fact of a kind that this program does not know; kept when the journal is written again. */
    record Unknown(long sequence, Duration at, String kind, ObjectNode data) implements JournalEntry {
        @Override
        public JournalEntry numbered(long newSequence) {
            return new Unknown(newSequence, at, kind, data);
        }

        @Override
        public String line() {
            return JournalCodec.line(at, kind, data);
        }
    }
}
