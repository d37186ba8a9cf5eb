package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a query into words. What a character means depends on the brackets around it: inside braces there are label
 * matchers, inside square brackets durations.
 */
final class Lexer {

    private static final Set<String> KEYWORDS = Set.of(
            "offset",
            "smoothed",
            "anchored",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "fill",
            "fill_left",
            "fill_right",
            "bool",
            "start",
            "end",
            "step",
            "range",
            "max_of",
            "min_of");
    private static final Set<String> FILL = Set.of("fill", "fill_left", "fill_right");
    private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "unless", "atan2");
    private static final Set<String> NUMBER_WORDS = Set.of("inf", "nan");
    private static final Set<String> DURATION_WORDS = Set.of("step", "range", "max_of", "min_of");
    private static final int EOF = -1;
    /** What a decoder makes of bytes that are no UTF-8. */
    private static final int REPLACEMENT = 0xfffd;

    private final String input;
    private int start;
    private int position;
    private int parenthesesOpen;
    private boolean braceOpen;
    private boolean bracketOpen;
    private boolean colonSeen;
    private boolean durationExpected;
    private boolean durationSeen;

    Lexer(String input) {
        this.input = input;
    }

    /**
     * The next word. What is none is given as a word as well, of the kind ERROR with the message as its text: the
     * parser may find something wrong before it.
     */
    Token next() {
        try {
            return word();
        } catch (ParseException e) {
            return new Token(Kind.ERROR, String.valueOf(e.getMessage()), e.span());
        }
    }

    private Token word() throws ParseException {
        while (true) {
            start = position;
            if (position >= input.length()) {
                return end();
            }
            int c = peek();
            if (isSpace(c)) {
                position++;
            } else if (c == '#' && !durationExpected) {
                while (peek() != EOF && peek() != '\n' && peek() != '\r') {
                    take();
                }
            } else if (durationExpected) {
                return insideBrackets();
            } else {
                return braceOpen ? insideBraces() : outsideBraces();
            }
        }
    }

    private Token end() throws ParseException {
        if (braceOpen) {
            throw error("unexpected end of input inside braces");
        }
        if (durationExpected) {
            throw error("unexpected end of input in duration expression");
        }
        if (parenthesesOpen != 0) {
            throw error("unclosed left parenthesis");
        }
        if (bracketOpen) {
            throw error("unclosed left bracket");
        }
        return token(Kind.END);
    }

    private Token insideBraces() throws ParseException {
        int c = take();
        return switch (c) {
            case ',' -> token(Kind.PUNCTUATION);
            case '"', '\'', '`' -> string(c);
            case '=' -> {
                accept('~');
                yield token(Kind.OPERATOR);
            }
            case '!' -> {
                if (accept('~') || accept('=')) {
                    yield token(Kind.OPERATOR);
                }
                throw error("unexpected character after '!' inside braces: " + GoQuotes.quote(take()));
            }
            case '{' -> throw error("unexpected left brace '{'");
            case '}' -> {
                braceOpen = false;
                yield token(Kind.PUNCTUATION);
            }
            default -> {
                if (!isAlpha(c)) {
                    throw error("unexpected character inside braces: " + GoQuotes.quote(c));
                }
                acceptWord(false);
                yield token(Kind.IDENTIFIER);
            }
        };
    }

    /** Behind an opening bracket, until there was a number. */
    private Token insideBrackets() throws ParseException {
        int c = take();
        switch (c) {
            case '+', '-', '*', '/', '%', '^' -> {
                return token(Kind.OPERATOR);
            }
            case ',' -> {
                return token(Kind.PUNCTUATION);
            }
            case '(', ')' -> {
                return bracket(c);
            }
            case ']' -> {
                durationExpected = false;
                return bracket(c);
            }
            case ':' -> {
                if (!durationSeen) {
                    start = position;
                    throw error("unexpected colon before duration in duration expression");
                }
                return colon();
            }
            default -> {
                if (isDigit(c) || (c == '.' && isDigit(peek()))) {
                    durationExpected = false;
                    durationSeen = true;
                    position = start;
                    return numberOrDuration();
                }
                acceptWord(false);
                if (DURATION_WORDS.contains(input.substring(start, position).toLowerCase(Locale.ROOT))) {
                    return token(Kind.KEYWORD);
                }
                throw error("unexpected character in duration expression: " + GoQuotes.quote(c));
            }
        }
    }

    private Token outsideBraces() throws ParseException {
        int c = take();
        return switch (c) {
            case ',', '@' -> token(Kind.PUNCTUATION);
            case '*', '/', '%', '+', '-', '^' -> token(Kind.OPERATOR);
            case '=' -> {
                if (peek() == '~') {
                    throw error("unexpected character after '=': '~'");
                }
                accept('=');
                yield token(Kind.OPERATOR);
            }
            case '!' -> {
                int after = take();
                if (after != '=') {
                    throw error("unexpected character after '!': " + GoQuotes.quote(after));
                }
                yield token(Kind.OPERATOR);
            }
            case '<', '>' -> {
                if (!accept('=')) {
                    accept('/');
                }
                yield token(Kind.OPERATOR);
            }
            case '"', '\'', '`' -> string(c);
            case '(', ')', '{', '[', ']' -> bracket(c);
            case ':' -> bracketOpen ? colon() : nameOrKeyword();
            default -> {
                if (isDigit(c) || (c == '.' && isDigit(peek()))) {
                    position = start;
                    yield numberOrDuration();
                }
                if (isAlpha(c)) {
                    yield nameOrKeyword();
                }
                throw error("unexpected character: " + GoQuotes.quote(c));
            }
        };
    }

    private Token bracket(int c) throws ParseException {
        switch (c) {
            case '(' -> parenthesesOpen++;
            case ')' -> {
                parenthesesOpen--;
                if (parenthesesOpen < 0) {
                    start = position;
                    throw error("unexpected right parenthesis ')'");
                }
            }
            case '{' -> braceOpen = true;
            case '[' -> {
                if (bracketOpen) {
                    throw error("unexpected left bracket '['");
                }
                bracketOpen = true;
                colonSeen = false;
                durationExpected = true;
            }
            default -> {
                if (!bracketOpen) {
                    throw error("unexpected right bracket ']'");
                }
                bracketOpen = false;
            }
        }
        return token(Kind.PUNCTUATION);
    }

    private Token colon() throws ParseException {
        if (colonSeen) {
            throw error("unexpected colon ':'");
        }
        colonSeen = true;
        return token(Kind.PUNCTUATION);
    }

    private Token nameOrKeyword() throws ParseException {
        int first = input.charAt(start);
        acceptWord(!bracketOpen);
        var word = input.substring(start, position);
        var lower = word.toLowerCase(Locale.ROOT);
        if (bracketOpen) {
            if (DURATION_WORDS.contains(lower)) {
                return token(Kind.KEYWORD);
            }
            throw error("unexpected character: " + GoQuotes.quote(first) + ", expected ':'");
        }
        if (KEYWORDS.contains(lower) && (!FILL.contains(lower) || isFollowedByParenthesis())) {
            return token(Kind.KEYWORD);
        }
        if (WORD_OPERATORS.contains(lower)) {
            return token(Kind.OPERATOR);
        }
        if (NUMBER_WORDS.contains(lower)) {
            return token(Kind.NUMBER);
        }
        if (AggregateOp.of(word).isPresent()) {
            return token(Kind.AGGREGATOR);
        }
        return token(word.indexOf(':') >= 0 ? Kind.METRIC_IDENTIFIER : Kind.IDENTIFIER);
    }

    private boolean isFollowedByParenthesis() {
        int i = position;
        while (i < input.length() && isSpace(input.charAt(i))) {
            i++;
        }
        return i < input.length() && input.charAt(i) == '(';
    }

    private Token string(int quote) throws ParseException {
        while (true) {
            int c = take();
            if (c == quote) {
                return token(Kind.STRING);
            }
            if (c == EOF || (c == '\n' && quote != '`')) {
                throw error(quote == '`' ? "unterminated raw string" : "unterminated quoted string");
            }
            if (c == REPLACEMENT) {
                throw error("invalid UTF-8 rune");
            }
            if (c == '\\' && quote != '`') {
                escape(quote);
            }
        }
    }

    private void escape(int quote) throws ParseException {
        int c = take();
        int digits;
        int base;
        switch (c) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {
                return;
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                digits = 3;
                base = 8;
                position--;
            }
            case 'x' -> {
                digits = 2;
                base = 16;
            }
            case 'u' -> {
                digits = 4;
                base = 16;
            }
            case 'U' -> {
                digits = 8;
                base = 16;
            }
            case EOF -> throw error("escape sequence not terminated");
            default -> {
                if (c == quote) {
                    return;
                }
                throw error("unknown escape sequence " + codePoint(c));
            }
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = take();
            if (digit == EOF) {
                throw error("escape sequence not terminated");
            }
            int number = Character.digit(digit, base);
            if (number < 0) {
                throw error("illegal character " + codePoint(digit) + " in escape sequence");
            }
            value = value * base + number;
        }
        if (base == 8 ? value > 255 : value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
            throw error("escape sequence is an invalid Unicode code point");
        }
    }

    private static String codePoint(int c) {
        return String.format(Locale.ROOT, "U+%04X", c)
                + (GoQuotes.isPrintable(c) ? " '" + Character.toString(c) + "'" : "");
    }

    private Token numberOrDuration() throws ParseException {
        if (acceptNumber()) {
            return token(Kind.NUMBER);
        }
        if (acceptRestOfDuration()) {
            return token(Kind.DURATION);
        }
        throw error("bad number or duration syntax: " + GoQuotes.quote(input.substring(start, position)));
    }

    /** Accepts what looks like a number; whether it is one, the parser says. */
    private boolean acceptNumber() {
        var digits = "0123456789";
        boolean hexadecimal = false;
        if (acceptAny("0") && acceptAny("xX")) {
            acceptAny("_");
            digits = "0123456789abcdefABCDEF";
            hexadecimal = true;
        }
        acceptAny(".");
        acceptAny(digits);
        boolean dot = false;
        boolean exponent = false;
        while (isAny(digits + "._eE")) {
            if ((isAny(".") && dot) || (isAny("eE") && exponent)) {
                position++;
                return false;
            }
            if (acceptAny(".")) {
                dot = true;
                if (acceptAny("_.") || hexadecimal) {
                    return false;
                }
            } else if (!hexadecimal && acceptAny("eE")) {
                exponent = true;
                acceptAny("+-");
                if (acceptAny("._eE") || peek() == EOF) {
                    return false;
                }
            } else if (acceptAny("_")) {
                if (acceptAny("._eE") || peek() == EOF) {
                    return false;
                }
            } else {
                while (acceptAny(digits)) {
                    // All digits in a row.
                }
            }
        }
        return position > start && !isAlphaNumeric(peek());
    }

    private boolean acceptRestOfDuration() {
        if (!acceptAny("smhdwy")) {
            return false;
        }
        acceptAny("s");
        while (acceptAny("0123456789")) {
            while (acceptAny("0123456789")) {
                // All digits in a row.
            }
            if (!acceptAny("smhdw")) {
                return false;
            }
            acceptAny("s");
        }
        if (isAlphaNumeric(peek())) {
            position++;
            return false;
        }
        return true;
    }

    private void acceptWord(boolean colons) {
        while (isAlphaNumeric(peek()) || (colons && peek() == ':')) {
            position++;
        }
    }

    private int peek() {
        return position < input.length() ? input.codePointAt(position) : EOF;
    }

    private int take() {
        int c = peek();
        position += c == EOF ? 0 : Character.charCount(c);
        return c;
    }

    private boolean accept(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    private boolean isAny(String characters) {
        return peek() != EOF && characters.indexOf(peek()) >= 0;
    }

    private boolean acceptAny(String characters) {
        if (!isAny(characters)) {
            return false;
        }
        position++;
        return true;
    }

    private Token token(Kind kind) {
        return new Token(kind, input.substring(start, position), new Span(start, position));
    }

    private ParseException error(String message) {
        return new ParseException(new Span(start, input.length()), message);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlpha(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || isDigit(c);
    }
}
