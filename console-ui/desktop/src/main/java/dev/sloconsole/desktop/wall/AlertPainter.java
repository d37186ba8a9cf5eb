package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.alerts.AlertsModel.Window;
import dev.sloconsole.view.wall.AlertTable;
import dev.sloconsole.view.wall.AlertTable.Row;
import dev.sloconsole.view.wall.Part;

/** The alerts: a row each, with a bar for each of its windows and the threshold in the bars' middle. */
final class AlertPainter {

    private static final double ROW = 150;

    private AlertPainter() {}

    static void paint(Sheet sheet, Area area, AlertTable table) {
        int rows = table.rows().size();
        if (rows == 0) {
            sheet.flow(
                    Part.plain("No alert can judge by this objective."),
                    area.below(20),
                    Sheet::regular,
                    38,
                    Tone.MUTED);
            return;
        }
        double height = Math.min(area.height(), rows * ROW);
        var all = area.below((area.height() - height) / 2).top(height);
        for (int i = 0; i < rows; i++) {
            row(sheet, all.row(i, rows), table.rows().get(i), i < rows - 1);
        }
    }

    private static void row(Sheet sheet, Area area, Row row, boolean ruled) {
        double names = Math.clamp(area.width() * 0.2, 190, 260);
        double verdicts = Math.clamp(area.width() * 0.3, 260, 390);
        double y = area.centreY();
        sheet.text(row.severity(), area.x(), y - 8, Sheet.strong(38), sheet.color(row.tone()));
        var threshold = Sheet.fitting(row.threshold(), Sheet.regular(28), names - 20);
        sheet.text(row.threshold(), area.x(), y + 32, threshold, sheet.color(Tone.MUTED));
        var bars = area.rightOf(names).left(area.width() - names - verdicts - 30);
        window(sheet, new Area(bars.x(), y - 50, bars.width(), 44), row.longer());
        window(sheet, new Area(bars.x(), y + 6, bars.width(), 44), row.shorter());
        var said = area.rightOf(area.width() - verdicts);
        var font = Sheet.fitting(row.verdict(), Sheet.strong(34), verdicts);
        sheet.text(row.verdict(), said.x(), Sheet.baseline(y, 34), font, sheet.color(row.tone()));
        if (ruled) {
            sheet.line(area.x(), area.bottom(), area.right(), area.bottom(), 2, sheet.color(Token.LINE));
        }
    }

    private static void window(Sheet sheet, Area area, Window window) {
        double y = area.centreY();
        sheet.text(window.name(), area.x(), Sheet.baseline(y, 26), Sheet.regular(26), sheet.color(Tone.MUTED));
        sheet.ending(
                window.burn(),
                area.right(),
                Sheet.baseline(y, 26),
                Sheet.strong(26),
                sheet.color(window.above() ? Tone.BAD : Tone.PLAIN));
        var bar = new Area(area.x() + 92, y - 10, Math.max(40, area.width() - 92 - 130), 20);
        sheet.box(bar.x(), bar.y(), bar.width(), bar.height(), 8, sheet.color(Token.LINE));
        sheet.box(
                bar.x(),
                bar.y(),
                bar.width() * window.part(),
                bar.height(),
                8,
                sheet.color(window.above() ? Tone.BAD : Tone.INFO));
        sheet.box(bar.centreX() - 2, bar.y() - 7, 4, bar.height() + 14, 0, sheet.color(Tone.PLAIN));
    }
}
