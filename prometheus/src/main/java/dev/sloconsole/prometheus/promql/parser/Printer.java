package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An expression as text, in the form that Prometheus prints it. */
public final class Printer {

    private static final int LONGEST_LINE = 100;
    private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Printer() {}

    public static String print(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> GoNumbers.general(number.value());
            case Expr.StringLiteral string -> GoQuotes.quote(string.value());
            case Expr.VectorSelector selector -> selector(selector) + shift(selector.shift());
            case Expr.MatrixSelector matrix ->
                selector(matrix.selector()) + "[" + Durations.format(matrix.rangeMillis()) + "]"
                        + shift(matrix.selector().shift());
            case Expr.Subquery subquery -> print(subquery.expr()) + range(subquery);
            case Expr.Unary unary -> (unary.negative() ? "-" : "+") + print(unary.expr());
            case Expr.Binary binary -> base(binary) + " " + operator(binary) + " " + print(binary.right());
            case Expr.Aggregate aggregate ->
                aggregate.op() + grouping(aggregate) + "("
                        + aggregate
                                .parameter()
                                .map(parameter -> print(parameter) + ", ")
                                .orElse("")
                        + print(aggregate.expr()) + ")";
            case Expr.Call call ->
                call.function().name()
                        + call.arguments().stream().map(Printer::print).collect(Collectors.joining(", ", "(", ")"));
            case Expr.Paren paren -> "(" + print(paren.expr()) + ")";
        };
    }

    /** The expression on as many lines as it needs for none to be longer than 100 characters, as far as that goes. */
    public static String pretty(Expr expr) {
        return pretty(expr, 0);
    }

    private static String pretty(Expr expr, int level) {
        String indent = "  ".repeat(level);
        String line = print(expr);
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST_LINE;
        return switch (expr) {
            case Expr.NumberLiteral number -> indent + line;
            case Expr.StringLiteral string -> indent + line;
            case Expr.VectorSelector selector -> indent + line;
            case Expr.MatrixSelector matrix -> indent + line;
            case Expr.Subquery subquery -> fits ? line : pretty(subquery.expr(), level) + range(subquery);
            case Expr.Unary unary ->
                indent
                        + (unary.negative() ? "-" : "+")
                        + pretty(unary.expr(), level).strip();
            case Expr.Binary binary ->
                fits
                        ? indent + line
                        : pretty(binary.left(), level + 1) + "\n" + indent + operator(binary) + "\n"
                                + pretty(binary.right(), level + 1);
            case Expr.Aggregate aggregate ->
                fits
                        ? indent + line
                        : indent + aggregate.op() + grouping(aggregate) + "(\n"
                                + aggregate
                                        .parameter()
                                        .map(parameter -> pretty(parameter, level + 1) + ",\n")
                                        .orElse("")
                                + pretty(aggregate.expr(), level + 1) + "\n" + indent + ")";
            case Expr.Call call ->
                fits || call.arguments().isEmpty()
                        ? indent + line
                        : indent + call.function().name() + "(\n"
                                + call.arguments().stream()
                                        .map(argument -> pretty(argument, level + 1))
                                        .collect(Collectors.joining(",\n"))
                                + "\n" + indent + ")";
            case Expr.Paren paren ->
                fits ? indent + line : indent + "(\n" + pretty(paren.expr(), level + 1) + "\n" + indent + ")";
        };
    }

    private static String range(Expr.Subquery subquery) {
        return "[" + Durations.format(subquery.rangeMillis()) + ":"
                + (subquery.stepMillis() == 0 ? "" : Durations.format(subquery.stepMillis())) + "]"
                + shift(subquery.shift());
    }

    private static String operator(Expr.Binary binary) {
        return binary.op() + (binary.returnBool() ? " bool" : "") + matching(binary.matching());
    }

    /** The left side; a sign in front of a power would be that of the power. */
    private static String base(Expr.Binary binary) {
        var left = print(binary.left());
        return binary.op() == BinaryOp.POWER && left.equals("+Inf") ? "Inf" : left;
    }

    private static String selector(Expr.VectorSelector selector) {
        var conditions = selector.matchers().stream()
                .filter(matcher -> selector.name().isEmpty() || !matcher.name().equals(Labels.NAME))
                .map(matcher -> label(matcher.name()) + operator(matcher) + GoQuotes.quote(value(matcher)))
                .sorted()
                .toList();
        return selector.name()
                + (conditions.isEmpty() && !selector.name().isEmpty() ? "" : "{" + String.join(",", conditions) + "}");
    }

    private static String operator(LabelMatcher matcher) {
        return switch (matcher) {
            case LabelMatcher.Equal equal -> "=";
            case LabelMatcher.NotEqual notEqual -> "!=";
            case LabelMatcher.Matches matches -> "=~";
            case LabelMatcher.NotMatches notMatches -> "!~";
        };
    }

    static String value(LabelMatcher matcher) {
        return switch (matcher) {
            case LabelMatcher.Equal equal -> equal.value();
            case LabelMatcher.NotEqual notEqual -> notEqual.value();
            case LabelMatcher.Matches matches -> matches.regex().expression();
            case LabelMatcher.NotMatches notMatches -> notMatches.regex().expression();
        };
    }

    private static String label(String name) {
        return PLAIN_LABEL.matcher(name).matches() ? name : GoQuotes.quote(name);
    }

    private static String labels(List<String> names) {
        return names.stream().map(Printer::label).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String shift(TimeShift shift) {
        var at = shift.at()
                .map(moment -> switch (moment) {
                    case TimeShift.At.Time time -> " @ " + GoNumbers.fixed(time.millis() / 1000.0, 3);
                    case TimeShift.At.Start start -> " @ start()";
                    case TimeShift.At.End end -> " @ end()";
                })
                .orElse("");
        return at + (shift.offsetMillis() == 0 ? "" : " offset " + Durations.format(shift.offsetMillis()));
    }

    private static String matching(Matching matching) {
        var text = new StringBuilder();
        if (matching.on() || !matching.labels().isEmpty()) {
            text.append(matching.on() ? " on " : " ignoring ").append(labels(matching.labels()));
        }
        group(matching)
                .ifPresent(word -> text.append(' ').append(word).append(' ').append(labels(matching.include())));
        return text.toString();
    }

    private static Optional<String> group(Matching matching) {
        return switch (matching.cardinality()) {
            case ONE_TO_ONE -> Optional.empty();
            case MANY_TO_ONE -> Optional.of("group_left");
            case ONE_TO_MANY -> Optional.of("group_right");
        };
    }

    private static String grouping(Expr.Aggregate aggregate) {
        if (aggregate.without()) {
            return " without " + labels(aggregate.grouping()) + " ";
        }
        return aggregate.grouping().isEmpty() ? "" : " by " + labels(aggregate.grouping()) + " ";
    }
}
