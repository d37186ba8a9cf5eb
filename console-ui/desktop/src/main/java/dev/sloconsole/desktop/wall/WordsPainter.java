package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Words;
import dev.sloconsole.view.wall.Words.Block;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** A text of the lesson, as large as its area allows. */
final class WordsPainter {

    private static final double LARGEST = 62;
    private static final double MARK = 1.1;
    private static final double GAP = 0.5;

    private WordsPainter() {}

    static void paint(Sheet sheet, Area area, Words words) {
        double size = LARGEST;
        while (size > Sheet.SMALLEST && height(sheet, area.width(), words, size) > area.height()) {
            size -= 1;
        }
        double y = area.y();
        for (Block block : words.blocks()) {
            double indent = indent(block, size);
            if (!block.mark().isEmpty()) {
                sheet.text(block.mark(), area.x(), y + size * 0.97, Sheet.regular(size), sheet.color(Tone.MUTED));
            }
            var place = new Area(area.x() + indent, y, area.width() - indent, 0);
            y += sheet.flow(block.parts(), place, font(block, size), tone -> ink(sheet, tone)) + GAP * size;
        }
    }

    /** What is not stressed is a little softer. */
    private static Color ink(Sheet sheet, Tone tone) {
        return tone == Tone.MUTED ? sheet.color(Token.SOFT) : sheet.color(tone);
    }

    private static double height(Sheet sheet, double width, Words words, double size) {
        return words.blocks().stream()
                .mapToDouble(block ->
                        sheet.height(block.parts(), width - indent(block, size), font(block, size)) + GAP * size)
                .sum();
    }

    private static double indent(Block block, double size) {
        return block.mark().isEmpty() ? 0 : size * MARK;
    }

    private static Font font(Block block, double size) {
        return switch (block.kind()) {
            case HEADING -> Sheet.bold(size);
            case CODE -> Sheet.mono(Math.max(Sheet.SMALLEST, size * 0.8));
            case PARAGRAPH, ITEM -> Sheet.regular(size);
        };
    }
}
