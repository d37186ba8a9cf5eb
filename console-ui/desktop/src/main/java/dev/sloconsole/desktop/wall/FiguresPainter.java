package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.KeyFigure;
import java.util.List;

/** The key figures, one below the other, or side by side where there is more width than height. */
final class FiguresPainter {

    /** How high a figure with its bar and a note of two lines is. */
    static final double HEIGHT = 300;

    private static final double LARGEST = 112;
    private static final double LEAST = 64;
    private static final double GAP = 44;

    private FiguresPainter() {}

    /** Spread over the height there is; smaller where that is little. */
    static void column(Sheet sheet, Area area, List<KeyFigure> figures) {
        double value = LARGEST;
        while (value > LEAST
                && height(sheet, area.width(), figures, value) + GAP / 2 * (figures.size() - 1) > area.height()) {
            value -= 4;
        }
        double free = area.height() - height(sheet, area.width(), figures, value);
        double gap = figures.size() < 2 ? 0 : Math.clamp(free / (figures.size() - 1), 8, 90);
        double y = area.y();
        for (KeyFigure figure : figures) {
            y += figure(sheet, area.below(y - area.y()), figure, value) + gap;
        }
    }

    static void row(Sheet sheet, Area area, List<KeyFigure> figures) {
        for (int i = 0; i < figures.size(); i++) {
            figure(sheet, area.column(i, figures.size(), GAP), figures.get(i), LARGEST);
        }
    }

    private static double height(Sheet sheet, double width, List<KeyFigure> figures, double value) {
        return figures.stream()
                .mapToDouble(f -> above(f, value) + sheet.height(f.note(), width, Sheet.regular(note(value))))
                .sum();
    }

    /** What is above a figure's note: title, value, bar. */
    private static double above(KeyFigure figure, double value) {
        return 50 + value + (figure.bar().isPresent() ? 44 : 0);
    }

    private static double note(double value) {
        return value < LARGEST ? 26 : 30;
    }

    private static double figure(Sheet sheet, Area area, KeyFigure figure, double size) {
        var title = Sheet.fitting(figure.title(), Sheet.strong(30), area.width());
        sheet.text(figure.title(), area.x(), area.y() + 30, title, sheet.color(Tone.MUTED));
        value(sheet, new Area(area.x(), area.y() + 40, area.width(), size), figure);
        if (figure.bar().isPresent()) {
            bar(
                    sheet,
                    new Area(area.x(), area.y() + 56 + size, area.width(), 26),
                    figure.bar().get(),
                    figure.tone());
        }
        double above = above(figure, size);
        var note = new Area(area.x(), area.y() + above, area.width(), 0);
        return above + sheet.flow(figure.note(), note, Sheet::regular, note(size), Tone.MUTED);
    }

    /** The value; a triangle before one that is bad, so that its colour is not all that says so. */
    private static void value(Sheet sheet, Area area, KeyFigure figure) {
        var color = sheet.color(figure.tone());
        double baseline = area.y() + area.height() * 0.86;
        double x = area.x();
        boolean sign = figure.tone() == Tone.BAD;
        double taken = (sign ? area.height() : 0)
                + (figure.unit().isEmpty() ? 0 : 18 + Sheet.width(figure.unit(), Sheet.bold(48)));
        var font = Sheet.fitting(figure.value(), Sheet.bold(area.height()), Math.max(120, area.width() - taken));
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
        bar.mark()
                .ifPresent(mark -> sheet.box(
                        area.x() + area.width() * mark - 2,
                        area.y() - 8,
                        4,
                        area.height() + 16,
                        0,
                        sheet.color(Tone.PLAIN)));
    }
}
