package dev.sloconsole.prometheus.promql.parser;

import com.google.re2j.PatternSyntaxException;
import dev.sloconsole.prometheus.promql.parser.Expr.NumberLiteral;
import dev.sloconsole.prometheus.promql.parser.Expr.VectorSelector;
import dev.sloconsole.prometheus.promql.parser.Matching.Cardinality;
import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an expression by recursive descent, operators by their precedence. Says what is wrong in Prometheus's words.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Prometheus: querying basics</a>
 */
public final class Parser {

    private static final int DEEPEST = 200;
    private static final int MOST_OPERATORS = 1000;
    private static final int UNARY_PRECEDENCE = BinaryOp.POWER.precedence();
    /** Keywords that are not the name of a metric, wherever they stand. */
    private static final Set<String> RESERVED =
            Set.of("bool", "on", "ignoring", "group_left", "group_right");

    private final String query;
    private final Lexer lexer;
    private Token token;
    private Optional<Token> ahead = Optional.empty();
    private int lastEnd;
    private int depth;
    private int operators;

    private Parser(String query) throws ParseException {
        this.query = query;
        this.lexer = new Lexer(query);
        this.token = lexer.next();
    }

    /** Reads a whole query and checks its types. */
    public static Expr parse(String query) throws ParseException {
        var parser = new Parser(query);
        if (parser.token.kind() == Kind.END) {
            throw new ParseException(new Span(0, 0), "no expression found in input");
        }
        var expr = parser.expression(0);
        if (parser.token.kind() != Kind.END) {
            throw parser.unexpected("", "");
        }
        TypeCheck.check(expr, query);
        return expr;
    }

    /** Reads a selector such as {@code name{label="value"}}, as the HTTP API's {@code match[]} takes it. */
    public static List<LabelMatcher> parseSelector(String selector) throws ParseException {
        var expr = parse(selector);
        if (expr instanceof VectorSelector vector && vector.shift().equals(TimeShift.NONE)) {
            return vector.matchers();
        }
        throw new ParseException(expr.span(), "expected a series selector, got " + expr.type());
    }

    private Expr expression(int lowest) throws ParseException {
        if (++depth > DEEPEST) {
            throw new ParseException(token.span(), "expression is nested more than " + DEEPEST + " levels deep");
        }
        var left = unary();
        while (token.kind() == Kind.OPERATOR) {
            if (token.is("</") || token.is(">/")) {
                throw new ParseException(
                        token.span(), "operator \"" + token.text() + "\" works on native histograms, which are not supported");
            }
            var op = BinaryOp.of(token.text());
            if (op.isEmpty() || op.get().precedence() < lowest) {
                break;
            }
            if (++operators > MOST_OPERATORS) {
                throw new ParseException(token.span(), "expression has more than " + MOST_OPERATORS + " operators");
            }
            advance();
            left = binary(left, op.get());
        }
        depth--;
        return left;
    }

