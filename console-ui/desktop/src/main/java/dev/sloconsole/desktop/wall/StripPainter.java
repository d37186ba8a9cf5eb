package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Strip;
import dev.sloconsole.view.wall.Strip.Lane;
import dev.sloconsole.view.wall.Strip.Mark;
import dev.sloconsole.view.wall.Strip.Stretch;

/** The last minutes along the bottom. */
final class StripPainter {

    static final double HEIGHT = 232;

    private static final double NAMES = 170;
    private static final double LABELS = 26;
    private static final double LANE = 40;

    /** What fills less of its lane is a line, on which no words stand. */
    private static final double LINE = 0.3;

    private StripPainter() {}

    static void paint(Sheet sheet, Area area, Strip strip) {
        sheet.line(area.x(), area.y(), area.right(), area.y(), 2, sheet.color(Token.LINE));
        double objective = Sheet.width(strip.objectiveWords(), Sheet.regular(LABELS)) + 24;
        var body = area.below(16).rightOf(NAMES).left(area.width() - NAMES - objective);
        var sli = new Plot(body.top(60), strip.from(), strip.to(), strip.floor(), 1);
        name(sheet, area, "Users' SLI", sli.area().centreY());
        double y = sli.y(strip.objective());
        sheet.line(body.x(), y, body.right(), y, 2, sheet.color(Tone.GOOD), 8.0, 8.0);
        sheet.text(
                strip.objectiveWords(),
                body.right() + 16,
                Math.max(area.y() + 34, Sheet.baseline(y, LABELS)),
                Sheet.regular(LABELS),
                sheet.color(Tone.GOOD));
        strip.sli().forEach(piece -> sheet.curve(sli.points(piece), 5, sheet.color(Tone.INFO)));
        for (int i = 0; i < strip.lanes().size(); i++) {
            var lane = strip.lanes().get(i);
            var place = place(body, i);
            name(sheet, area, lane.name(), place.centreY());
            lane.stretches().forEach(stretch -> bar(sheet, place, sli, stretch));
        }
        double bottom = body.y() + 74 + strip.lanes().size() * (LANE + 14) - 4;
        strip.marks().forEach(mark -> mark(sheet, sli, mark, area.y() + 8, bottom));
        double now = sli.x(strip.now());
        sheet.line(now, area.y() + 4, now, bottom, 4, sheet.color(Tone.PLAIN));
        for (int i = 0; i < strip.lanes().size(); i++) {
            words(sheet, place(body, i), sli, strip.lanes().get(i), now, area.right());
        }
    }

    private static Area place(Area body, int lane) {
        return new Area(body.x(), body.y() + 74 + lane * (LANE + 14), body.width(), LANE);
    }

    private static void name(Sheet sheet, Area area, String name, double y) {
        sheet.text(
                name,
                area.x(),
                Sheet.baseline(y, LABELS),
                Sheet.fitting(name, Sheet.regular(LABELS), NAMES - 16),
                sheet.color(Tone.MUTED));
    }

    private static void bar(Sheet sheet, Area place, Plot axis, Stretch stretch) {
        double height = place.height() * stretch.height();
        sheet.box(
                axis.x(stretch.from()),
                place.bottom() - height,
                width(axis, stretch),
                height,
                7,
                sheet.fill(stretch.tone()));
    }

    private static double width(Plot axis, Stretch stretch) {
        return Math.max(3, axis.x(stretch.to()) - axis.x(stretch.from()));
    }

    /** On a stretch that has room for its words, with a ground of their own for a mark that runs there; else behind it. */
    private static void words(Sheet sheet, Area place, Plot axis, Lane lane, double now, double right) {
        double free = right;
        for (Stretch stretch : lane.stretches().reversed()) {
            if (stretch.label().isEmpty() || stretch.height() <= LINE) {
                continue;
            }
            double wide = Sheet.width(stretch.label(), Sheet.regular(LABELS));
            double from = axis.x(stretch.from());
            double end = from + width(axis, stretch);
            if (wide + 24 <= end - from) {
                if (stretch.height() == 1) {
                    sheet.box(from + 8, place.y() + 4, wide + 8, LANE - 8, 0, sheet.fill(stretch.tone()));
                }
                say(sheet, place, from + 12, stretch);
            } else if (wide + 24 <= (end < now - 1 ? Math.min(free, now) : free) - end) {
                say(sheet, place, end + 14, stretch);
            }
            free = from;
        }
    }

    private static void say(Sheet sheet, Area place, double x, Stretch stretch) {
        sheet.text(
                stretch.label(),
                x,
                Sheet.baseline(place.centreY(), LABELS),
                Sheet.regular(LABELS),
                sheet.color(stretch.tone()));
    }

    private static void mark(Sheet sheet, Plot axis, Mark mark, double top, double bottom) {
        double x = axis.x(mark.at());
        sheet.line(x, top, x, bottom, 3, sheet.color(Tone.BAD), 9.0, 7.0);
        sheet.ending(mark.label(), x - 8, bottom + 20, Sheet.regular(LABELS), sheet.color(Tone.BAD));
    }
}
