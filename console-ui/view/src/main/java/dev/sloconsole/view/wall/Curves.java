package dev.sloconsole.view.wall;

import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SLI over the last minutes, as the users and as the server saw it. Times are seconds of the session.
 *
 * @param floor the SLI at the bottom; 1 is at the top
 * @param users pieces without a gap
 * @param usersNow the latest value in words; empty without one
 */
public record Curves(
        String title,
        double from,
        double to,
        double floor,
        double objective,
        String objectiveWords,
        List<List<Dot>> users,
        List<List<Dot>> server,
        String usersNow,
        String serverNow,
        List<BurnDown.Tick> times)
        implements Region {

    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final List<Double> FLOORS = List.of(0.95, 0.9, 0.8, 0.5, 0.0);

    static Curves of(Moment m) {
        double to = Math.max(m.now().toMillis() / 1000.0, 60);
        double from = Math.max(0, to - LENGTH.toSeconds());
        var timeline = m.state().timeline();
        var users = pieces(timeline.userSli(), from, to);
        var server = pieces(timeline.serverSli(), from, to);
        return new Curves(
                "SLI over " + Written.span(SloFigures.SLI_RANGE) + ": good of all requests",
                from,
                to,
                floor(users, server),
                m.objective(),
                Written.objective(m.objective()),
                users,
                server,
                m.sli().map(v -> "users " + Written.sli(v, m.objective())).orElse("users: no data"),
                m.serverSli()
                        .map(v -> "server " + Written.sli(v, m.objective()))
                        .orElse("server: no data"),
                times(from, to));
    }

    private static List<BurnDown.Tick> times(double from, double to) {
        var out = new ArrayList<BurnDown.Tick>();
        long every = to - from > 300 ? 120 : 60;
        for (long at = (long) Math.ceil(from / every) * every; at <= to; at += every) {
            out.add(new BurnDown.Tick(at, Written.shortClock(Duration.ofSeconds(at))));
        }
        return List.copyOf(out);
    }

    static double floor(List<List<Dot>> one, List<List<Dot>> other) {
        double lowest = Math.min(lowest(one), lowest(other));
        return FLOORS.stream().filter(f -> f <= lowest).findFirst().orElse(0.0);
    }

    private static double lowest(List<List<Dot>> pieces) {
        return pieces.stream()
                .flatMap(List::stream)
                .mapToDouble(Dot::value)
                .min()
                .orElse(1);
    }

    /** The line between two times, broken where there was no data. */
    static List<List<Dot>> pieces(List<Point> line, double from, double to) {
        var pieces = new ArrayList<List<Dot>>();
        var piece = new ArrayList<Dot>();
        Optional<Dot> before = Optional.empty();
        for (Point point : line) {
            double at = point.at().toMillis() / 1000.0;
            if (point.value().isEmpty()) {
                close(pieces, piece);
                before = Optional.empty();
                continue;
            }
            var dot = new Dot(at, point.value().get());
            if (at < from) {
                before = Optional.of(new Dot(from, dot.value()));
            } else if (at <= to) {
                before.ifPresent(piece::add);
                before = Optional.empty();
                piece.add(dot);
            }
        }
        close(pieces, piece);
        return List.copyOf(pieces);
    }

    private static void close(List<List<Dot>> pieces, List<Dot> piece) {
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
            piece.clear();
        }
    }
}