    private Expr binary(Expr left, BinaryOp op) throws ParseException {
        boolean returnBool = acceptWord("bool");
        var cardinality = Cardinality.ONE_TO_ONE;
        boolean on = false;
        List<String> labels = List.of();
        List<String> include = List.of();
        if (isWord("on") || isWord("ignoring")) {
            on = isWord("on");
            advance();
            labels = groupingLabels();
            if (isWord("group_left") || isWord("group_right")) {
                cardinality = isWord("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
                advance();
                include = token.is("(") ? groupingLabels() : List.of();
            }
        }
        if ((isWord("fill") || isWord("fill_left") || isWord("fill_right")) && peek().is("(")) {
            throw new ParseException(left.span(), "binop fill modifiers are experimental and not enabled");
        }
        var right = expression(op.bindsFromTheRight() ? op.precedence() : op.precedence() + 1);
        return new Expr.Binary(
                op,
                left,
                right,
                new Matching(cardinality, on, labels, include),
                returnBool,
                left.span().to(right.span()));
    }

    private Expr unary() throws ParseException {
        if (token.kind() != Kind.OPERATOR || !(token.is("+") || token.is("-"))) {
            return postfix(primary());
        }
        var sign = token;
        advance();
        var operand = expression(UNARY_PRECEDENCE);
        var span = sign.span().to(operand.span());
        if (operand instanceof NumberLiteral number) {
            return new NumberLiteral(sign.is("-") ? -number.value() : number.value(), span);
        }
        return new Expr.Unary(sign.is("-"), operand, span);
    }

    private Expr postfix(Expr inner) throws ParseException {
        var expr = inner;
        while (true) {
            if (token.is("[")) {
                expr = rangeOrSubquery(expr);
            } else if (isWord("offset")) {
                advance();
                expr = TimeShifts.offset(expr, offsetDuration(), lastEnd);
            } else if (token.is("@") && token.kind() == Kind.PUNCTUATION) {
                advance();
                expr = TimeShifts.at(expr, at(expr), lastEnd);
            } else if (isWord("anchored") || isWord("smoothed")) {
                throw new ParseException(
                        expr.span(),
                        token.text().toLowerCase(Locale.ROOT) + " modifier is experimental and not enabled");
            } else {
                return expr;
            }
        }
    }

    private Expr rangeOrSubquery(Expr expr) throws ParseException {
        var bracket = token;
        advance();
        long range = bracketDuration("subquery or range selector", "number, duration, step(), or range()");
        if (token.is("]")) {
            var errors = bracket.span().to(token.span());
            advance();
            if (!(expr instanceof VectorSelector selector)) {
                throw new ParseException(errors, "ranges only allowed for vector selectors");
            }
            if (selector.shift().offsetMillis() != 0) {
                throw new ParseException(errors, "no offset modifiers allowed before range");
            }
            if (selector.shift().at().isPresent()) {
                throw new ParseException(errors, "no @ modifiers allowed before range");
            }
            return new Expr.MatrixSelector(selector, range, new Span(expr.span().start(), lastEnd));
        }
        if (!token.is(":")) {
            throw unexpected("subquery or range", "\":\" or \"]\"");
        }
        advance();
        long step = 0;
        if (!token.is("]")) {
            step = bracketDuration("subquery selector", "number, duration, step(), range(), or \"]\"");
        }
        if (!token.is("]")) {
            throw unexpected("subquery selector", "\"]\"");
        }
        advance();
        return new Expr.Subquery(expr, range, step, TimeShift.NONE, new Span(expr.span().start(), lastEnd));
    }

    private long bracketDuration(String context, String expected) throws ParseException {
        boolean negative = false;
        var first = token;
        if (token.is("-") || token.is("+")) {
            negative = token.is("-");
            advance();
        }
        if (token.kind() == Kind.KEYWORD || token.is("(")) {
            throw new ParseException(token.span(), "experimental duration expression is not enabled");
        }
        if (token.kind() != Kind.NUMBER && token.kind() != Kind.DURATION) {
            throw unexpected(context, expected);
        }
        double seconds = number(token);
        if (negative || seconds <= 0) {
            throw new ParseException(first.span().to(token.span()), "duration must be greater than 0");
        }
        advance();
        if (token.kind() == Kind.OPERATOR) {
            throw new ParseException(first.span(), "experimental duration expression is not enabled");
        }
        return millis(seconds, first);
    }

    private long offsetDuration() throws ParseException {
        boolean negative = false;
        var first = token;
        if (token.is("-") || token.is("+")) {
            negative = token.is("-");
            advance();
        }
        if (token.is("(") || ((isWord("step") || isWord("range")) && peek().is("("))) {
            throw new ParseException(token.span(), "experimental duration expression is not enabled");
        }
        if (token.kind() != Kind.NUMBER && token.kind() != Kind.DURATION) {
            throw unexpected("offset", "number, duration, step(), or range()");
        }
        double seconds = number(token);
        advance();
        return millis(negative ? -seconds : seconds, first);
    }

    private static long millis(double seconds, Token first) throws ParseException {
        double millis = Math.rint(seconds * 1000);
        if (!(Math.abs(seconds) < 1L << 33)) {
            throw new ParseException(first.span(), "duration out of range");
        }
        return (long) millis;
    }

    private TimeShift.At at(Expr expr) throws ParseException {
        if ((isWord("start") || isWord("end")) && peek().is("(")) {
            boolean start = isWord("start");
            advance();
            advance();
            if (!token.is(")")) {
                throw unexpected("@", "timestamp");
            }
            advance();
            return start ? new TimeShift.At.Start() : new TimeShift.At.End();
        }
        boolean negative = token.is("-");
        if (negative || token.is("+")) {
            advance();
        }
        if (token.kind() != Kind.NUMBER && token.kind() != Kind.DURATION) {
            throw unexpected("@", "timestamp");
        }
        double seconds = negative ? -number(token) : number(token);
        advance();
        if (Double.isNaN(seconds) || seconds >= Long.MAX_VALUE / 1000.0 || seconds <= Long.MIN_VALUE / 1000.0) {
            throw new ParseException(
                    expr.span(), String.format(Locale.ROOT, "timestamp out of bounds for @ modifier: %f", seconds));
        }
        return new TimeShift.At.Time(Math.round(seconds * 1000));
    }

    private Expr primary() throws ParseException {
        var first = token;
        switch (first.kind()) {
            case NUMBER, DURATION -> {
                advance();
                return new NumberLiteral(number(first), first.span());
            }
            case STRING -> {
                advance();
                return new Expr.StringLiteral(Quoting.unquote(first.text(), first.span()), first.span());
            }
            case AGGREGATOR -> {
                var next = peek();
                if (next.is("(") || next.is("by") || next.is("without")) {
                    return aggregate();
                }
                return selector();
            }
            case IDENTIFIER, METRIC_IDENTIFIER -> {
                return first.kind() == Kind.IDENTIFIER && peek().is("(") ? call() : selector();
            }
            case KEYWORD -> {
                if (RESERVED.contains(first.text().toLowerCase(Locale.ROOT))) {
                    throw unexpected("", "");
                }
                return peek().is("(") && Signatures.find(first.text()).isPresent() ? call() : selector();
            }
            case OPERATOR -> {
                if (Set.of("and", "or", "unless").contains(first.text().toLowerCase(Locale.ROOT))) {
                    return selector();
                }
                throw unexpected("", "");
            }
            case PUNCTUATION -> {
                if (first.is("{")) {
                    return selector();
                }
                if (first.is("(")) {
                    advance();
                    var inner = expression(0);
                    expect(")");
                    return new Expr.Paren(inner, new Span(first.span().start(), lastEnd));
                }
                throw unexpected("", "");
            }
            case END -> throw unexpected("", "");
        }
        throw unexpected("", "");
    }

    private Expr selector() throws ParseException {
        int start = token.span().start();
        var name = "";
        if (!token.is("{")) {
            name = token.text();
            advance();
        }
        var matchers = new ArrayList<LabelMatcher>();
        if (token.is("{")) {
            advance();
            labelMatchers(matchers);
        }
        var span = new Span(start, lastEnd);
        if (!name.isEmpty()) {
            for (var matcher : matchers) {
                if (matcher.name().equals(Labels.NAME)) {
                    throw new ParseException(
                            span,
                            "metric name must not be set twice: " + Quoting.quote(name) + " or "
                                    + Quoting.quote(Printer.value(matcher)));
                }
            }
            matchers.add(new LabelMatcher.Equal(Labels.NAME, name));
        } else if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw new ParseException(span, "vector selector must contain at least one non-empty matcher");
        }
        return new VectorSelector(name, matchers, TimeShift.NONE, span);
    }

