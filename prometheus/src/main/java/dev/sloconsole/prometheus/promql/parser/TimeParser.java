package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.promql.parser.Token.Kind;

/** Reads numbers, durations, and the moments behind {@code @}. */
final class TimeParser {

    /** 2^63 nanoseconds. */
    private static final double LONGEST_SECONDS = 0x1p63 / 1e9;

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
        if (isDurationFunction() || tokens.current().is("(")) {
            throw new ParseException(tokens.current().span(), "experimental duration expression is not enabled");
        }
        if (tokens.current().kind() != Kind.NUMBER && tokens.current().kind() != Kind.DURATION) {
            throw tokens.unexpected(context, expected);
        }
        double seconds = number(tokens.current());
        var span = first.span().to(tokens.current().span());
        tokens.advance();
        long millis = millis(negative ? -seconds : seconds, first);
        if (tokens.current().kind() == Kind.OPERATOR
                && BinaryOp.of(tokens.current().text()).isPresent()) {
            throw new ParseException(span, "experimental duration expression is not enabled");
        }
        if (negative || seconds <= 0) {
            throw new ParseException(span, "duration must be greater than 0");
        }
        return millis;
    }

    private boolean isDurationFunction() {
        return (tokens.isWord("step") || tokens.isWord("range") || tokens.isWord("max_of") || tokens.isWord("min_of"))
                && tokens.peek().is("(");
    }

    long offsetDuration() throws ParseException {
        boolean negative = false;
        var first = tokens.current();
        if (tokens.current().is("-") || tokens.current().is("+")) {
            negative = tokens.current().is("-");
            tokens.advance();
        }
        if (tokens.current().is("(") || isDurationFunction()) {
            throw new ParseException(tokens.current().span(), "experimental duration expression is not enabled");
        }
        if (tokens.current().kind() != Kind.NUMBER && tokens.current().kind() != Kind.DURATION) {
            throw tokens.unexpected("offset", "number, duration, step(), or range()");
        }
        double seconds = number(tokens.current());
        tokens.advance();
        return millis(negative ? -seconds : seconds, first);
    }

    /** Whole milliseconds of what is first rounded to nanoseconds, as Prometheus keeps durations. */
    private static long millis(double seconds, Token first) throws ParseException {
        if (!(Math.abs(seconds) <= LONGEST_SECONDS)) {
            throw new ParseException(first.span(), "duration out of range");
        }
        return (long) Math.rint(seconds * 1e9) / 1_000_000;
    }

    TimeShift.At at(Expr expr) throws ParseException {
        if (tokens.isWord("start") || tokens.isWord("end")) {
            boolean start = tokens.isWord("start");
            tokens.advance();
            if (!tokens.current().is("(")) {
                throw tokens.unexpected("@", "timestamp");
            }
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
                    expr.span(), "timestamp out of bounds for @ modifier: " + GoNumbers.fixed(seconds, 6));
        }
        return new TimeShift.At.Time(Math.round(seconds * 1000));
    }

    static double number(Token token) throws ParseException {
        try {
            return token.kind() == Kind.DURATION ? Durations.seconds(token.text()) : Numbers.parse(token.text());
        } catch (NumberFormatException e) {
            throw new ParseException(token.span(), String.valueOf(e.getMessage()));
        }
    }
}
