package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.KeyFigure;
import java.util.List;

/** The key figures, one below the other, or side by side where there is more width than height. */
final class FiguresPainter {

    /** How high a figure with its bar and a note of two lines is. */
    static final double HEIGHT = 300;

    private static final double VALUE = 112;
    private static final double GAP = 44;

    private FiguresPainter() {}

    static void column(Sheet sheet, Area area, List<KeyFigure> figures) {
        double y = area.y();
        for (KeyFigure figure : figures) {
            figure(sheet, area.below(y - area.y()), figure);
            y += Math.max(HEIGHT - 60, area.height() / figures.size());
        }
    }

    static void row(Sheet sheet, Area area, List<KeyFigure> figures) {
        for (int i = 0; i < figures.size(); i++) {
            figure(sheet, area.column(i, figures.size(), GAP), figures.get(i));
        }
    }

    private static double figure(Sheet sheet, Area area, KeyFigure figure) {
        var title = Sheet.fitting(figure.title(), Sheet.strong(30), area.width());
        sheet.text(figure.title(), area.x(), area.y() + 30, title, sheet.color(Tone.MUTED));
        double y = area.y() + 40;
        value(sheet, new Area(area.x(), y, area.width(), VALUE), figure);
        y += VALUE + 10;
        if (figure.bar().isPresent()) {
            bar(sheet, new Area(area.x(), y + 6, area.width(), 26), figure.bar().get(), figure.tone());
            y += 44;
        }
        return y - area.y() + sheet.flow(figure.note(), new Area(area.x(), y, area.width(), 0), Sheet::regular, 30, Tone.MUTED);
    }

    /** The value; a triangle before one that is bad, so that its colour is not all that says so. */
    private static void value(Sheet sheet, Area area, KeyFigure figure) {
        var color = sheet.color(figure.tone());
        double baseline = area.y() + VALUE * 0.86;
        double x = area.x();
        boolean sign = figure.tone() == Tone.BAD;
        double taken = (sign ? 116 : 0) + (figure.unit().isEmpty() ? 0 : 18 + Sheet.width(figure.unit(), Sheet.bold(48)));
        var font = Sheet.fitting(figure.value(), Sheet.bold(VALUE), Math.max(120, area.width() - taken));
        if (sign) {
            double cap = font.getSize() * 0.73;
            sheet.polygon(color, x + 4, baseline, x + 4 + cap * 1.25, baseline, x + 4 + cap * 0.625, baseline - cap);
            x += cap * 1.25 + 22;
        }
        sheet.text(figure.value(), x, baseline, font, color);
        if (!figure.unit().isEmpty()) {
            double unitX = x + Sheet.width(figure.value(), font) + 18;
            var unit = Sheet.fitting(figure.unit(), Sheet.bold(48), area.right() - unitX);
            sheet.text(figure.unit(), unitX, baseline, unit, color);
        }
    }

    private static void bar(Sheet sheet, Area area, KeyFigure.Bar bar, Tone tone) {
        sheet.box(area.x(), area.y(), area.width(), area.height(), 13, sheet.color(Token.LINE));
        sheet.box(area.x(), area.y(), area.width() * bar.fraction(), area.height(), 13, sheet.color(tone));
        bar.mark().ifPresent(mark -> sheet.box(
                area.x() + area.width() * mark - 2, area.y() - 8, 4, area.height() + 16, 0, sheet.color(Tone.PLAIN)));
    }
}
