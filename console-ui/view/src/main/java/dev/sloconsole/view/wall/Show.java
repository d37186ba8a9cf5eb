package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import java.time.Duration;
import java.util.Optional;

/**
 * What the class is shown from moment to moment: the wall of the present, or a picture that is held, or nothing. Holds
 * captions that matter for some seconds. Not safe for several threads.
 */
public final class Show {

    private final int expectedResources;
    private Optional<Held> caption = Optional.empty();
    private Optional<Wall> picture = Optional.empty();
    private boolean frozen;
    private boolean black;

    /**
     * What is on the wall.
     *
     * @param held whether the picture is held while the class goes on
     * @param black whether nothing is shown
     */
    public record Shown(Wall wall, boolean held, boolean black) {}

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
        var fresh = Wall.of(state, now, expectedResources);
        var held = caption.map(c -> c.next(fresh.caption(), now)).orElse(new Held(fresh.caption(), now));
        caption = Optional.of(held);
        if (!frozen || picture.isEmpty()) {
            picture = Optional.of(fresh.with(held.caption()));
        }
        return new Shown(picture.get(), frozen, black);
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
