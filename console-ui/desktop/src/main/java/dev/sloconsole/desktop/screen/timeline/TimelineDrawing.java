package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.timeline.Zoom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * The still part of the timeline: everything but the cursor. What runs out of the plot is wiped away again rather than
 * clipped, for a clip of a canvas is a second canvas of the same size.
 *
 * @param ahead all of a recording, of which what comes after {@code model} is drawn dimmed; empty while live
 */
record TimelineDrawing(TimelineModel model, Optional<TimelineModel> ahead, Zoom zoom) implements Paper.Drawing {

    private static final double DIMMED = 0.3;

    @Override
    public void draw(GraphicsContext g, double width, double height, Look look) {
        var plot = new Plot(width, height, look, zoom.from(), zoom.to(model.end()));
        g.setTextBaseline(VPos.CENTER);
        ahead.ifPresent(whole -> dimmed(g, plot, whole));
        scale(g, plot);
        content(g, plot, model, plot.left());
        g.clearRect(0, 0, plot.left(), height);
        g.clearRect(plot.right(), 0, width - plot.right(), height);
        bounds(g, plot);
        legend(g, plot);
        for (int i = 0; i < model.lanes().size(); i++) {
            name(g, plot, model.lanes().get(i).name(), plot.lane(i) + plot.laneHeight() / 2);
        }
        axis(g, plot);
        steps(g, plot);
    }

    /** @param seenFrom what is left of it is not this drawing's */
    private void content(GraphicsContext g, Plot plot, TimelineModel what, double seenFrom) {
        lines(g, plot, what);
        var lanes = new LaneDrawing(g, plot, what, ahead.isPresent(), seenFrom);
        for (int i = 0; i < what.lanes().size(); i++) {
            lanes.draw(i);
        }
        promises(g, plot, what);
        kills(g, plot, what);
    }

    private void dimmed(GraphicsContext g, Plot plot, TimelineModel whole) {
        double present = plot.x(model.drawnTo());
        g.setGlobalAlpha(DIMMED);
        content(g, plot, whole, Math.max(present, plot.left()));
        g.setGlobalAlpha(1);
        g.clearRect(0, 0, present, plot.height());
    }

    /** Who each line is, in its colour: the users' is whole, the server's is dashed, here as on the wall. */
    private static void legend(GraphicsContext g, Plot plot) {
        var look = plot.look();
        double third = (plot.sliBottom() - plot.sliTop()) / 3;
        name(g, plot, "SLI", plot.sliTop() + third * 0.5);
        key(g, plot, "users", Token.INFO, plot.sliTop() + third * 1.5);
        g.setLineDashes(look.px(4), look.px(4));
        key(g, plot, "server", Token.VIOLET, plot.sliTop() + third * 2.5);
        g.setLineDashes();
    }

    private static void key(GraphicsContext g, Plot plot, String word, Token token, double y) {
        var look = plot.look();
        g.setStroke(look.theme().color(token));
        g.setLineWidth(look.px(3));
        g.strokeLine(look.px(22), y, look.px(44), y);
        g.setFill(look.theme().color(token));
        g.setFont(look.font(15));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(word, look.px(52), y);
    }

    private void scale(GraphicsContext g, Plot plot) {
        var look = plot.look();
        g.setStroke(look.theme().color(Token.LINE));
        g.setLineWidth(1);
        for (double y : new double[] {plot.sliTop(), plot.sliBottom()}) {
            g.strokeLine(plot.left(), Math.round(y) + 0.5, plot.right(), Math.round(y) + 0.5);
        }
        double objective = y(plot, model.objective());
        g.setStroke(look.theme().color(Token.GOOD));
        g.setLineDashes(look.px(6), look.px(6));
        g.strokeLine(plot.left(), objective, plot.right(), objective);
        g.setLineDashes();
    }

    /** What the lines of the scale stand for, right of them. */
    private void bounds(GraphicsContext g, Plot plot) {
        var look = plot.look();
        double objective = y(plot, model.objective());
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(look.font(15));
        g.setFill(look.theme().color(Token.GOOD));
        g.fillText(Written.objective(model.objective()), plot.right() + look.px(8), objective);
        g.setFill(look.theme().color(Token.MUTE));
        if (plot.sliBottom() - objective > look.px(16)) {
            g.fillText(Written.share(floor()), plot.right() + look.px(8), plot.sliBottom());
        }
    }

    private void lines(GraphicsContext g, Plot plot, TimelineModel what) {
        var look = plot.look();
        g.setLineWidth(look.px(2));
        g.setStroke(look.theme().color(Token.VIOLET));
        g.setLineDashes(look.px(4), look.px(4));
        line(g, plot, what.serverSli());
        g.setLineDashes();
        g.setLineWidth(look.px(3));
        g.setStroke(look.theme().color(Token.INFO));
        line(g, plot, what.userSli());
    }

