package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.timeline.TimelineModel.Stretch;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * The lanes with their words: on a stretch that has room for them, else behind it where nothing follows soon.
 *
 * @param played whether a recording is drawn, in which something may follow what goes on
 * @param seenFrom what is left of it is not this drawing's: the words stand where they are in sight
 */
record LaneDrawing(GraphicsContext g, Plot plot, TimelineModel model, boolean played, double seenFrom) {

    /** What fills less of its lane is a line, above which there is room for words. */
    private static final double LINE = 0.3;

    void draw(int index) {
        var lane = model.lanes().get(index);
        lane.stretches().forEach(stretch -> bar(stretch, plot.lane(index)));
        g.setFont(font());
        g.setTextAlign(TextAlignment.LEFT);
        double next = plot.right();
        for (var stretch : lane.stretches().reversed()) {
            words(stretch, plot.lane(index) + plot.laneHeight() / 2, next);
            if (stretch.height() > LINE) {
                next = plot.x(stretch.start());
            }
        }
    }

    private void bar(Stretch stretch, double top) {
        double left = Math.max(plot.x(stretch.start()), plot.left());
        if (right(stretch) >= plot.left()) {
            double height = plot.laneHeight() * stretch.height();
            var round = plot.look().px(9);
            g.setFill(plot.look().theme().fill(stretch.tone()));
            g.fillRoundRect(left, top + plot.laneHeight() - height, width(stretch, left), height, round, round);
        }
    }

    /** @param next where the next stretch begins */
    private void words(Stretch stretch, double y, double next) {
        if (stretch.label().isEmpty()) {
            return;
        }
        double needed = Widths.of(stretch.label(), font()) + plot.look().px(16);
        double start = Math.max(plot.x(stretch.start()), plot.left());
        double left = Math.max(start, seenFrom);
        double right = start + width(stretch, start);
        boolean saidBefore = seenFrom - start >= needed;
        if (saidBefore || right < left) {
            return;
        }
        if (needed <= right - left && stretch.height() > LINE) {
            say(stretch, left, y);
        } else if (stretch.height() > LINE
                && (!played || stretch.end().isPresent())
                && needed <= room(stretch, next) - right) {
            say(stretch, right - plot.look().px(4), y);
        }
    }

    private void say(Stretch stretch, double x, double y) {
        var look = plot.look();
        g.setFill(
                stretch.tone() == Tone.MUTED
                        ? look.theme().color(Token.SOFT)
                        : look.theme().color(stretch.tone()));
        g.fillText(stretch.label(), x + look.px(9), y);
    }

    /** Where the words of a stretch must end: at the next one, and those of what is over at the present. */
    private double room(Stretch stretch, double next) {
        return played || stretch.end().isEmpty() ? next : Math.min(next, plot.x(model.drawnTo()));
    }

    private double right(Stretch stretch) {
        return plot.x(stretch.end().orElse(model.drawnTo()));
    }

    private double width(Stretch stretch, double left) {
        return Math.max(plot.look().px(3), Math.min(right(stretch), plot.right()) - left - 1);
    }

    private Font font() {
        return plot.look().font(15);
    }
}
