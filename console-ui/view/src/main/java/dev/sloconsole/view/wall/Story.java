package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The captions of a class one after another, each as it was when it came, as far as it stayed for long enough to be
 * read. Numbers that go on are no news. Hears the states in the order of time; not safe for several threads.
 */
public final class Story {

    private static final Duration READ = Duration.ofSeconds(2);

    private final List<Told> told = new ArrayList<>();
    private Optional<Told> latest = Optional.empty();
    private Optional<Held> held = Optional.empty();

    /** A caption, and when it came. */
    public record Told(Duration at, Caption caption) {}

    /** Goes on with a state. */
    public void hear(SessionState state) {
        var now = state.at();
        var fresh = Caption.of(state, now);
        var next = held.map(h -> h.next(fresh, now)).orElse(new Held(fresh, now));
        if (held.filter(h -> h.since().equals(next.since())).isEmpty()) {
            latest.filter(t -> wasRead(t, now)).ifPresent(told::add);
            latest = Optional.of(new Told(now, next.caption()));
        }
        held = Optional.of(next);
    }

    private static boolean wasRead(Told caption, Duration until) {
        return caption.caption().weight().urgent() || until.minus(caption.at()).compareTo(READ) >= 0;
    }

    /** What was told so far. */
    public List<Told> told() {
        var all = new ArrayList<>(told);
        latest.ifPresent(all::add);
        return List.copyOf(all);
    }
}
