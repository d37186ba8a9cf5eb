package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.session.Fact;
import java.time.Duration;

/** A whole line of a journal. Its sequence number counts the whole lines after the header, from 1. */
public sealed interface JournalEntry {

    long sequence();

    Duration at();

    /** The line, without its line feed. */
    String line();

    /** A fact. */
    record Known(Fact fact) implements JournalEntry {
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
        public String line() {
            return JournalCodec.line(at, kind, data);
        }
    }
}
