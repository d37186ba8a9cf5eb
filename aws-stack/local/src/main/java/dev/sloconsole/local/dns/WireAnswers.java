package dev.sloconsole.local.dns;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The packets that answer questions which come again and again, so that a known question costs no parsing. They are good
 * for one revision of the zones; when another is there, all are forgotten. Safe for use by several threads.
 */
final class WireAnswers {

    /** Whoever asks for ever new names fills no more than this. */
    private static final int MOST = 1_024;

    private static final int LONGEST_QUESTION = 512;
    private static final int ID_BYTES = 2;

    /** A query but for its id, which is nothing to answer to. */
    private static final class Question {

        private final byte[] packet;
        private final int hash;

        Question(byte[] packet) {
            this.packet = packet;
            int sum = 1;
            for (int i = ID_BYTES; i < packet.length; i++) {
                sum = 31 * sum + packet[i];
            }
            this.hash = sum;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question question
                    && hash == question.hash
                    && Arrays.equals(
                            packet, ID_BYTES, packet.length, question.packet, ID_BYTES, question.packet.length);
        }
    }

    private record Known(Object revision, Map<Question, byte[]> answers) {}

    private volatile Known known = new Known(new Object(), Map.of());

    /** What answered this query before, with this one's id; null if nothing did in this revision. */
    byte @Nullable [] find(byte[] query, Object revision) {
        var now = known;
        if (!same(now.revision, revision)) {
            return null;
        }
        var answer = now.answers.get(new Question(query));
        if (answer == null) {
            return null;
        }
        var copy = answer.clone();
        System.arraycopy(query, 0, copy, 0, ID_BYTES);
        return copy;
    }

    /** Remembers an answer that is right for every such query in this revision. */
    void keep(byte[] query, byte[] answer, Object revision) {
        if (query.length > LONGEST_QUESTION) {
            return;
        }
        var now = known;
        if (!same(now.revision, revision) || now.answers.size() >= MOST) {
            now = new Known(revision, new ConcurrentHashMap<>());
            known = now;
        }
        now.answers.put(new Question(query), answer);
    }

    @SuppressWarnings("ReferenceEquality") // a revision is that object, not what is in it
    private static boolean same(Object one, Object other) {
        return one == other;
    }
}
