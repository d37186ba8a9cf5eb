package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * What the class is shown from moment to moment: the wall of the present, or a picture that is held, or nothing. Holds
 * captions that matter for some seconds, and the whole picture when a checkpoint was met that the lesson turns on, or a
 * step has shown all that it was to show. Not safe for several threads.
 */
public final class Show {

    /** How long the class sees what it has reached. */
    private static final Duration REACHED = Duration.ofSeconds(4);

    /** Two moments that are farther apart are not watched but gone to. */
    private static final Duration WATCHED = Duration.ofSeconds(2);

    private final int expectedResources;
    private Optional<Held> caption = Optional.empty();
    private Optional<Wall> picture = Optional.empty();
    private Optional<Seen> seen = Optional.empty();
    private Optional<Reached> reached = Optional.empty();
    private boolean lookingBack;
    private boolean frozen;
    private boolean black;

    /** What the class is told about the picture, beside what is on it. */
    public enum Mark {
        NONE,
        /** It is held while the class goes on. */
        HELD,
        /** It is what the class has just reached. */
        REACHED
    }

    /**
     * What is on the wall.
     *
     * @param black whether nothing is shown
     */
    public record Shown(Wall wall, Mark mark, boolean black) {}

    /**
     * How far the class was a moment ago.
     *
     * @param reached how much of what the step is held for
     */
    private record Seen(String stepId, long reached, Duration at) {}

    /** A picture that is looked at for a while. */
    private record Reached(Wall wall, String stepId, Duration at) {}

    /**
     * A show that begins.
     *
     * @param expectedResources how many resources the template has, 0 if that is not known
     */
    public Show(int expectedResources) {
        this.expectedResources = expectedResources;
    }

    /** What to show of a state as of a time of the session. */
    public Shown next(SessionState state, Duration now) {
        var fresh = Wall.of(new Moment(state, now, lookingBack), expectedResources);
        var held = caption.map(c -> c.next(fresh.caption(), now)).orElse(new Held(fresh.caption(), now));
        caption = Optional.of(held);
        var wall = fresh.with(held.caption());
        reach(state, wall, now);
        if (frozen && picture.isPresent()) {
            return new Shown(picture.get(), Mark.HELD, black);
        }
        // The clock goes on, so that nobody thinks that the wall has stopped.
        picture = Optional.of(reached.map(r -> r.wall().with(fresh.head())).orElse(wall));
        return new Shown(picture.get(), frozen ? Mark.HELD : reached.isPresent() ? Mark.REACHED : Mark.NONE, black);
    }

    private void reach(SessionState state, Wall wall, Duration now) {
        var step = state.lesson().currentStep();
        long soFar = reached(step);
        boolean watched = seen.filter(s -> s.stepId().equals(step.id())
                        && s.reached() < soFar
                        && !now.minus(s.at()).isNegative()
                        && now.minus(s.at()).compareTo(WATCHED) <= 0)
                .isPresent();
        if (watched) {
            reached = Optional.of(new Reached(wall, step.id(), now));
        } else {
            reached = reached.filter(r -> r.stepId().equals(step.id())
                    && wall.scene() == r.wall().scene()
                    && !now.minus(r.at()).isNegative()
                    && now.minus(r.at()).compareTo(REACHED) < 0
                    && !overtaken(wall.caption(), r.wall().caption()));
        }
        seen = Optional.of(new Seen(step.id(), soFar, now));
    }

    /** What of a step the class stops at: each checkpoint that its author marked, and the last of all. */
    private static long reached(Step step) {
        return step.checkpoints().stream().filter(c -> c.hold() && c.met()).count() + (step.done() ? 1 : 0);
    }

    /** Whether something happened meanwhile that weighs more, or that the lesson waits for. */
    private static boolean overtaken(Caption fresh, Caption reached) {
        boolean weighs = fresh.weight().urgent() || fresh.weight().compareTo(reached.weight()) > 0;
        return weighs && !Held.sameKind(fresh, reached);
    }

    /** Shows what the class is to take home, or the present; false if it did already. */
    public boolean lookBack(boolean is) {
        boolean news = lookingBack != is;
        lookingBack = is;
        return news;
    }

    /** Holds the picture, or lets it go on; what happens meanwhile is recorded all the same. */
    public void switchFrozen() {
        frozen = !frozen;
    }

    /** Shows nothing, or something again. */
    public void switchBlack() {
        black = !black;
    }

    public boolean frozen() {
        return frozen;
    }

    public boolean black() {
        return black;
    }
}
