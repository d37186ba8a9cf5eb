package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import java.util.Locale;

/** Reads numbers, durations, and the moments behind {@code @}. */
final class TimeParser {

    private final Tokens tokens;

    TimeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    long bracketDuration(String context, String expected) throws ParseException {
        boolean negative = false;
        var first = tokens.current();
        if (tokens.current().is("-") || tokens.current().is("+")) {
            negative = tokens.current().is("-");
            tokens.advance();
        }
        if (tokens.current().kind() == Kind.KEYWORD || tokens.current().is("(")) {
            throw new ParseException(tokens.current().span(), "experimental duration expression is not enabled");
        }
        if (tokens.current().kind() != Kind.NUMBER && tokens.current().kind() != Kind.DURATION) {
            throw tokens.unexpected(context, expected);
        }
        double seconds = number(tokens.current());
        if (negative || seconds <= 0) {
            throw new ParseException(first.span().to(tokens.current().span()), "duration must be greater than 0");
        }
        tokens.advance();
        if (tokens.current().kind() == Kind.OPERATOR) {
            throw new ParseException(first.span(), "experimental duration expression is not enabled");
        }
        return millis(seconds, first);
    }

    long offsetDuration() throws ParseException {
        boolean negative = false;
        var first = tokens.current();
        if (tokens.current().is("-") || tokens.current().is("+")) {
            negative = tokens.current().is("-");
            tokens.advance();
        }
        if (tokens.current().is("(") || ((tokens.isWord("step") || tokens.isWord("range")) && tokens.peek().is("("))) {
            throw new ParseException(tokens.current().span(), "experimental duration expression is not enabled");
        }
        if (tokens.current().kind() != Kind.NUMBER && tokens.current().kind() != Kind.DURATION) {
            throw tokens.unexpected("offset", "number, duration, step(), or range()");
        }
        double seconds = number(tokens.current());
        tokens.advance();
        return millis(negative ? -seconds : seconds, first);
    }

    private static long millis(double seconds, Token first) throws ParseException {
        double millis = Math.rint(seconds * 1000);
        if (!(Math.abs(seconds) < 1L << 33)) {
            throw new ParseException(first.span(), "duration out of range");
        }
        return (long) millis;
    }

    TimeShift.At at(Expr expr) throws ParseException {
        if ((tokens.isWord("start") || tokens.isWord("end")) && tokens.peek().is("(")) {
            boolean start = tokens.isWord("start");
            tokens.advance();
            tokens.advance();
            if (!tokens.current().is(")")) {
                throw tokens.unexpected("@", "timestamp");
            }
            tokens.advance();
            return start ? new TimeShift.At.Start() : new TimeShift.At.End();
        }
        boolean negative = tokens.current().is("-");
        if (negative || tokens.current().is("+")) {
            tokens.advance();
        }
        if (tokens.current().kind() != Kind.NUMBER && tokens.current().kind() != Kind.DURATION) {
            throw tokens.unexpected("@", "timestamp");
        }
        double seconds = negative ? -number(tokens.current()) : number(tokens.current());
        tokens.advance();
        if (Double.isNaN(seconds) || seconds >= Long.MAX_VALUE / 1000.0 || seconds <= Long.MIN_VALUE / 1000.0) {
            throw new ParseException(
                    expr.span(), String.format(Locale.ROOT, "timestamp out of bounds for @ modifier: %f", seconds));
        }
        return new TimeShift.At.Time(Math.round(seconds * 1000));
    }

    static double number(Token token) throws ParseException {
        if (token.kind() == Kind.DURATION) {
            var millis = Durations.parseMillis(token.text());
            if (millis.isEmpty()) {
                throw new ParseException(token.span(), "not a valid duration string: " + Quoting.quote(token.text()));
            }
            return millis.getAsLong() / 1000.0;
        }
        try {
            return Numbers.parse(token.text());
        } catch (NumberFormatException e) {
            throw new ParseException(
                    token.span(),
                    "error parsing number: strconv.ParseFloat: parsing " + Quoting.quote(token.text())
                            + ": invalid syntax");
        }
    }
}
