package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.wall.Part.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is happening now and why it matters, in a sentence or two. A pure function of the state: the same words go to the
 * wall, to assistive technology and into the report's story.
 *
 * @param weight how long it is worth looking at before a lesser one takes its place
 */
public record Caption(List<Part> parts, Weight weight) {

    /** How much a caption matters. */
    public enum Weight {
        /** What goes on. */
        STATE(Duration.ZERO),
        /** What has just changed. */
        NEWS(Duration.ofSeconds(2)),
        /** What the lesson was waiting for. */
        MILESTONE(Duration.ofSeconds(5)),
        /** What everything else gives way to, and what gives way as soon as it is no longer so. */
        TURN(Duration.ZERO);

        private final Duration held;

        Weight(Duration held) {
            this.held = held;
        }

        /** For how long it stays, whatever of lesser weight comes. */
        public Duration held() {
            return held;
        }

        /** Whether it is told at once, and of a class that is over, for however short a time it stood there. */
        boolean urgent() {
            return compareTo(MILESTONE) >= 0;
        }
    }

    /** Who tells what, the most urgent first; the last always has something to say. */
    private static final List<Function<Moment, Optional<Caption>>> TELLERS = List.of(
            ClassCaptions::of,
            StackCaptions::of,
            WindowCaptions::of,
            OutageCaptions::of,
            SourceCaptions::of,
            BudgetCaptions::of,
            TrafficCaptions::of,
            moment -> Optional.of(QuietCaptions.of(moment)));

    public Caption {
        parts = List.copyOf(parts);
    }

    /** The caption of a state as of a time of the session. */
    public static Caption of(SessionState state, Duration now) {
        return of(new Moment(state, now));
    }

    static Caption of(Moment moment) {
        return TELLERS.stream()
                .flatMap(teller -> teller.apply(moment).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The words without their tones. */
    public String text() {
        return Part.text(parts);
    }

    static Optional<Caption> state(Sentence sentence) {
        return Optional.of(new Caption(sentence.parts(), Weight.STATE));
    }

    static Optional<Caption> news(Sentence sentence) {
        return Optional.of(new Caption(sentence.parts(), Weight.NEWS));
    }

    static Optional<Caption> milestone(Sentence sentence) {
        return Optional.of(new Caption(sentence.parts(), Weight.MILESTONE));
    }

    static Optional<Caption> turn(Sentence sentence) {
        return Optional.of(new Caption(sentence.parts(), Weight.TURN));
    }
}
