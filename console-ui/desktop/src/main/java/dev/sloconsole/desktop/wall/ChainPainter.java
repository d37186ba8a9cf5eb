package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Chain;
import dev.sloconsole.view.wall.Chain.Link;
import dev.sloconsole.view.wall.Part;

/** Who believes which address: a row each, with a track that fills until it knows the new one. */
final class ChainPainter {

    private static final double ROW = 150;
    private static final double TRACK = 46;
    private static final double SAYS = 30;

    /** Below this width there are words alone: a track would be too short to be compared. */
    private static final double NARROW = 420;

    /** What a tick or a cross takes at the beginning of a fill. */
    private static final double MARK = 56;

    private ChainPainter() {}

    static void paint(Sheet sheet, Area area, Chain chain) {
        int rows = chain.links().size();
        double height = Math.min(area.height(), rows * ROW);
        var rowsArea = area.below((area.height() - height) / 2).top(height);
        double tracks = area.width() - names(area) - addresses(area);
        boolean beside = chain.links().stream().allMatch(link -> fits(link, tracks));
        for (int i = 0; i < rows; i++) {
            row(sheet, rowsArea.row(i, rows), chain.links().get(i), beside, i < rows - 1);
        }
    }

    private static double names(Area area) {
        return Math.clamp(area.width() * 0.21, 250, 290);
    }

    private static double addresses(Area area) {
        return Math.clamp(area.width() * 0.235, 280, 320);
    }

    private static void row(Sheet sheet, Area area, Link link, boolean beside, boolean ruled) {
        double y = area.centreY();
        double names = names(area);
        double addresses = addresses(area);
        var name = Sheet.fitting(link.who(), Sheet.strong(38), names - 20);
        sheet.text(link.who(), area.x(), Sheet.baseline(y, 38), name, sheet.color(Tone.PLAIN));
        var address = Sheet.fitting(link.believes(), Sheet.mono(38), addresses - 24);
        sheet.text(link.believes(), area.x() + names, Sheet.baseline(y, 38), address, sheet.color(link.tone()));
        var rest = area.rightOf(names + addresses);
        if (link.track().isPresent() && rest.width() >= NARROW) {
            track(
                    sheet,
                    new Area(rest.x(), y - TRACK / 2, rest.width(), TRACK),
                    link,
                    link.track().get(),
                    beside);
        } else {
            says(sheet, rest, y, link);
        }
        if (ruled) {
            sheet.line(area.x(), area.bottom(), area.right(), area.bottom(), 2, sheet.color(Token.LINE));
        }
    }

    /** In one line, or in two where there is no room for it. */
    private static void says(Sheet sheet, Area area, double y, Link link) {
        var parts = Part.plain(link.says());
        double size = sheet.sizeFor(parts, area.width(), Sheet::regular, 34, 26, 1);
        double height = sheet.height(parts, area.width(), Sheet.regular(size));
        sheet.flow(
                parts,
                new Area(area.x(), y - height / 2, area.width(), 0),
                Sheet.regular(size),
                tone -> link.track().isPresent() ? sheet.color(link.trackTone()) : sheet.color(Token.SOFT));
    }

    private static double filled(double part, double width) {
        return Math.max(14, width * part);
    }

    /** Whether a link's words can be read beside the fill of its track, or on it. */
    private static boolean fits(Link link, double width) {
        double filled = filled(link.track().orElse(0.0), width);
        double room = Math.max(width - filled, filled - MARK) - 32;
        return Sheet.width(link.says(), Sheet.fitting(link.says(), Sheet.strong(SAYS), room)) <= room;
    }

    /**
     * The words stand beside the fill or on it, wherever there is more room; where one of them has none, all of them
     * stand below.
     */
    private static void track(Sheet sheet, Area area, Link link, double part, boolean fits) {
        double filled = filled(part, area.width());
        double wide = Sheet.width(link.says(), Sheet.strong(SAYS));
        double beside = area.width() - filled - 32;
        double on = filled - MARK - 32;
        var font = Sheet.fitting(link.says(), Sheet.strong(SAYS), Math.max(beside, on));
        double y = fits ? area.y() : area.y() - 26;
        double high = fits ? area.height() : 20;
        sheet.box(area.x(), y, area.width(), high, 10, sheet.color(Token.LINE));
        sheet.box(area.x(), y, filled, high, 10, sheet.color(link.trackTone()));
        if (fits && filled > MARK) {
            sheet.mark(area.x() + MARK / 2, area.centreY(), link.trackTone(), sheet.color(Token.BG));
        }
        if (!fits) {
            sheet.flow(
                    Part.plain(link.says()),
                    new Area(area.x(), y + high + 4, area.width(), 0),
                    Sheet::strong,
                    Sheet.SMALLEST,
                    Tone.PLAIN);
        } else if (beside >= on || wide <= beside) {
            sheet.text(
                    link.says(),
                    area.x() + filled + 16,
                    Sheet.baseline(area.centreY(), SAYS),
                    font,
                    sheet.color(Tone.PLAIN));
        } else {
            sheet.text(link.says(), area.x() + MARK, Sheet.baseline(area.centreY(), SAYS), font, sheet.color(Token.BG));
        }
    }
}
