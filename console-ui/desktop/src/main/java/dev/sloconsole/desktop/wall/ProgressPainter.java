package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.stack.StackProgress;
import dev.sloconsole.view.stack.StackProgress.Line;
import dev.sloconsole.view.wall.Part;

/** How far CloudFormation is: a bar, then what it works on and what it finished last. */
final class ProgressPainter {

    private static final double ROW = 74;

    private ProgressPainter() {}

    static void paint(Sheet sheet, Area area, StackProgress progress) {
        sheet.text(progress.title(), area.x(), area.y() + 36, Sheet.strong(36), sheet.color(Tone.PLAIN));
        sheet.ending(
                progress.count(),
                area.right(),
                area.y() + 36,
                Sheet.fitting(
                        progress.count(),
                        Sheet.regular(30),
                        area.width() - Sheet.width(progress.title(), Sheet.strong(36)) - 40),
                sheet.color(Tone.MUTED));
        double y = area.y() + 62;
        if (progress.fraction().isPresent()) {
            sheet.box(area.x(), y, area.width(), 20, 10, sheet.color(Token.LINE));
            sheet.box(area.x(), y, area.width() * progress.fraction().getAsDouble(), 20, 10, sheet.color(Tone.INFO));
            y += 34;
        }
        if (progress.reason().isPresent()) {
            y += sheet.flow(
                            Part.plain(progress.reason().get()),
                            new Area(area.x(), y, area.width(), 0),
                            Sheet::strong,
                            30,
                            Tone.BAD)
                    + 14;
        }
        for (Line line : progress.lines()) {
            if (y + ROW > area.bottom() + 4) {
                break;
            }
            line(sheet, new Area(area.x(), y, area.width(), ROW), line);
            y += ROW;
        }
    }

    private static void line(Sheet sheet, Area area, Line line) {
        double y = area.centreY();
        sheet.mark(area.x() + 14, y, line.tone(), sheet.color(line.tone()));
        double names = area.width() * 0.42;
        double statuses = 300;
        var name = Sheet.fitting(line.name(), Sheet.strong(34), names - 60);
        sheet.text(line.name(), area.x() + 46, Sheet.baseline(y, 34), name, sheet.color(Tone.PLAIN));
        var type = line.type().replace("::", " ");
        boolean beside = Sheet.width(line.name(), name) + 60 <= names;
        if (beside && Sheet.width(type, Sheet.regular(26)) + 20 <= area.width() - names - statuses) {
            sheet.text(type, area.x() + names, Sheet.baseline(y, 26), Sheet.regular(26), sheet.color(Tone.MUTED));
        }
        var status = line.tone() == Tone.BAD ? "failed" : line.status();
        sheet.ending(
                status,
                area.right(),
                Sheet.baseline(y, 30),
                Sheet.fitting(status, Sheet.regular(30), statuses),
                sheet.color(line.tone()));
        sheet.line(area.x(), area.bottom(), area.right(), area.bottom(), 2, sheet.color(Token.LINE));
    }
}