    /** Of the whole recording where it is known, so that the scale stays while it plays. */
    private double floor() {
        return ahead.map(TimelineModel::floor).orElse(model.floor());
    }

    private double y(Plot plot, double sli) {
        return y(plot, sli, floor());
    }

    private static double y(Plot plot, double sli, double floor) {
        double part = Math.clamp((sli - floor) / (1 - floor), 0, 1);
        return plot.sliBottom() - part * (plot.sliBottom() - plot.sliTop());
    }

    private void line(GraphicsContext g, Plot plot, List<Point> points) {
        double floor = floor();
        boolean open = false;
        g.beginPath();
        for (var p : points) {
            if (p.value().isEmpty()) {
                open = false;
                continue;
            }
            double x = plot.x(p.at());
            double y = y(plot, p.value().get(), floor);
            if (open) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
                open = true;
            }
        }
        g.stroke();
    }

    private void axis(GraphicsContext g, Plot plot) {
        var look = plot.look();
        g.setStroke(look.theme().color(Token.LINE));
        g.setLineWidth(1);
        double y = Math.round(plot.axis()) + 0.5;
        g.strokeLine(plot.left(), y, plot.right(), y);
        g.setFill(look.theme().color(Token.MUTE));
        g.setFont(look.font(15));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(Written.shortClock(plot.to()), plot.right() + look.px(8), plot.axis());
        if (zoom.length().isPresent()) {
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Written.shortClock(plot.from()), plot.left() - look.px(8), plot.axis());
        }
    }

    private static void kills(GraphicsContext g, Plot plot, TimelineModel what) {
        // In the lower half of the SLI's lane, where a healthy line does not run through it.
        moments(g, plot, what.kills(), Token.BAD, plot.sliBottom() - plot.look().px(12));
    }

    private static void promises(GraphicsContext g, Plot plot, TimelineModel what) {
        moments(
                g,
                plot,
                what.promises(),
                Token.SOFT,
                plot.sliBottom() - plot.look().px(34));
    }

    private static void moments(GraphicsContext g, Plot plot, List<TimelineModel.Mark> marks, Token token, double y) {
        var look = plot.look();
        g.setFont(look.font(15));
        g.setStroke(look.theme().color(token));
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.RIGHT);
        double freeFrom = plot.left();
        for (var mark : marks) {
            double x = Math.round(plot.x(mark.at())) + 0.5;
            if (x < plot.left() || x > plot.right()) {
                continue;
            }
            g.setLineDashes(look.px(3), look.px(4));
            g.strokeLine(x, plot.sliTop(), x, plot.axis());
            g.setLineDashes();
            var words = mark.label();
            double from = x - look.px(6) - Widths.of(words, look.font(15));
            if (from >= freeFrom) {
                // A line runs through it, so it brings its own ground.
                g.setFill(look.theme().color(Token.PANEL));
                g.fillRect(from - look.px(3), y - look.px(9), x - from, look.px(18));
                g.setFill(look.theme().color(token));
                g.fillText(words, x - look.px(6), y);
                freeFrom = x;
            }
        }
    }

    private void steps(GraphicsContext g, Plot plot) {
        var look = plot.look();
        var font = look.font(15);
        g.setFont(font);
        g.setFill(look.theme().color(Token.MUTE));
        g.setTextAlign(TextAlignment.LEFT);
        double y = (plot.axis() + plot.height()) / 2 + look.px(2);
        double free = 0;
        List<TimelineModel.Mark> marks = model.steps();
        for (int i = 0; i < marks.size(); i++) {
            double next = i + 1 < marks.size() ? plot.x(marks.get(i + 1).at()) : plot.width();
            double x = Math.max(plot.x(marks.get(i).at()), plot.left());
            double limit = next - look.px(10);
            if (next <= plot.left() || x > plot.right()) {
                continue;
            }
            var label = marks.get(i).label();
            var number = label.split(" ", 2)[0];
            if (x < free) {
                continue;
            }
            var shown = x + Widths.of(label, font) <= limit ? label : number;
            g.fillText(shown, x, y);
            free = x + Widths.of(shown, font) + look.px(8);
        }
    }

    private static void name(GraphicsContext g, Plot plot, String name, double y) {
        g.setFill(plot.look().theme().color(Token.MUTE));
        g.setFont(plot.look().font(16));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(name, plot.look().px(22), y);
    }

    static String clock(Duration at) {
        return Written.shortClock(at);
    }
}