    private void labelMatchers(List<LabelMatcher> matchers) throws ParseException {
        while (!token.is("}")) {
            var label = token;
            if (label.kind() != Kind.IDENTIFIER && label.kind() != Kind.STRING) {
                throw unexpected("label matching", "identifier or \"}\"");
            }
            advance();
            boolean quoted = label.kind() == Kind.STRING;
            var name = quoted ? Quoting.unquote(label.text(), label.span()) : label.text();
            if (quoted && (token.is(",") || token.is("}"))) {
                matchers.add(new LabelMatcher.Equal(Labels.NAME, name));
            } else {
                matchers.add(labelMatcher(label, name));
            }
            if (token.is(",")) {
                advance();
            } else if (!token.is("}")) {
                throw unexpected("label matching", "\",\" or \"}\"");
            }
        }
        advance();
    }

    private LabelMatcher labelMatcher(Token label, String name) throws ParseException {
        if (token.kind() != Kind.OPERATOR) {
            throw label.kind() == Kind.STRING
                    ? unexpected("label matching", "\",\" or \"}\"")
                    : unexpected("label matching", "label matching operator");
        }
        var op = token.text();
        advance();
        if (token.kind() != Kind.STRING) {
            throw unexpected("label matching", "string");
        }
        var text = Quoting.unquote(token.text(), token.span());
        var span = label.span().to(token.span());
        advance();
        try {
            return switch (op) {
                case "=" -> new LabelMatcher.Equal(name, text);
                case "!=" -> new LabelMatcher.NotEqual(name, text);
                case "=~" -> LabelMatcher.regex(name, text);
                default -> LabelMatcher.notRegex(name, text);
            };
        } catch (PatternSyntaxException e) {
            throw new ParseException(span, String.valueOf(e.getMessage()));
        }
    }

