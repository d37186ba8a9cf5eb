package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Refused;
import dev.sloconsole.prometheus.promql.functions.Functions;
import dev.sloconsole.prometheus.promql.parser.Expr.NumberLiteral;
import dev.sloconsole.prometheus.promql.parser.Expr.VectorSelector;
import dev.sloconsole.prometheus.promql.parser.Matching.Cardinality;
import dev.sloconsole.prometheus.promql.parser.Token.Kind;
import dev.sloconsole.prometheus.series.LabelMatcher;
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
    private static final Set<String> RESERVED = Set.of("bool", "on", "ignoring", "group_left", "group_right");

    private final Tokens tokens;
    private final SelectorParser selectors;
    private final TimeParser times;
    private int depth;
    private int operators;
    private int aggregationsOpen;

    private Parser(String query) throws ParseException {
        this.tokens = new Tokens(query);
        this.selectors = new SelectorParser(tokens);
        this.times = new TimeParser(tokens);
    }

    /** Reads a whole query and checks its types. */
    public static Expr parse(String query) throws ParseException {
        var parser = new Parser(query);
        if (parser.tokens.atEnd()) {
            throw new ParseException(new Span(0, 0), "no expression found in input");
        }
        var expr = parser.expression(0);
        if (!parser.tokens.atEnd()) {
            throw parser.unexpected();
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

    /** What is wrong with the current word where nothing more is known than whether it is in an aggregation. */
    private ParseException unexpected() {
        return tokens.unexpected(aggregationsOpen > 0 ? "aggregation" : "", "");
    }

    private Expr expression(int lowest) throws ParseException {
        if (++depth > DEEPEST) {
            throw new ParseException(
                    tokens.current().span(), "expression is nested more than " + DEEPEST + " levels deep");
        }
        var left = unary();
        while (tokens.current().kind() == Kind.OPERATOR) {
            if (tokens.current().is("</") || tokens.current().is(">/")) {
                throw new ParseException(
                        tokens.current().span(),
                        "operator \"" + tokens.current().text()
                                + "\" works on native histograms, which are not supported");
            }
            var op = BinaryOp.of(tokens.current().text());
            if (op.isEmpty() || op.get().precedence() < lowest) {
                break;
            }
            if (++operators > MOST_OPERATORS) {
                throw new ParseException(
                        tokens.current().span(), "expression has more than " + MOST_OPERATORS + " operators");
            }
            tokens.advance();
            left = binary(left, op.get());
        }
        depth--;
        return left;
    }

    private Expr binary(Expr left, BinaryOp op) throws ParseException {
        boolean returnBool = tokens.acceptWord("bool");
        var cardinality = Cardinality.ONE_TO_ONE;
        boolean on = false;
        List<String> labels = List.of();
        List<String> include = List.of();
        if (tokens.isWord("on") || tokens.isWord("ignoring")) {
            on = tokens.isWord("on");
            tokens.advance();
            labels = selectors.groupingLabels();
            if (tokens.isWord("group_left") || tokens.isWord("group_right")) {
                cardinality = tokens.isWord("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
                tokens.advance();
                include = tokens.current().is("(") ? selectors.groupingLabels() : List.of();
            }
        }
        boolean fill = tokens.isWord("fill") || tokens.isWord("fill_left") || tokens.isWord("fill_right");
        if (fill) {
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
        if (tokens.current().kind() != Kind.OPERATOR
                || !(tokens.current().is("+") || tokens.current().is("-"))) {
            return postfix(primary());
        }
        var sign = tokens.current();
        tokens.advance();
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
            if (tokens.current().is("[")) {
                expr = rangeOrSubquery(expr);
            } else if (tokens.isWord("offset")) {
                tokens.advance();
                expr = TimeShifts.offset(expr, times.offsetDuration(), tokens.lastEnd());
            } else if (tokens.current().is("@") && tokens.current().kind() == Kind.PUNCTUATION) {
                tokens.advance();
                expr = TimeShifts.at(expr, times.at(expr), tokens.lastEnd());
            } else if (tokens.isWord("anchored") || tokens.isWord("smoothed")) {
                throw new ParseException(
                        expr.span(),
                        tokens.current().text().toLowerCase(Locale.ROOT) + " modifier is experimental and not enabled");
            } else {
                return expr;
            }
        }
    }

    private Expr rangeOrSubquery(Expr expr) throws ParseException {
        var bracket = tokens.current();
        tokens.advance();
        long range = times.bracketDuration("subquery or range selector", "number, duration, step(), or range()");
        if (tokens.current().is("]")) {
            var errors = bracket.span().to(tokens.current().span());
            tokens.advance();
            if (!(expr instanceof VectorSelector selector)) {
                throw new ParseException(errors, "ranges only allowed for vector selectors");
            }
            if (selector.shift().offsetMillis() != 0) {
                throw new ParseException(errors, "no offset modifiers allowed before range");
            }
            if (selector.shift().at().isPresent()) {
                throw new ParseException(errors, "no @ modifiers allowed before range");
            }
            return new Expr.MatrixSelector(selector, range, new Span(expr.span().start(), tokens.lastEnd()));
        }
        if (!tokens.current().is(":")) {
            throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
        }
        tokens.advance();
        long step = 0;
        if (!tokens.current().is("]")) {
            step = times.bracketDuration("subquery selector", "number, duration, step(), range(), or \"]\"");
        }
        if (!tokens.current().is("]")) {
            throw tokens.unexpected("subquery selector", "\"]\"");
        }
        tokens.advance();
        return new Expr.Subquery(
                expr, range, step, TimeShift.NONE, new Span(expr.span().start(), tokens.lastEnd()));
    }

    private Expr primary() throws ParseException {
        var first = tokens.current();
        switch (first.kind()) {
            case NUMBER, DURATION -> {
                tokens.advance();
                return new NumberLiteral(TimeParser.number(first), first.span());
            }
            case STRING -> {
                tokens.advance();
                return new Expr.StringLiteral(GoQuotes.unquote(first.text()), first.span());
            }
            case AGGREGATOR -> {
                var next = tokens.peek();
                if (next.is("(") || next.is("by") || next.is("without")) {
                    return aggregate();
                }
                return selectors.selector();
            }
            case IDENTIFIER, METRIC_IDENTIFIER -> {
                return first.kind() == Kind.IDENTIFIER && tokens.peek().is("(") ? call() : selectors.selector();
            }
            case KEYWORD -> {
                if (RESERVED.contains(first.text().toLowerCase(Locale.ROOT))) {
                    throw unexpected();
                }
                boolean function =
                        tokens.peek().is("(") && Functions.find(first.text()).isPresent();
                return function ? call() : selectors.selector();
            }
            case OPERATOR -> {
                if (Set.of("and", "or", "unless").contains(first.text().toLowerCase(Locale.ROOT))) {
                    return selectors.selector();
                }
                throw unexpected();
            }
            case PUNCTUATION -> {
                if (first.is("{")) {
                    return selectors.selector();
                }
                if (first.is("(")) {
                    tokens.advance();
                    var inner = expression(0);
                    if (!tokens.current().is(")")) {
                        throw unexpected();
                    }
                    tokens.advance();
                    return new Expr.Paren(inner, new Span(first.span().start(), tokens.lastEnd()));
                }
                throw unexpected();
            }
            case END, ERROR -> throw unexpected();
        }
        throw unexpected();
    }

    private Expr aggregate() throws ParseException {
        var word = tokens.current();
        var op = AggregateOp.of(word.text()).orElseThrow();
        tokens.advance();
        aggregationsOpen++;
        var grouping = grouping();
        if (!tokens.current().is("(")) {
            throw unexpected();
        }
        var arguments = arguments();
        int end = tokens.lastEnd();
        if (grouping.isEmpty()) {
            if (tokens.current().kind() == Kind.ERROR) {
                throw unexpected();
            }
            grouping = grouping();
        }
        aggregationsOpen--;
        var span = new Span(word.span().start(), Math.max(end, tokens.lastEnd()));
        if (arguments.isEmpty()) {
            throw new ParseException(span, "no arguments for aggregate expression provided");
        }
        if (op.isExperimental()) {
            throw new ParseException(
                    span,
                    op + "() is experimental and must be enabled with"
                            + " --enable-feature=promql-experimental-functions");
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
        if (!tokens.isWord("by") && !tokens.isWord("without")) {
            return Optional.empty();
        }
        boolean without = tokens.isWord("without");
        tokens.advance();
        return Optional.of(new Grouping(selectors.groupingLabels(), without));
    }

    private Expr call() throws ParseException {
        var word = tokens.current();
        tokens.advance();
        var arguments = arguments();
        var function = Functions.find(word.text());
        if (function.isEmpty()) {
            throw new ParseException(word.span(), "unknown function with name " + GoQuotes.quote(word.text()));
        }
        if (function.get().behaviour() instanceof Refused refused) {
            throw new ParseException(word.span(), "function " + GoQuotes.quote(word.text()) + " " + refused.why());
        }
        return new Expr.Call(function.get(), arguments, new Span(word.span().start(), tokens.lastEnd()));
    }

    private List<Expr> arguments() throws ParseException {
        tokens.advance();
        var arguments = new ArrayList<Expr>();
        while (!tokens.current().is(")")) {
            arguments.add(expression(0));
            if (tokens.current().is(",")) {
                var comma = tokens.current();
                tokens.advance();
                if (tokens.current().is(")")) {
                    throw new ParseException(comma.span(), "trailing commas not allowed in function call args");
                }
            } else if (!tokens.current().is(")")) {
                throw unexpected();
            }
        }
        tokens.advance();
        return arguments;
    }
}
