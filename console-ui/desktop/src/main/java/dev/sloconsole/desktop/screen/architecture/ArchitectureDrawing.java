package dev.sloconsole.desktop.screen.architecture;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.architecture.Architecture;
import java.util.HashMap;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Boxes and arrows; every way runs straight along a row or a column. */
public record ArchitectureDrawing(Architecture model) implements Paper.Drawing {

    @Override
    public void draw(GraphicsContext g, double width, double height, Look look) {
        double boxWidth = Math.min(look.px(190), width * 0.26);
        double boxHeight = Math.min(look.px(96), height * 0.24);
        var places = new HashMap<String, Rectangle2D>();
        for (var box : model.boxes()) {
            double x = boxWidth / 2 + 1 + box.column() * (width - boxWidth - 2) / 2;
            double y = boxHeight / 2 + 1 + box.row() * (height - boxHeight - 2) / 2;
            places.put(box.id(), new Rectangle2D(x - boxWidth / 2, y - boxHeight / 2, boxWidth, boxHeight));
        }
        for (var way : model.ways()) {
            way(g, look, way, place(places, way.from()), place(places, way.to()));
        }
        for (var box : model.boxes()) {
            box(g, look, box, place(places, box.id()));
        }
    }

    private static Rectangle2D place(HashMap<String, Rectangle2D> places, String id) {
        var place = places.get(id);
        if (place == null) {
            throw new IllegalStateException("The drawing has no box " + id + ".");
        }
        return place;
    }

    private static void box(GraphicsContext g, Look look, Architecture.Box box, Rectangle2D r) {
        double round = look.px(20);
        g.setFill(look.theme().color(Token.RAISED));
        g.fillRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), round, round);
        g.setStroke(
                box.tone() == Tone.MUTED
                        ? look.theme().color(Token.LINE)
                        : look.theme().color(box.tone()));
        g.setLineWidth(look.px(2));
        g.strokeRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), round, round);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        double x = r.getMinX() + r.getWidth() / 2;
        double line = r.getHeight() / 4;
        double room = r.getWidth() - look.px(12);
        g.setFill(look.theme().color(Token.TEXT));
        g.setFont(look.strong(18));
        g.fillText(box.title(), x, r.getMinY() + line, room);
        g.setFill(look.theme().color(Token.MUTE));
        g.setFont(look.mono(15));
        g.fillText(box.detail(), x, r.getMinY() + 2.05 * line, room);
        g.setFill(look.theme().color(box.tone()));
        g.setFont(look.strong(15));
        g.fillText(box.state(), x, r.getMinY() + 3.05 * line, room);
    }

    private static void way(GraphicsContext g, Look look, Architecture.Way way, Rectangle2D from, Rectangle2D to) {
        boolean across = from.getMinY() == to.getMinY();
        double gap = look.px(5);
        if (!across && from.getMinX() != to.getMinX()) {
            corner(g, look, way, from, to, gap);
            return;
        }
        double x1;
        double y1;
        double x2;
        double y2;
        if (across) {
            y1 = y2 = from.getMinY() + from.getHeight() / 2;
            boolean right = to.getMinX() > from.getMinX();
            x1 = right ? from.getMaxX() + gap : from.getMinX() - gap;
            x2 = right ? to.getMinX() - gap : to.getMaxX() + gap;
        } else {
            x1 = x2 = from.getMinX() + from.getWidth() / 2;
            boolean down = to.getMinY() > from.getMinY();
            y1 = down ? from.getMaxY() + gap : from.getMinY() - gap;
            y2 = down ? to.getMinY() - gap : to.getMaxY() + gap;
        }
        var color = look.theme().color(way.tone());
        g.setStroke(color);
        g.setFill(color);
        g.setLineWidth(look.px(2));
        g.strokeLine(x1, y1, x2, y2);
        head(g, look, Math.atan2(y2 - y1, x2 - x1), x2, y2);
        label(g, look, way.label(), (x1 + x2) / 2, (y1 + y2) / 2, across);
    }

    /** Down from one box, behind what lies between, and to the left into another. */
    private static void corner(
            GraphicsContext g, Look look, Architecture.Way way, Rectangle2D from, Rectangle2D to, double gap) {
        double x = from.getMaxX() - from.getWidth() * 0.12;
        double y = to.getMinY() + to.getHeight() * 0.82;
        double end = to.getMaxX() + gap;
        g.setStroke(look.theme().color(way.tone()));
        g.setFill(look.theme().color(way.tone()));
        g.setLineWidth(look.px(2));
        g.strokePolyline(new double[] {x, x, end}, new double[] {from.getMaxY() + gap, y, y}, 3);
        head(g, look, Math.PI, end, y);
        label(g, look, way.label(), from.getMinX() + from.getWidth() / 2, y, true);
    }

    private static void head(GraphicsContext g, Look look, double a, double x, double y) {
        double size = look.px(10);
        g.fillPolygon(
                new double[] {x, x - size * Math.cos(a - 0.45), x - size * Math.cos(a + 0.45)},
                new double[] {y, y - size * Math.sin(a - 0.45), y - size * Math.sin(a + 0.45)},
                3);
    }

    private static void label(GraphicsContext g, Look look, String words, double x, double y, boolean across) {
        var font = look.font(15);
        double w = Widths.of(words, font) + look.px(10);
        double h = look.px(22);
        double top = across ? y - h - look.px(4) : y - h / 2;
        g.setFill(look.theme().color(Token.PANEL));
        g.fillRect(x - w / 2, top, w, h);
        g.setFill(look.theme().color(Token.SOFT));
        g.setFont(font);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, x, top + h / 2);
    }
}
