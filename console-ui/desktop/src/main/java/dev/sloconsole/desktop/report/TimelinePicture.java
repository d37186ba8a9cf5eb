package dev.sloconsole.desktop.report;

import dev.sloconsole.session.Lane.Span;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.Timeline.Loss;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.session.Timeline.StepMark;
import dev.sloconsole.view.LaneWords;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The session as an SVG picture: the SLI's line above, a lane for everything that went on below. */
final class TimelinePicture {

    private static final int WIDTH = 1_000;
    private static final int LEFT = 70;
    private static final int RIGHT = 980;
    private static final int SLI_TOP = 18;
    private static final int SLI_BOTTOM = 138;
    private static final int LANE_TOP = 160;
    private static final int LANE = 30;
    private static final int BAR = 20;

    private final SessionState state;
    private final double seconds;
    private final double lowest;
    private final Html out = new Html();

    private TimelinePicture(SessionState state) {
        this.state = state;
        this.seconds = Math.max(1, state.at().toMillis() / 1_000.0);
        this.lowest = Math.min(0.95, Math.floor(lowestSli(state.timeline()) * 20) / 20);
    }

    static String of(SessionState state) {
        var picture = new TimelinePicture(state);
        picture.draw();
        return picture.out.toString();
    }

    private static double lowestSli(Timeline timeline) {
        var users = timeline.userSli().stream().flatMap(p -> p.value().stream());
        var server =
                timeline.serverSli().stream().flatMap(p -> p.value().stream()).filter(v -> v > 0);
        return Stream.concat(users, server).mapToDouble(v -> v).min().orElse(1);
    }

    private void draw() {
        var timeline = state.timeline();
        int bottom = LANE_TOP + timeline.lanes().size() * LANE;
        out.add(
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"timeline-title timeline-words\">",
                WIDTH, bottom + 44);
        out.add("<title id=\"timeline-title\">Timeline of the session</title>");
        out.add("<desc id=\"timeline-words\">%s</desc>", words());
        out.add("<text class=\"lane\" x=\"0\" y=\"%s\">SLI</text>", (SLI_TOP + SLI_BOTTOM) / 2);
        grid(1);
        grid(lowest);
        double objective = state.info().objective();
        if (objective > lowest) {
            out.add("<path class=\"objective\" d=\"M%s %sH%s\"/>", LEFT, number(y(objective)), RIGHT);
            out.add(
                    "<text class=\"objective\" x=\"%s\" y=\"%s\">SLO %s</text>",
                    LEFT + 4, number(y(objective) + 13), Written.objective(objective));
        }
        line(timeline.serverSli(), "server");
        line(timeline.userSli(), "users");
        for (int i = 0; i < timeline.lanes().size(); i++) {
            var lane = timeline.lanes().get(i);
            lane(LaneWords.name(lane.kind()), i, lane.spans());
        }
        for (Loss loss : timeline.losses()) {
            out.add("<path class=\"kill\" d=\"M%s %sV%s\"/>", number(x(loss.at())), SLI_TOP, bottom);
            out.add(
                    "<text class=\"kill\" x=\"%s\" y=\"%s\">✕ %s</text>",
                    number(x(loss.at()) + 4), SLI_TOP - 5, LaneWords.label(loss));
        }
        steps(timeline.steps(), bottom);
        out.add("</svg>");
    }

