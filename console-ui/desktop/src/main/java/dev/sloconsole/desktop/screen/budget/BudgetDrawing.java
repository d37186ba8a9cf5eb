package dev.sloconsole.desktop.screen.budget;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.budget.BudgetCurves;
import dev.sloconsole.view.budget.BudgetCurves.Point;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Both curves of the budget over the window, and the line of a steady spender. */
record BudgetDrawing(BudgetCurves curves) implements Paper.Drawing {

    private static final String[] SHARES = {"100 %", "50 %", "0 %", "50 % over", "100 % over"};

    @Override
    public void draw(GraphicsContext g, double width, double height, Look look) {
        double left = look.px(104);
        double right = width - look.px(30);
        double top = look.px(14);
        double bottom = height - look.px(64);
        if (bottom - top < look.px(40)) {
            return;
        }
        g.setTextBaseline(VPos.CENTER);
        g.setFont(look.font(16));
        g.setLineWidth(1);
        for (int i = 0; i < SHARES.length; i++) {
            double y = Math.round(top + (bottom - top) * i / (SHARES.length - 1)) + 0.5;
            g.setStroke(look.theme().color(i == 2 ? Token.MUTE : Token.LINE));
            g.strokeLine(left, y, right, y);
            g.setFill(look.theme().color(Token.MUTE));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(SHARES[i], left - look.px(10), y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < curves.times().size(); i++) {
            g.fillText(
                    curves.times().get(i),
                    left + (right - left) * i / (curves.times().size() - 1),
                    bottom + look.px(18));
        }
        var frame = new Frame(left, right, top, bottom, curves.windowSeconds());
        g.setStroke(look.theme().color(Token.MUTE));
        g.setLineDashes(look.px(2), look.px(6));
        g.strokeLine(left, frame.y(1), right, frame.y(0));
        g.setLineWidth(look.px(3));
        g.setLineDashes(look.px(8), look.px(6));
        curve(g, frame, look, Token.SOFT, Point::seen);
        g.setLineDashes();
        curve(g, frame, look, Token.WARN, Point::planned);
        double y = height - look.px(16);
        key(g, look, left, y, Token.WARN, "planned");
        key(g, look, left + look.px(150), y, Token.SOFT, "seen only");
        key(g, look, left + look.px(310), y, Token.MUTE, "steady spending");
    }

    private record Frame(double left, double right, double top, double bottom, double window) {
        double x(double seconds) {
            return left + (right - left) * Math.min(1, seconds / window);
        }

        double y(double share) {
            return bottom
                    - (bottom - top)
                            * (Math.clamp(share, BudgetCurves.LOWEST, 1) - BudgetCurves.LOWEST)
                            / (1 - BudgetCurves.LOWEST);
        }
    }

    private void curve(GraphicsContext g, Frame frame, Look look, Token token, ToDoubleFunction<Point> share) {
        g.setStroke(look.theme().color(token));
        g.beginPath();
        boolean begun = false;
        for (Point point : curves.points()) {
            double x = frame.x(point.seconds());
            double y = frame.y(share.applyAsDouble(point));
            if (begun) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
                begun = true;
            }
        }
        g.stroke();
    }

    private static void key(GraphicsContext g, Look look, double x, double y, Token token, String words) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look.theme().color(token));
        g.fillRect(x, y - look.px(2), look.px(18), look.px(4));
        g.setFill(look.theme().color(Token.SOFT));
        g.fillText(words, x + look.px(26), y);
    }
}
