package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Outcome;
import dev.sloconsole.view.wall.Outcome.Answer;
import dev.sloconsole.view.wall.Part;
import dev.sloconsole.view.wall.Words;

/** Guesses against what happened, and below them what the class is to take home. */
final class OutcomePainter {

    private static final double ANSWER = 180;

    /** In less room than this, a sentence says what two figures would not have room to. */
    private static final double NARROW = 1000;

    private static final double LOW = 700;

    private OutcomePainter() {}

    static void paint(Sheet sheet, Area area, Outcome outcome) {
        if (outcome.answers().isEmpty()) {
            sheet.flow(Part.plain("Nobody was asked for a guess."), area.below(20), Sheet::regular, 38, Tone.MUTED);
        }
        double y = area.y();
        boolean told = area.width() < NARROW && area.height() < LOW;
        for (Answer answer : outcome.answers()) {
            var rest = area.below(y - area.y());
            if (y > area.y()) {
                sheet.line(rest.x(), rest.y(), rest.right(), rest.y(), 2, sheet.color(Token.LINE));
            }
            y += (told ? told(sheet, rest.below(14), answer) : answer(sheet, rest, answer)) + 16;
        }
        double left = area.bottom() - y - 20;
        if (!outcome.message().isEmpty() && left > 60) {
            WordsPainter.paint(sheet, area.lowest(Math.min(left, 240)), new Words(outcome.message()));
        }
    }

    /** Gives the height that it takes. */
    private static double answer(Sheet sheet, Area area, Answer answer) {
        double column = Math.min(430, area.width() * 0.27);
        var words = area.left(area.width() - 2 * column - 30).below(20);
        var question = Part.plain(answer.question());
        double size = sheet.sizeFor(question, words.width(), Sheet::bold, 42, 30, 2);
        double used = sheet.flow(question, words, Sheet::bold, size, Tone.PLAIN) + 10;
        used += sheet.flow(Part.plain(answer.comparison()), words.below(used), Sheet::regular, 30, Tone.MUTED);
        value(
                sheet,
                area.rightOf(area.width() - 2 * column).left(column),
                "guessed",
                answer.guess().orElse("–"),
                Tone.INFO);
        value(
                sheet,
                area.rightOf(area.width() - column),
                "it was",
                answer.happened().orElse("–"),
                Tone.PLAIN);
        return Math.max(ANSWER, used + 30);
    }

    private static double told(Sheet sheet, Area area, Answer answer) {
        var question = Part.plain(answer.question());
        double size = sheet.sizeFor(question, area.width(), Sheet::bold, 38, 28, 2);
        double used = sheet.flow(question, area, Sheet::bold, size, Tone.PLAIN) + 6;
        used += sheet.flow(Part.plain(answer.comparison()), area.below(used), Sheet::regular, 30, Tone.PLAIN);
        return used + 24;
    }

    private static void value(Sheet sheet, Area area, String title, String value, Tone tone) {
        sheet.text(title, area.x(), area.y() + 50, Sheet.strong(30), sheet.color(Tone.MUTED));
        sheet.text(
                value,
                area.x(),
                area.y() + 140,
                Sheet.fitting(value, Sheet.bold(88), area.width() - 20),
                sheet.color(tone));
    }
}