    private Expr aggregate() throws ParseException {
        var word = token;
        var op = AggregateOp.of(word.text()).orElseThrow();
        advance();
        var grouping = grouping();
        if (!token.is("(")) {
            throw unexpected("aggregation", "");
        }
        var arguments = arguments();
        int end = lastEnd;
        if (grouping.isEmpty()) {
            grouping = grouping();
        }
        var span = new Span(word.span().start(), Math.max(end, lastEnd));
        if (arguments.isEmpty()) {
            throw new ParseException(span, "no arguments for aggregate expression provided");
        }
        if (op.isExperimental()) {
            throw new ParseException(
                    span, op + "() is experimental and must be enabled with --enable-feature=promql-experimental-functions");
        }
        int expected = op.parameter() == AggregateOp.Parameter.NONE ? 1 : 2;
        if (arguments.size() != expected) {
            throw new ParseException(
                    span,
                    "wrong number of arguments for aggregate expression provided, expected " + expected + ", got "
                            + arguments.size());
        }
        return new Expr.Aggregate(
                op,
                expected == 2 ? Optional.of(arguments.get(0)) : Optional.empty(),
                arguments.get(expected - 1),
                grouping.map(Grouping::labels).orElse(List.of()),
                grouping.map(Grouping::without).orElse(false),
                span);
    }

    private record Grouping(List<String> labels, boolean without) {}

    private Optional<Grouping> grouping() throws ParseException {
        if (!isWord("by") && !isWord("without")) {
            return Optional.empty();
        }
        boolean without = isWord("without");
        advance();
        return Optional.of(new Grouping(groupingLabels(), without));
    }

    private List<String> groupingLabels() throws ParseException {
        if (!token.is("(")) {
            throw unexpected("grouping opts", "\"(\"");
        }
        advance();
        var labels = new ArrayList<String>();
        while (!token.is(")")) {
            boolean word = token.kind() == Kind.IDENTIFIER
                    || token.kind() == Kind.METRIC_IDENTIFIER
                    || token.kind() == Kind.KEYWORD
                    || token.kind() == Kind.AGGREGATOR
                    || (token.kind() == Kind.OPERATOR && Character.isLetter(token.text().charAt(0)));
            if (!word && token.kind() != Kind.STRING) {
                throw unexpected("grouping opts", "label");
            }
            labels.add(word ? token.text() : Quoting.unquote(token.text(), token.span()));
            advance();
            if (token.is(",")) {
                advance();
            } else if (!token.is(")")) {
                throw unexpected("grouping opts", "\",\" or \")\"");
            }
        }
        advance();
        return labels;
    }

    private Expr call() throws ParseException {
        var word = token;
        advance();
        var arguments = arguments();
        var signature = Signatures.find(word.text());
        if (signature.isEmpty()) {
            throw new ParseException(word.span(), "unknown function with name " + Quoting.quote(word.text()));
        }
        if (!signature.get().unsupported().isEmpty()) {
            throw new ParseException(
                    word.span(),
                    "function " + Quoting.quote(word.text()) + " " + signature.get().unsupported());
        }
        return new Expr.Call(signature.get(), arguments, new Span(word.span().start(), lastEnd));
    }

    private List<Expr> arguments() throws ParseException {
        advance();
        var arguments = new ArrayList<Expr>();
        while (!token.is(")")) {
            arguments.add(expression(0));
            if (token.is(",")) {
                var comma = token;
                advance();
                if (token.is(")")) {
                    throw new ParseException(comma.span(), "trailing commas not allowed in function call args");
                }
            } else if (!token.is(")")) {
                throw unexpected("", "");
            }
        }
        advance();
        return arguments;
    }

    private static double number(Token token) throws ParseException {
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

    private boolean isWord(String word) {
        return token.kind() == Kind.KEYWORD && token.is(word);
    }

    private boolean acceptWord(String word) throws ParseException {
        if (!isWord(word)) {
            return false;
        }
        advance();
        return true;
    }

    private void expect(String wanted) throws ParseException {
        if (!token.is(wanted)) {
            throw unexpected("", "");
        }
        advance();
    }

    private void advance() throws ParseException {
        lastEnd = token.span().end();
        token = peek();
        ahead = Optional.empty();
    }

    private Token peek() throws ParseException {
        if (ahead.isEmpty()) {
            ahead = Optional.of(lexer.next());
        }
        return ahead.get();
    }

    private ParseException unexpected(String context, String expected) {
        return new ParseException(
                token.span(),
                "unexpected " + token.describe()
                        + (context.isEmpty() ? "" : " in " + context)
                        + (expected.isEmpty() ? "" : ", expected " + expected));
    }
}
