package dev.sloconsole.view.wall;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.Lane.Kind;
import dev.sloconsole.session.Scene;
import dev.sloconsole.view.LaneWords;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The last minutes along the bottom: the users' SLI with the objective, and two lanes. Times are seconds of the session.
 *
 * @param floor the SLI at the bottom of its line; 1 is at its top
 */
public record Strip(
        double from,
        double to,
        double now,
        double floor,
        double objective,
        String objectiveWords,
        List<List<Dot>> sli,
        List<Lane> lanes,
        List<Mark> marks) {

    /** A named row of stretches. */
    public record Lane(String name, List<Stretch> stretches) {}

    /**
     * Something that was so for a while.
     *
     * @param height how much of the lane it fills, from below
     */
    public record Stretch(double from, double to, String label, Tone tone, double height) {}

    /** A moment. */
    public record Mark(double at, String label) {}

    /** So long that a ten-second outage can be read. */
    private static final double LENGTH = 180;

    /** The part of the strip that is to the right of the present. */
    private static final double AHEAD = 0.1;

    /** Empty before anything happened that belongs there. */
    static Optional<Strip> of(Moment m) {
        var timeline = m.state().timeline();
        if (timeline.userSli().isEmpty() && timeline.lane(Kind.TASK).spans().isEmpty()) {
            return Optional.empty();
        }
        double now = m.now().toMillis() / 1000.0;
        double from = Math.max(0, now - LENGTH * (1 - AHEAD));
        double to = from + LENGTH;
        var sli = Curves.pieces(timeline.userSli(), from, now);
        var lanes = kinds(m.scene()).stream()
                .map(kind -> new Lane(name(kind), stretches(timeline.lane(kind), from, now)))
                .toList();
        var marks = timeline.losses().stream()
                .map(mark -> new Mark(mark.at().toMillis() / 1000.0, mark.how() == Action.KILL ? "killed" : "stopped"))
                .filter(mark -> mark.at() >= from)
                .toList();
        return Optional.of(new Strip(
                from,
                to,
                now,
                Curves.floor(sli, List.of()),
                m.objective(),
                Written.objective(m.objective()),
                sli,
                lanes,
                marks));
    }

    /** The two that the scene is about. */
    private static List<Kind> kinds(Scene scene) {
        return switch (scene) {
            case DISCOVERY -> List.of(Kind.TASK, Kind.DNS);
            case ALERTS -> List.of(Kind.TRAFFIC, Kind.ALERT);
            case DEPLOY, BUDGET, DASHBOARD, ARCHITECTURE, QUESTION, OUTCOME, TEXT -> List.of(Kind.TRAFFIC, Kind.TASK);
        };
    }

    private static String name(Kind kind) {
        return kind == Kind.DNS ? "DNS says" : LaneWords.name(kind);
    }

    private static List<Stretch> stretches(dev.sloconsole.session.Lane lane, double from, double now) {
        return lane.spans().stream()
                .filter(s -> s.end().map(Strip::seconds).orElse(now) > from && seconds(s.start()) < now)
                .map(s -> new Stretch(
                        Math.max(from, seconds(s.start())),
                        Math.min(now, s.end().map(Strip::seconds).orElse(now)),
                        label(s.content()),
                        tone(s.content()),
                        LaneWords.height(s.content())))
                .toList();
    }

    /** Only what the last row asks for: an address without the task's id, a word for traffic and alerts. */
    private static String label(Content content) {
        return switch (content) {
            case Content.Sent(var plan) ->
                plan.mode().fails()
                        ? plan.failurePercent() + " % fail"
                        : plan.mode().word();
            case Content.Ran(var id, var address) -> address.orElse("");
            case Content.Answered(var rcode, var addresses) ->
                addresses.isEmpty() ? "no such name" : String.join(", ", addresses);
            case Content.Scraped(var health) -> health.toUpperCase(Locale.ROOT);
            case Content.Alerted alerted -> alerted.call().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Tone tone(Content content) {
        return switch (content) {
            case Content.Sent(var plan) -> plan.mode().fails() ? Tone.WARN : Tone.GOOD;
            case Content.Ran ran -> Tone.INFO;
            case Content.Answered(var rcode, var addresses) -> addresses.isEmpty() ? Tone.WARN : Tone.VIOLET;
            case Content.Scraped(var health) -> health.equals("down") ? Tone.BAD : Tone.GOOD;
            case Content.Alerted alerted -> LaneWords.tone(alerted);
        };
    }

    private static double seconds(Duration d) {
        return d.toMillis() / 1000.0;
    }
}
