package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The SLI of the last fifteen minutes, as the users and as the server saw it. */
record SliDrawing(Timeline timeline, double objective, Duration now) implements Paper.Drawing {

    private static final Duration RANGE = Duration.ofMinutes(15);

    @Override
    public void draw(GraphicsContext g, double width, double height, Look look) {
        double left = look.px(64);
        double right = width - look.px(8);
        double top = look.px(12);
        double bottom = height - look.px(58);
        if (bottom - top < look.px(40)) {
            return;
        }
        var from = now.compareTo(RANGE) > 0 ? now.minus(RANGE) : Duration.ZERO;
        double lowest = Math.min(lowest(timeline.userSli(), from), lowest(timeline.serverSli(), from));
        double floor = lowest >= 0.95 ? 0.95 : lowest >= 0.8 ? 0.8 : lowest >= 0.5 ? 0.5 : 0;
        // So many steps that each is a round number of percent.
        int lines = floor == 0.95 || floor == 0.5 ? 5 : 4;
        g.setTextBaseline(VPos.CENTER);
        g.setFont(look.font(15));
        g.setLineWidth(1);
        for (int i = 0; i <= lines; i++) {
            double y = Math.round(bottom - (bottom - top) * i / lines) + 0.5;
            g.setStroke(look.theme().color(Token.LINE));
            g.strokeLine(left, y, right, y);
            g.setFill(look.theme().color(Token.MUTE));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Math.round(100 * (floor + (1 - floor) * i / lines)) + " %", left - look.px(8), y);
        }
        var frame = new Frame(left, right, top, bottom, floor, from);
        g.setTextAlign(TextAlignment.LEFT);
        for (long minute = from.toMinutes() + 1; minute <= from.plus(RANGE).toMinutes(); minute += 3) {
            double x = frame.x(Duration.ofMinutes(minute));
            if (x < right - look.px(40)) {
                g.fillText(Written.shortClock(Duration.ofMinutes(minute)), x, bottom + look.px(16));
            }
        }
        g.setStroke(look.theme().color(Token.GOOD));
        g.setLineDashes(look.px(6), look.px(6));
        g.strokeLine(left, frame.y(objective), right, frame.y(objective));
        g.setLineDashes();
        g.setLineWidth(look.px(3));
        g.setLineDashes(look.px(7), look.px(5));
        line(g, frame, timeline.serverSli(), look, Token.VIOLET);
        g.setLineDashes();
        // Above the server's, as on the wall: where both say the same, it is what the users got.
        line(g, frame, timeline.userSli(), look, Token.INFO);
        double y = height - look.px(14);
        key(g, look, left, y, Token.INFO, "what the users got");
        key(g, look, left + (right - left) * 0.34, y, Token.VIOLET, "what the server counted");
        key(g, look, left + (right - left) * 0.74, y, Token.GOOD, "objective");
    }

    private record Frame(double left, double right, double top, double bottom, double floor, Duration from) {
        double x(Duration at) {
            return left + (right - left) * at.minus(from).toMillis() / RANGE.toMillis();
        }

        double y(double sli) {
            return bottom - (bottom - top) * Math.clamp((sli - floor) / (1 - floor), 0, 1);
        }
    }

    private static void line(GraphicsContext g, Frame frame, List<Point> points, Look look, Token token) {
        g.setStroke(look.theme().color(token));
        g.beginPath();
        boolean open = false;
        for (var p : points) {
            if (p.value().isEmpty() || p.at().compareTo(frame.from()) < 0) {
                open = false;
                continue;
            }
            if (open) {
                g.lineTo(frame.x(p.at()), frame.y(p.value().get()));
            } else {
                g.moveTo(frame.x(p.at()), frame.y(p.value().get()));
                open = true;
            }
        }
        g.stroke();
    }

    private static void key(GraphicsContext g, Look look, double x, double y, Token token, String words) {
        g.setFill(look.theme().color(token));
        g.fillRect(x, y - look.px(2), look.px(14), look.px(4));
        g.setFill(look.theme().color(Token.SOFT));
        g.fillText(words, x + look.px(20), y);
    }

    private static double lowest(List<Point> points, Duration from) {
        return points.stream()
                .filter(p -> p.at().compareTo(from) >= 0)
                .flatMap(p -> p.value().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
    }
}
