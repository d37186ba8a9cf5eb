package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.architecture.Architecture;
import dev.sloconsole.view.architecture.Architecture.Box;
import dev.sloconsole.view.architecture.Architecture.Way;
import dev.sloconsole.view.wall.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts and what passes between them. DNS lies below everybody who asks it, so that both the users' and Prometheus's
 * way to it are straight:
 *
 * <pre>
 * Cloud Map  &lt;-  ECS         Grafana
 *     |           |            |
 *     |  Users -&gt; App  &lt;-  Prometheus
 *     |    |                   |
 *     +-> DNS -----------------+
 * </pre>
 */
final class BlocksPainter {

    private static final double MARGIN = 78;
    private static final double LABEL = 25;

    private final Sheet sheet;
    private final Map<String, Area> places = new HashMap<>();

    private BlocksPainter(Sheet sheet, Area area) {
        this.sheet = sheet;
        double gapX = Math.clamp(area.width() * 0.1, 140, 190);
        double gapY = Math.clamp(area.height() * 0.11, 56, 110);
        double width = (area.width() - 2 * gapX) / 3;
        double height = (area.height() - 2 * gapY) / 3;
        double[] x = {area.x(), area.x() + width + gapX, area.x() + 2 * (width + gapX)};
        double[] y = {area.y(), area.y() + height + gapY, area.y() + 2 * (height + gapY)};
        places.put("map", new Area(x[0], y[0], width, height));
        places.put("ecs", new Area(x[1], y[0], width, height));
        places.put("grafana", new Area(x[2], y[0], width, height));
        places.put("users", new Area(x[0] + MARGIN, y[1], width - MARGIN, height));
        places.put("app", new Area(x[1], y[1], width, height));
        places.put("prometheus", new Area(x[2], y[1], width, height));
        places.put("dns", new Area(x[0], y[2], area.width(), height));
    }

    static void paint(Sheet sheet, Area area, Architecture architecture) {
        var painter = new BlocksPainter(sheet, area);
        architecture.ways().forEach(painter::way);
        architecture.boxes().forEach(painter::box);
    }

    private void box(Box box) {
        var area = place(box.id());
        sheet.frame(
                area,
                16,
                box.tone() == Tone.MUTED ? 2 : 4,
                box.tone() == Tone.MUTED ? sheet.color(Token.LINE) : sheet.color(box.tone()),
                sheet.color(Token.PANEL));
        double width = area.width() - 36;
        var title = Sheet.fitting(box.title(), Sheet.strong(34), width);
        sheet.text(box.title(), area.x() + 18, area.y() + 46, title, sheet.color(Tone.PLAIN));
        double y = area.y() + 62;
        y += sheet.flow(Part.plain(box.state()), new Area(area.x() + 18, y, width, 0), Sheet::strong, 27, box.tone());
        var detail = Sheet.fitting(box.detail(), Sheet.mono(26), width);
        if (y + 34 <= area.bottom() && Sheet.width(box.detail(), detail) <= width) {
            sheet.text(box.detail(), area.x() + 18, y + 30, detail, sheet.color(Tone.MUTED));
        }
    }

    private void way(Way way) {
        var from = place(way.from());
        var to = place(way.to());
        if (way.from().equals("map")) {
            double x = from.x() + MARGIN / 2;
            arrow(x, from.bottom(), x, to.y(), way.tone());
            label(way, x + 14, (from.bottom() + place("users").y()) / 2);
        } else if (from.bottom() <= to.y() || to.bottom() <= from.y()) {
            double x = from.width() < to.width() ? from.centreX() : to.centreX();
            boolean down = from.bottom() <= to.y();
            double y1 = down ? from.bottom() : from.y();
            double y2 = down ? to.y() : to.bottom();
            arrow(x, y1, x, y2, way.tone());
            label(way, x + 16, (y1 + y2) / 2);
        } else {
            boolean right = from.right() <= to.x();
            double y = from.centreY();
            double x1 = right ? from.right() : from.x();
            double x2 = right ? to.x() : to.right();
            arrow(x1, y, x2, y, way.tone());
            sheet.centred(
                    way.label(),
                    (x1 + x2) / 2,
                    y - 14,
                    Sheet.fitting(way.label(), Sheet.regular(LABEL), Math.abs(x2 - x1) - 8),
                    sheet.color(way.tone()));
        }
    }

    private void label(Way way, double x, double y) {
        var font = Sheet.regular(LABEL);
        double right = place("dns").right();
        boolean fits = x + Sheet.width(way.label(), font) <= right;
        if (fits) {
            sheet.text(way.label(), x, Sheet.baseline(y, LABEL), font, sheet.color(way.tone()));
        } else {
            sheet.ending(way.label(), x - 32, Sheet.baseline(y, LABEL), font, sheet.color(way.tone()));
        }
    }

    /** Thick and coloured where something passes, thin where nothing does. */
    private void arrow(double x1, double y1, double x2, double y2, Tone tone) {
        double width = tone == Tone.MUTED ? 3 : 6;
        var color = sheet.color(tone);
        double dx = Math.signum(x2 - x1);
        double dy = Math.signum(y2 - y1);
        sheet.line(x1, y1, x2 - dx * 14, y2 - dy * 14, width, color);
        sheet.polygon(
                color,
                x2,
                y2,
                x2 - dx * 20 - dy * 11,
                y2 - dy * 20 - dx * 11,
                x2 - dx * 20 + dy * 11,
                y2 - dy * 20 + dx * 11);
    }

    private Area place(String id) {
        var place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException("The wall has no place for the part " + id + ".");
        }
        return place;
    }
}
