package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.wall.Curves;

/** The SLI over time: users blue, server violet and thinner, the objective dashed. */
final class CurvesPainter {

    private CurvesPainter() {}

    static void paint(Sheet sheet, Area area, Curves curves) {
        var title = Sheet.fitting(curves.title(), Sheet.strong(32), area.width());
        sheet.text(curves.title(), area.x(), area.y() + 32, title, sheet.color(Tone.PLAIN));
        legend(sheet, area.below(46).top(44), curves);
        var plot = new Plot(area.below(112).above(50).rightOf(110), curves.from(), curves.to(), curves.floor(), 1);
        for (double value : new double[] {1, curves.floor()}) {
            double y = plot.y(value);
            sheet.line(plot.area().x(), y, plot.area().right(), y, 2, sheet.color(Token.LINE));
            sheet.ending(
                    Written.objective(value),
                    plot.area().x() - 16,
                    Sheet.baseline(y, 26),
                    Sheet.regular(26),
                    sheet.color(Tone.MUTED));
        }
        objective(sheet, plot, curves);
        plot.times(sheet, curves.times());
        curves.server()
                .forEach(piece -> sheet.curve(plot.points(piece), 4, sheet.color(Tone.VIOLET))
                        .getStrokeDashArray()
                        .setAll(14.0, 8.0));
        curves.users().forEach(piece -> sheet.curve(plot.points(piece), 7, sheet.color(Tone.INFO)));
    }

    private static void objective(Sheet sheet, Plot plot, Curves curves) {
        double y = plot.y(curves.objective());
        sheet.line(plot.area().x(), y, plot.area().right(), y, 2, sheet.color(Tone.GOOD), 8.0, 8.0);
        boolean room = Math.abs(y - plot.y(1)) > 30 && Math.abs(y - plot.y(curves.floor())) > 30;
        if (room) {
            sheet.ending(
                    curves.objectiveWords(),
                    plot.area().x() - 16,
                    Sheet.baseline(y, 26),
                    Sheet.regular(26),
                    sheet.color(Tone.GOOD));
        }
    }

    private static void legend(Sheet sheet, Area area, Curves curves) {
        double y = area.centreY();
        sheet.line(area.x(), y, area.x() + 50, y, 7, sheet.color(Tone.INFO));
        sheet.text(curves.usersNow(), area.x() + 64, Sheet.baseline(y, 30), Sheet.strong(30), sheet.color(Tone.INFO));
        double x = area.x() + 64 + Sheet.width(curves.usersNow(), Sheet.strong(30)) + 50;
        sheet.line(x, y, x + 50, y, 4, sheet.color(Tone.VIOLET), 14.0, 8.0);
        sheet.text(curves.serverNow(), x + 64, Sheet.baseline(y, 30), Sheet.strong(30), sheet.color(Tone.VIOLET));
    }
}
