package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Head;
import dev.sloconsole.view.wall.Show.Mark;
import javafx.scene.paint.Color;

/** The line at the top: step, badge, traffic, clock. */
final class HeadPainter {

    static final double HEIGHT = 84;

    private static final double GAP = 26;

    private HeadPainter() {}

    /**
     * Paints it.
     *
     * @param mark what the class is told about the picture
     */
    static void paint(Sheet sheet, Area area, Head head, Mark mark) {
        double y = area.centreY();
        var clock = Sheet.mono(30);
        sheet.ending(head.clock(), area.right(), Sheet.baseline(y, 30), clock, sheet.color(Tone.MUTED));
        double end = area.right() - Sheet.width(head.clock(), clock) - GAP;
        switch (mark) {
            case NONE -> {}
            case HELD -> end = chip(sheet, "PICTURE HELD", end, y, sheet.color(Tone.WARN)) - GAP;
            case REACHED -> end = chip(sheet, "REACHED", end, y, sheet.color(Tone.GOOD)) - GAP;
        }
        double badge = Sheet.width(head.badge(), Sheet.strong(26)) + 32;
        var title = Sheet.fitting(head.step(), Sheet.bold(34), end - area.x() - badge - 2 * GAP);
        sheet.text(head.step(), area.x(), Sheet.baseline(y, 34), title, sheet.color(Tone.PLAIN));
        double x = area.x() + Sheet.width(head.step(), title) + GAP;
        chip(sheet, head.badge(), x + badge, y, sheet.color(head.badgeTone()));
        x += badge + GAP;
        if (x + Sheet.width(head.traffic(), Sheet.regular(30)) <= end) {
            sheet.text(head.traffic(), x, Sheet.baseline(y, 30), Sheet.regular(30), sheet.color(Tone.MUTED));
        }
        sheet.line(area.x(), area.bottom() - 1, area.right(), area.bottom() - 1, 2, sheet.color(Token.LINE));
    }

    /** A framed word that ends at {@code right}; gives its left edge. */
    private static double chip(Sheet sheet, String word, double right, double y, Color color) {
        double width = Sheet.width(word, Sheet.strong(26)) + 32;
        sheet.frame(new Area(right - width, y - 21, width, 42), 10, 2, color, Color.TRANSPARENT);
        sheet.text(word, right - width + 16, Sheet.baseline(y, 26), Sheet.strong(26), color);
        return right - width;
    }
}
