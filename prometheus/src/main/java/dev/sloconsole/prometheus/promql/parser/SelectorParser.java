package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.promql.parser.Expr.VectorSelector;
import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads what names series and labels: selectors, and the lists of labels behind {@code by}, {@code on} and others. */
final class SelectorParser {

    private final Tokens tokens;

    SelectorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expr selector() throws ParseException {
        int start = tokens.current().span().start();
        var name = "";
        if (!tokens.current().is("{")) {
            name = tokens.current().text();
            tokens.advance();
        }
        var matchers = new ArrayList<LabelMatcher>();
        if (tokens.current().is("{")) {
            tokens.advance();
            labelMatchers(matchers);
        }
        var span = new Span(start, tokens.lastEnd());
        if (!name.isEmpty()) {
            matchers.add(new LabelMatcher.Equal(Labels.NAME, name));
        }
        return new VectorSelector(name, matchers, TimeShift.NONE, span);
    }

    private void labelMatchers(List<LabelMatcher> matchers) throws ParseException {
        while (!tokens.current().is("}")) {
            var label = tokens.current();
            if (label.kind() != Kind.IDENTIFIER && label.kind() != Kind.STRING) {
                throw tokens.unexpected("label matching", "identifier or \"}\"");
            }
            tokens.advance();
            boolean quoted = label.kind() == Kind.STRING;
            var name = quoted ? GoQuotes.unquote(label.text()) : label.text();
            if (quoted && (tokens.current().is(",") || tokens.current().is("}"))) {
                matchers.add(new LabelMatcher.Equal(Labels.NAME, name));
            } else {
                matchers.add(labelMatcher(label, name));
            }
            if (tokens.current().is(",")) {
                tokens.advance();
            } else if (!tokens.current().is("}")) {
                throw tokens.unexpected("label matching", "\",\" or \"}\"");
            }
        }
        tokens.advance();
    }

    private LabelMatcher labelMatcher(Token label, String name) throws ParseException {
        if (tokens.current().kind() != Kind.OPERATOR) {
            throw label.kind() == Kind.STRING
                    ? tokens.unexpected("label matching", "\",\" or \"}\"")
                    : tokens.unexpected("label matching", "label matching operator");
        }
        var op = tokens.current().text();
        tokens.advance();
        if (tokens.current().kind() != Kind.STRING) {
            throw tokens.unexpected("label matching", "string");
        }
        var text = GoQuotes.unquote(tokens.current().text());
        var span = label.span().to(tokens.current().span());
        tokens.advance();
        try {
            return switch (op) {
                case "=" -> new LabelMatcher.Equal(name, text);
                case "!=" -> new LabelMatcher.NotEqual(name, text);
                case "=~" -> LabelMatcher.regex(name, text);
                default -> LabelMatcher.notRegex(name, text);
            };
        } catch (GoRegex.Invalid e) {
            throw new ParseException(span, String.valueOf(e.getMessage()));
        }
    }

    List<String> groupingLabels() throws ParseException {
        if (!tokens.current().is("(")) {
            throw tokens.unexpected("grouping opts", "\"(\"");
        }
        tokens.advance();
        var labels = new ArrayList<String>();
        while (!tokens.current().is(")")) {
            var label = tokens.current();
            if (!label.isWord() && label.kind() != Kind.STRING) {
                throw tokens.unexpected("grouping opts", "label");
            }
            var name = label.isWord() ? label.text() : GoQuotes.unquote(label.text());
            if (!Labels.isName(name)) {
                throw new ParseException(label.span(), "invalid label name for grouping: " + GoQuotes.quote(name));
            }
            labels.add(name);
            tokens.advance();
            if (tokens.current().is(",")) {
                tokens.advance();
            } else if (!tokens.current().is(")")) {
                throw tokens.unexpected("grouping opts", "\",\" or \")\"");
            }
        }
        tokens.advance();
        return labels;
    }
}
