package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.BurnDown;
import dev.sloconsole.view.wall.Dot;

/** How the error budget is spent: the curve so far, steady spending, and where it ends at this pace. */
final class BurnDownPainter {

    private static final double LABELS = 26;

    /** Where along its line steady spending is named. */
    private static final double STEADY_AT = 0.6;

    private BurnDownPainter() {}

    static void paint(Sheet sheet, Area area, BurnDown chart) {
        var title = Sheet.fitting(chart.title(), Sheet.strong(32), area.width());
        sheet.text(chart.title(), area.x(), area.y() + 32, title, sheet.color(Tone.PLAIN));
        double labels = chart.values().stream()
                .mapToDouble(tick -> Sheet.width(tick.label(), Sheet.regular(LABELS)))
                .max()
                .orElse(0);
        var plot = new Plot(
                area.below(66).above(50).rightOf(labels + 18),
                0,
                chart.windowSeconds(),
                chart.lowest(),
                chart.allowed());
        grid(sheet, plot, chart);
        plot(sheet, plot, chart);
    }

    private static void grid(Sheet sheet, Plot plot, BurnDown chart) {
        for (var tick : chart.values()) {
            double y = plot.y(tick.at());
            sheet.line(plot.area().x(), y, plot.area().right(), y, 2, sheet.color(Token.LINE));
            sheet.ending(
                    tick.label(),
                    plot.area().x() - 16,
                    Sheet.baseline(y, LABELS),
                    Sheet.regular(LABELS),
                    sheet.color(Tone.MUTED));
        }
        plot.times(sheet, chart.times());
    }

    private static void plot(Sheet sheet, Plot plot, BurnDown chart) {
        sheet.line(
                plot.x(0),
                plot.y(chart.allowed()),
                plot.x(chart.windowSeconds()),
                plot.y(0),
                3,
                sheet.color(Tone.MUTED),
                4.0,
                10.0);
        var steady = "steady spending (burn 1)";
        sheet.text(
                steady,
                Math.min(
                        plot.x(chart.windowSeconds() * STEADY_AT) + 28,
                        plot.area().right() - Sheet.width(steady, Sheet.regular(LABELS))),
                plot.y(chart.allowed() * (1 - STEADY_AT)) - 6,
                Sheet.regular(LABELS),
                sheet.color(Tone.MUTED));
        if (chart.curve().isEmpty()) {
            return;
        }
        var color = sheet.color(chart.tone());
        sheet.curve(plot.points(chart.curve()), 7, color);
        var now = chart.curve().getLast();
        chart.exhausted()
                .ifPresent(end -> sheet.line(
                        plot.x(now.seconds()),
                        plot.y(now.value()),
                        plot.x(end.seconds()),
                        plot.y(end.value()),
                        4,
                        color,
                        12.0,
                        10.0));
        sheet.disc(plot.x(now.seconds()), plot.y(now.value()), 11, color);
        if (!chart.soon().isEmpty()) {
            said(sheet, plot, chart, chart.exhausted().orElse(now));
        }
    }

    /** The pace in words, beside the end of its line, on the side where there is room. */
    private static void said(Sheet sheet, Plot plot, BurnDown chart, Dot end) {
        var font = Sheet.strong(30);
        double wide = Sheet.width(chart.soon(), font);
        double x = plot.x(end.seconds());
        double y = Math.min(plot.y(end.value()) - 16, plot.area().bottom() - 14);
        if (x + 24 + wide <= plot.area().right()) {
            sheet.text(chart.soon(), x + 24, y, font, sheet.color(chart.tone()));
        } else {
            sheet.ending(chart.soon(), x - 24, y, font, sheet.color(chart.tone()));
        }
    }
}
