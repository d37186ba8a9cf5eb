package dev.sloconsole.view.wall;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many more failures may happen in the window, over its time: as it went, beside steady spending, and how it goes on
 * at this pace. Times are seconds since the window began.
 *
 * @param lowest the bottom of the axis; below 0 when overspent
 * @param exhausted where nothing is left any more at this pace
 * @param soon that in words
 */
public record BurnDown(
        String title,
        double windowSeconds,
        double allowed,
        double lowest,
        List<Tick> values,
        List<Tick> times,
        List<Dot> curve,
        Optional<Dot> exhausted,
        String soon,
        Tone tone)
        implements Region {

    /** A place on an axis and what is written there. */
    public record Tick(double at, String label) {}

    private static final int PARTS = 3;

    static BurnDown of(Moment m) {
        var window = m.state().info().window();
        double seconds = window.toMillis() / 1000.0;
        var title = "Failures that may still happen in this " + m.windowWords();
        var times = IntStream.rangeClosed(0, PARTS)
                .mapToObj(i -> new Tick(
                        seconds * i / PARTS, Written.shortClock(Duration.ofMillis(window.toMillis() * i / PARTS))))
                .toList();
        if (m.spent().isEmpty()) {
            return new BurnDown(title, seconds, 1, 0, List.of(), times, List.of(), Optional.empty(), "", Tone.MUTED);
        }
        var s = m.spent().get();
        var curve = curve(m, s);
        double lowest = Math.min(0, curve.stream().mapToDouble(Dot::value).min().orElse(0));
        var now = curve.getLast();
        var exhausted = s.exhaustedIn()
                .map(in -> new Dot(now.seconds() + in.toMillis() / 1000.0, 0))
                .filter(dot -> dot.seconds() <= seconds);
        return new BurnDown(
                title,
                seconds,
                s.allowed(),
                lowest,
                values(s.allowed(), lowest),
                times,
                curve,
                exhausted,
                s.over()
                        ? "overspent"
                        : s.exhaustedIn()
                                .map(in -> "at this pace: in " + Written.soon(in))
                                .orElse(""),
                s.tone());
    }

    private static List<Tick> values(long allowed, double lowest) {
        var out = new ArrayList<Tick>();
        for (int i = 0; i <= PARTS; i++) {
            long at = allowed * i / PARTS;
            out.add(new Tick(at, Written.count(at)));
        }
        if (lowest < -allowed / (2.0 * PARTS)) {
            out.add(new Tick(lowest, Written.count(Math.round(-lowest)) + " over"));
        }
        return List.copyOf(out);
    }

    /** What was left after each counted second in which something failed, from the window's first request on. */
    private static List<Dot> curve(Moment m, Spent s) {
        var begin = s.from();
        long before = m.state().traffic().soFar(begin).bad();
        var out = new ArrayList<Dot>();
        out.add(new Dot(0, s.allowed()));
        long last = 0;
        double at = 0;
        for (var second : m.state().traffic().counted()) {
            if (second.at().compareTo(begin) <= 0) {
                continue;
            }
            long bad = second.soFar().bad() - before;
            double seconds = second.at().minus(begin).toMillis() / 1000.0;
            if (bad != last) {
                out.add(new Dot(at, s.allowed() - last));
                out.add(new Dot(seconds, s.allowed() - bad));
                last = bad;
            }
            at = seconds;
        }
        out.add(new Dot(Written.between(begin, m.now()).toMillis() / 1000.0, s.left()));
        return List.copyOf(out);
    }
}