    /** The picture for those who cannot see it. */
    private String words() {
        var timeline = state.timeline();
        var words = new StringBuilder("From 0 to ")
                .append(Written.shortClock(state.at()))
                .append('.');
        timeline.userSli().stream()
                .flatMap(p -> p.value().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(low -> words.append(" The lowest SLI as the users saw it was ")
                        .append(Written.sli(low, state.info().objective()))
                        .append('.'));
        timeline.lanes().forEach(lane -> words.append(told(LaneWords.name(lane.kind()), lane.spans())));
        timeline.losses()
                .forEach(k -> words.append(' ' + LaneWords.label(k) + " at " + Written.shortClock(k.at()) + '.'));
        return words.toString();
    }

    private static String told(String lane, List<Span> spans) {
        if (spans.isEmpty()) {
            return " " + lane + ": nothing.";
        }
        return spans.stream()
                .map(s -> LaneWords.label(s.content()) + " from " + Written.shortClock(s.start()) + " to "
                        + s.end().map(Written::shortClock).orElse("the end"))
                .collect(Collectors.joining("; ", " " + lane + ": ", "."));
    }

    private void grid(double value) {
        out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, number(y(value)), RIGHT);
        out.add(
                "<text class=\"axis\" x=\"%s\" y=\"%s\">%s</text>",
                LEFT - 6, number(y(value) + 4), Written.share(value));
    }

    private void line(List<Point> points, String kind) {
        var path = new StringBuilder();
        boolean pen = false;
        for (Point p : points) {
            if (p.value().filter(v -> v >= lowest).isEmpty()) {
                pen = false;
                continue;
            }
            path.append(pen ? 'L' : 'M')
                    .append(number(x(p.at())))
                    .append(' ')
                    .append(number(y(p.value().get())));
            pen = true;
        }
        if (!path.isEmpty()) {
            out.add("<path class=\"%s\" d=\"%s\"/>", kind, path);
        }
    }

    private void lane(String name, int index, List<Span> spans) {
        int top = LANE_TOP + index * LANE;
        out.add("<text class=\"lane\" x=\"0\" y=\"%s\">%s</text>", top + 15, name);
        for (Span span : spans) {
            var words = LaneWords.label(span.content());
            double from = x(span.start());
            double to = Math.max(from + 2, x(span.end().orElse(state.at())));
            double height = BAR * LaneWords.height(span.content());
            out.add(
                    "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\">"
                            + "<title>%s, %s to %s</title></rect>",
                    LaneWords.tone(span.content()).name().toLowerCase(Locale.ROOT),
                    number(from),
                    number(top + BAR - height),
                    number(to - from),
                    number(height),
                    words,
                    Written.shortClock(span.start()),
                    span.end().map(Written::shortClock).orElse("the end"));
            var label = to - from > 7.5 * words.length() ? words : words.split(" ", 2)[0];
            if (to - from > 7.5 * label.length()) {
                out.add("<text class=\"bar\" x=\"%s\" y=\"%s\">%s</text>", number(from + 6), top + 14, label);
            }
        }
    }

    /** Steps by their numbers alone where there is no room for more. */
    private void steps(List<StepMark> marks, int bottom) {
        for (int i = 0; i < marks.size(); i++) {
            double from = x(marks.get(i).at());
            double room = (i + 1 < marks.size() ? x(marks.get(i + 1).at()) : RIGHT) - from;
            var label = LaneWords.label(marks.get(i), state.lesson());
            var shown = room > 7.5 * label.length() ? label : label.split(" ", 2)[0];
            if (room > 12) {
                out.add("<text class=\"step\" x=\"%s\" y=\"%s\">%s</text>", number(from), bottom + 18, shown);
            }
            out.add("<path class=\"grid\" d=\"M%s %sV%s\"/>", number(from), LANE_TOP - 8, bottom + 4);
        }
        out.add(
                "<text class=\"axis end\" x=\"%s\" y=\"%s\">%s</text>",
                RIGHT, bottom + 38, Written.shortClock(state.at()));
    }

    private double x(Duration at) {
        return LEFT + (RIGHT - LEFT) * Math.min(1, at.toMillis() / 1_000.0 / seconds);
    }

    private double y(double value) {
        double part = Math.clamp((value - lowest) / (1 - lowest), 0, 1);
        return SLI_BOTTOM - part * (SLI_BOTTOM - SLI_TOP);
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 10) / 10.0);
    }
}
