package dev.sloconsole.desktop.wall;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.AlertTable;
import dev.sloconsole.view.wall.Blocks;
import dev.sloconsole.view.wall.BurnDown;
import dev.sloconsole.view.wall.Caption;
import dev.sloconsole.view.wall.Chain;
import dev.sloconsole.view.wall.Curves;
import dev.sloconsole.view.wall.Outcome;
import dev.sloconsole.view.wall.Part;
import dev.sloconsole.view.wall.Progress;
import dev.sloconsole.view.wall.Question;
import dev.sloconsole.view.wall.Region;
import dev.sloconsole.view.wall.Show.Mark;
import dev.sloconsole.view.wall.Wall;
import dev.sloconsole.view.wall.Words;
import java.util.Optional;

/** Where everything goes: a head, the caption, figures beside or above the region, the strip along the bottom. */
final class WallPainter {

    private static final double MARGIN = 44;
    private static final double CAPTION = 54;
    private static final double LEAST_CAPTION = 38;

    /** Below this height the strip gives way to what is read. */
    private static final double STRIP_FROM = 860;

    /** Two lines. */
    private static final double REASON = 72;

    private WallPainter() {}

    /**
     * Paints all of it.
     *
     * @param reason why the scene is not shown as it should be
     */
    static void paint(Sheet sheet, Area wall, Wall shown, Mark mark, Optional<String> reason) {
        boolean tall = wall.height() > wall.width();
        var body = frame(sheet, wall, shown, mark);
        if (reason.isPresent()) {
            var words = Part.plain(reason.get() + " Until it can be shown, the console draws it.");
            sheet.flow(words, body.lowest(REASON), Sheet::regular, 28, Tone.WARN);
            body = body.above(REASON + 12);
        }
        if (shown.figures().isEmpty()) {
            region(sheet, body, shown.region());
        } else if (tall) {
            FiguresPainter.row(sheet, body.top(FiguresPainter.HEIGHT), shown.figures());
            region(sheet, body.below(FiguresPainter.HEIGHT + 20), shown.region());
        } else {
            double left = Math.clamp(body.width() * 0.284, 400, 520);
            FiguresPainter.column(sheet, body.left(left), shown.figures());
            region(sheet, body.rightOf(left + 60), shown.region());
        }
    }

    /** Paints what is around every scene: head, caption and strip; gives the room that they leave. */
    static Area frame(Sheet sheet, Area wall, Wall shown, Mark mark) {
        var all = new Area(MARGIN, 0, wall.width() - 2 * MARGIN, wall.height() - 14);
        HeadPainter.paint(sheet, all.top(HeadPainter.HEIGHT), shown.head(), mark);
        var body = all.below(HeadPainter.HEIGHT);
        if (shown.region() instanceof Question) {
            return body;
        }
        body = body.below(caption(sheet, body.below(22), shown.caption(), wall.width() < 1500 ? 3 : 2) + 44);
        if (shown.strip().isEmpty() || wall.height() < STRIP_FROM) {
            return body;
        }
        StripPainter.paint(
                sheet, body.lowest(StripPainter.HEIGHT), shown.strip().get());
        return body.above(StripPainter.HEIGHT + 16);
    }

    /** As large as it can be in so many lines; the room for them is kept, so that what is below does not jump. */
    private static double caption(Sheet sheet, Area area, Caption caption, int lines) {
        double size = sheet.sizeFor(caption.parts(), area.width(), Sheet::strong, CAPTION, LEAST_CAPTION, lines);
        double used = sheet.flow(caption.parts(), area, Sheet::strong, size, Tone.PLAIN);
        return Math.max(used, lines * CAPTION * 1.21);
    }

    private static void region(Sheet sheet, Area area, Region region) {
        switch (region) {
            case Chain chain -> ChainPainter.paint(sheet, area, chain);
            case BurnDown chart -> BurnDownPainter.paint(sheet, area, chart);
            case AlertTable table -> AlertPainter.paint(sheet, area, table);
            case Curves curves -> CurvesPainter.paint(sheet, area, curves);
            case Blocks blocks -> BlocksPainter.paint(sheet, area, blocks.architecture());
            case Question question -> QuestionPainter.paint(sheet, area, question);
            case Outcome outcome -> OutcomePainter.paint(sheet, area, outcome);
            case Progress progress -> ProgressPainter.paint(sheet, area, progress.stack());
            case Words words -> WordsPainter.paint(sheet, area, words);
        }
    }
}
