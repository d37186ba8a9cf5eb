package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import java.util.Optional;

/** The words of a query in order: the current one, and a look at the next. */
final class Tokens {

    private final Lexer lexer;
    private Token token;
    private Optional<Token> ahead = Optional.empty();
    private int lastEnd;

    Tokens(String query) {
        this.lexer = new Lexer(query);
        this.token = lexer.next();
    }

    Token current() {
        return token;
    }

    /** Where the word before the current one ends. */
    int lastEnd() {
        return lastEnd;
    }

    boolean atEnd() {
        return token.kind() == Kind.END;
    }

    boolean isWord(String word) {
        return token.kind() == Kind.KEYWORD && token.is(word);
    }

    boolean acceptWord(String word) {
        if (!isWord(word)) {
            return false;
        }
        advance();
        return true;
    }

    void advance() {
        lastEnd = token.span().end();
        token = peek();
        ahead = Optional.empty();
    }

    Token peek() {
        if (ahead.isEmpty()) {
            ahead = Optional.of(lexer.next());
        }
        return ahead.get();
    }

    /** What is wrong with the current word, in the words of Prometheus. */
    ParseException unexpected(String context, String expected) {
        if (token.kind() == Kind.ERROR) {
            return new ParseException(token.span(), token.text());
        }
        return new ParseException(
                token.span(),
                "unexpected " + token.describe()
                        + (context.isEmpty() ? "" : " in " + context)
                        + (expected.isEmpty() ? "" : ", expected " + expected));
    }
}
