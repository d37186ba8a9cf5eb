package dev.sloconsole.desktop.wall;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.BurnDown.Tick;
import dev.sloconsole.view.wall.Dot;
import java.util.ArrayList;
import java.util.List;

/** An area with a time along it and a value up it. */
record Plot(Area area, double from, double to, double lowest, double highest) {

    double x(double seconds) {
        return area.x() + area.width() * Math.clamp((seconds - from) / (to - from), 0, 1);
    }

    double y(double value) {
        return area.bottom() - area.height() * Math.clamp((value - lowest) / (highest - lowest), 0, 1);
    }

    /** A curve's points, as x, y, x, y. */
    List<Double> points(List<Dot> dots) {
        var out = new ArrayList<Double>(2 * dots.size());
        for (Dot dot : dots) {
            out.add(x(dot.seconds()));
            out.add(y(dot.value()));
        }
        return out;
    }

    /** The times below it; those for which there is no room are left out. */
    void times(Sheet sheet, List<Tick> ticks) {
        double free = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            double wide = Sheet.width(tick.label(), Sheet.regular(26));
            double x = Math.clamp(x(tick.at()) - wide / 2, area.x(), Math.max(area.x(), area.right() - wide));
            if (x >= free) {
                sheet.text(tick.label(), x, area.bottom() + 40, Sheet.regular(26), sheet.color(Tone.MUTED));
                free = x + wide + 30;
            }
        }
    }
}
