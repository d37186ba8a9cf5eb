package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Outcome;
import dev.sloconsole.view.wall.Outcome.Answer;
import dev.sloconsole.view.wall.Part;
import dev.sloconsole.view.wall.Words;

/** Guesses against what happened, and below them what the class is to take home. */
final class OutcomePainter {

    private static final double ANSWER = 250;

    private OutcomePainter() {}

    static void paint(Sheet sheet, Area area, Outcome outcome) {
        double message = outcome.message().isEmpty() ? 0 : Math.min(area.height() * 0.4, 240);
        int answers = outcome.answers().size();
        var top = area.above(message);
        if (answers == 0) {
            sheet.flow(Part.plain("Nobody was asked for a guess."), top.below(20), Sheet::regular, 38, Tone.MUTED);
        }
        double height = answers == 0 ? 0 : Math.min(ANSWER, top.height() / answers);
        for (int i = 0; i < answers; i++) {
            answer(sheet, top.below(height * i).top(height), outcome.answers().get(i), i > 0);
        }
        if (message > 0) {
            WordsPainter.paint(sheet, area.lowest(message - 10), new Words(outcome.message()));
        }
    }

    private static void answer(Sheet sheet, Area area, Answer answer, boolean ruled) {
        if (ruled) {
            sheet.line(area.x(), area.y(), area.right(), area.y(), 2, sheet.color(Token.LINE));
        }
        double column = Math.min(430, area.width() * 0.27);
        var words = area.left(area.width() - 2 * column - 30).below(28);
        double used = sheet.flow(Part.plain(answer.question()), words, Sheet::bold, sheet.sizeFor(Part.plain(answer.question()), words.width(), Sheet::bold, 42, 30, 2), Tone.PLAIN);
        sheet.flow(Part.plain(answer.comparison()), words.below(used + 12), Sheet::regular, 30, Tone.MUTED);
        value(sheet, area.rightOf(area.width() - 2 * column).left(column), "guessed", answer.guess().orElse("–"), Tone.INFO);
        value(sheet, area.rightOf(area.width() - column), "it was", answer.happened().orElse("–"), Tone.PLAIN);
    }

    private static void value(Sheet sheet, Area area, String title, String value, Tone tone) {
        sheet.text(title, area.x(), area.y() + 58, Sheet.strong(30), sheet.color(Tone.MUTED));
        sheet.text(value, area.x(), area.y() + 150, Sheet.fitting(value, Sheet.bold(88), area.width() - 20), sheet.color(tone));
    }
}
