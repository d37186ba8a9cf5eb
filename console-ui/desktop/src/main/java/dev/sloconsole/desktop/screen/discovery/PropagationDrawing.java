package dev.sloconsole.desktop.screen.discovery;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.discovery.Propagation;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Bars from the kill to the moment of learning. */
record PropagationDrawing(Propagation model) implements Paper.Drawing {

    private static final int TICKS = 4;

    @Override
    public void draw(GraphicsContext g, double width, double height, Look look) {
        double left = look.px(104);
        // The words stand right of the bar, so the axis ends where the longest of them still fits.
        double plot = Math.max(look.px(80), width - left - look.px(230));
        // Where there is little room the words count more than the axis.
        double axisHeight = height >= look.px(20) + look.px(18) * model.bars().size() ? look.px(20) : 0;
        double row = Math.min(look.px(24), (height - axisHeight) / model.bars().size());
        double bar = row * 0.66;
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        double bottom = row * model.bars().size();
        for (int i = 0; i <= TICKS; i++) {
            double x = Math.round(left + plot * i / TICKS) + 0.5;
            g.setStroke(look.theme().color(Token.LINE));
            g.strokeLine(x, 0, x, bottom);
            g.setFill(look.theme().color(Token.MUTE));
            g.setFont(look.font(14));
            g.setTextAlign(TextAlignment.CENTER);
            double seconds = model.axisSeconds() * i / TICKS;
            var number = Written.given(seconds);
            if (axisHeight > 0) {
                g.fillText(i == TICKS ? number + " s" : number, x, bottom + axisHeight * 0.6);
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < model.bars().size(); i++) {
            var b = model.bars().get(i);
            double y = i * row + row / 2;
            double w = Math.max(look.px(3), plot * b.seconds() / model.axisSeconds());
            g.setFill(look.theme().color(Token.MUTE));
            g.setFont(look.font(Math.min(16, row / look.scale())));
            g.fillText(b.who(), 0, y);
            g.setFill(look.theme().color(b.tone()));
            g.fillRoundRect(left, y - bar / 2, w, bar, look.px(8), look.px(8));
            var font = look.font(Math.min(15, row / look.scale()));
            g.setFill(look.theme().color(Token.PANEL));
            g.fillRect(left + w + look.px(4), y - row / 2, Widths.of(b.words(), font) + look.px(8), row);
            g.setFill(look.theme().color(Token.TEXT));
            g.setFont(font);
            g.fillText(b.words(), left + w + look.px(8), y);
        }
    }
}
