package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Part;
import dev.sloconsole.view.wall.Question;

/** The question, and the class's guess as large as it will be compared. */
final class QuestionPainter {

    private QuestionPainter() {}

    static void paint(Sheet sheet, Area area, Question question) {
        var parts = Part.plain(question.question());
        double size = sheet.sizeFor(parts, area.width() * 0.92, Sheet::bold, 84, 48, 3);
        double y = area.y() + Math.max(20, area.height() * 0.06);
        y += sheet.flow(parts, new Area(area.x(), y, area.width() * 0.92, 0), Sheet::bold, size, Tone.PLAIN) + 26;
        y += sheet.flow(
                        Part.plain("Measured: " + question.measure()),
                        new Area(area.x(), y, area.width(), 0),
                        Sheet::regular,
                        38,
                        Tone.MUTED)
                + 60;
        sheet.text("The class says", area.x(), y + 30, Sheet.strong(30), sheet.color(Tone.MUTED));
        y += 56;
        if (question.guess().isPresent()) {
            sheet.text(question.guess().get(), area.x(), y + 130, Sheet.bold(150), sheet.color(Tone.INFO));
        } else {
            sheet.frame(
                    new Area(area.x() + 2, y + 10, 330, 140), 18, 4, sheet.color(Tone.INFO), sheet.color(Token.PANEL));
            sheet.centred("?", area.x() + 167, y + 120, Sheet.bold(112), sheet.color(Tone.INFO));
        }
        double hint = sheet.height(Part.plain(question.hint()), area.width(), Sheet.regular(32));
        sheet.line(
                area.x(),
                area.bottom() - hint - 44,
                area.right(),
                area.bottom() - hint - 44,
                2,
                sheet.color(Token.LINE));
        sheet.flow(Part.plain(question.hint()), area.lowest(hint + 20), Sheet::regular, 32, Tone.MUTED);
    }
}
