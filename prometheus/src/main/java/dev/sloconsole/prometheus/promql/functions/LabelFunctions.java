package dev.sloconsole.prometheus.promql.functions;

import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Relabelling;
import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code label_replace} and {@code label_join} do, by their texts; what these may not be is refused. */
final class LabelFunctions {

    private LabelFunctions() {}

    /** {@code label_replace}: destination, template, source, expression. */
    static Relabelling replace(List<String> texts) {
        var destination = texts.get(0);
        var template = texts.get(1);
        var source = texts.get(2);
        var expression = texts.get(3);
        GoRegex regex;
        try {
            regex = GoRegex.compile(expression);
        } catch (GoRegex.Invalid e) {
            throw new IllegalArgumentException("invalid regular expression in label_replace(): " + expression, e);
        }
        if (!Labels.isName(destination)) {
            throw new IllegalArgumentException("invalid destination label name in label_replace(): " + destination);
        }
        return new Relabelling(
                destination,
                labels ->
                        regex.match(labels.get(source)).map(match -> labels.with(destination, match.expand(template))));
    }

    /** {@code label_join}: destination, separator, sources. */
    static Relabelling join(List<String> texts) {
        var destination = texts.get(0);
        var separator = texts.get(1);
        var sources = texts.subList(2, texts.size());
        for (var source : sources) {
            if (!Labels.isName(source)) {
                throw new IllegalArgumentException("invalid source label name in label_join(): " + source);
            }
        }
        if (!Labels.isName(destination)) {
            throw new IllegalArgumentException("invalid destination label name in label_join(): " + destination);
        }
        return new Relabelling(
                destination,
                labels -> Optional.of(labels.with(
                        destination, sources.stream().map(labels::get).collect(Collectors.joining(separator)))));
    }
}
