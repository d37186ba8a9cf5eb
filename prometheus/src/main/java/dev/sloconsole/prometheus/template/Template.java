package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoValue;
import dev.sloconsole.prometheus.golang.GoValue.Entries;
import dev.sloconsole.prometheus.golang.GoValue.Text;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.template.Node.Command;
import dev.sloconsole.prometheus.template.Node.Operand;
import dev.sloconsole.prometheus.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A text with values filled in, as far as rule files use Go's templates: {@code {{ $value }}}, {@code {{ $labels.x }}},
 * {@code {{ $externalLabels.x }}}, {@code if}, {@code else}, {@code with} and {@code range}, variables, and functions, among
 * them those that ask for other series. What Prometheus has beyond that is refused when the rule file is read.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">Prometheus: template
 *     reference</a>
 * @see <a href="https://pkg.go.dev/text/template">Go: text/template</a>
 */
public final class Template {

    private final List<Node> nodes;

    private Template(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** What a template is filled with. */
    public record Values(double value, Labels labels, Labels externalLabels, Queries queries) {}

    /** Answers the queries of a template as of the moment of the alert. */
    @FunctionalInterface
    public interface Queries {

        /** @throws IllegalArgumentException if it cannot be answered; the message says why */
        List<Answer> of(String expression);

        /** A sample of an answer. */
        record Answer(Labels labels, double value) {}
    }

    /** A template that was valid, and still fails on these values. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is not closed, or uses what is not supported; the message says which
     */
    public static Template parse(String text) {
        return new Template(TemplateParser.parse(text));
    }

    /** The text; where values do not fit, as in Prometheus, a text that says why. */
    public String fill(Values values) {
        var scope = new Scope(values);
        var text = new StringBuilder();
        try {
            scope.write(nodes, text);
        } catch (Failed e) {
            return "<error expanding template: " + e.getMessage() + ">";
        }
        return text.toString();
    }

    /** The dot and the variables at one place of a template. */
    private static final class Scope {
        private final Map<String, GoValue[]> variables;
        private final GoValue dot;
        private final Queries queries;

        Scope(Values values) {
            this.queries = values.queries();
            var labels = QueryFunctions.entries(values.labels());
            var external = QueryFunctions.entries(values.externalLabels());
            var value = new GoValue.Real(values.value());
            this.dot = new Entries(Map.of("Value", value, "Labels", labels, "ExternalLabels", external));
            this.variables = new HashMap<>();
            declare("$", dot);
            declare("$value", value);
            declare("$labels", labels);
            declare("$externalLabels", external);
        }

        private Scope(Scope outer, GoValue dot) {
            this.variables = new HashMap<>(outer.variables);
            this.queries = outer.queries;
            this.dot = dot;
        }

        private void declare(String name, GoValue value) {
            variables.put(name, new GoValue[] {value});
        }

        void write(List<Node> nodes, StringBuilder text) {
            for (Node node : nodes) {
                switch (node) {
                    case Node.Plain plain -> text.append(plain.text());
                    case Node.Action(Pipeline pipeline) ->
                        text.append(value(pipeline).print());
                    case Node.Assign(String name, boolean declares, Pipeline pipeline) -> {
                        var value = value(pipeline);
                        GoValue[] known = variables.get(name);
                        if (declares || known == null) {
                            declare(name, value);
                        } else {
                            known[0] = value;
                        }
                    }
                    case Node.Branch branch -> {
                        var condition = value(branch.condition());
                        boolean holds = condition.isTrue();
                        var inner = new Scope(this, branch.with() && holds ? condition : dot);
                        branch.variable().ifPresent(name -> inner.declare(name, condition));
                        inner.write(holds ? branch.then() : branch.otherwise(), text);
                    }
                    case Node.Loop loop -> write(loop, text);
                }
            }
        }

        private void write(Node.Loop loop, StringBuilder text) {
            GoValue over = value(loop.over());
            Map<GoValue, GoValue> elements = elements(over);
            elements.forEach((key, element) -> {
                var inner = new Scope(this, element);
                loop.key().ifPresent(name -> inner.declare(name, key));
                loop.element().ifPresent(name -> inner.declare(name, element));
                inner.write(loop.body(), text);
            });
            if (elements.isEmpty()) {
                new Scope(this, dot).write(loop.otherwise(), text);
            }
        }

        /** What a range goes over, by number or key. */
        private static Map<GoValue, GoValue> elements(GoValue over) {
            var elements = new LinkedHashMap<GoValue, GoValue>();
            switch (over) {
                case GoValue.Items(var values) -> {
                    for (GoValue element : values) {
                        elements.put(new GoValue.Int(elements.size()), element);
                    }
                }
                case Entries(var values) ->
                    new TreeMap<String, GoValue>(values)
                            .forEach((key, element) -> elements.put(new Text(key), element));
                default -> throw new Failed("range can't iterate over " + over.print());
            }
            return elements;
        }

        private GoValue value(Pipeline pipeline) {
            Optional<GoValue> last = Optional.empty();
            for (Command command : pipeline.commands()) {
                last = Optional.of(
                        switch (command) {
                            case Command.Value(Operand operand) -> value(operand);
                            case Command.Call(String function, List<Operand> operands) -> {
                                var arguments = new ArrayList<GoValue>();
                                operands.forEach(operand -> arguments.add(value(operand)));
                                last.ifPresent(arguments::add);
                                yield TemplateFunctions.call(function, arguments, queries);
                            }
                        });
            }
            return last.orElseThrow();
        }

        private GoValue value(Operand operand) {
            return switch (operand) {
                case Operand.Constant(GoValue value) -> value;
                case Operand.Nested(Pipeline pipeline, List<String> fields) -> fields(value(pipeline), fields);
                case Operand.Variable(String name, List<String> fields) -> {
                    GoValue[] known = variables.get(name);
                    yield fields(name.isEmpty() || known == null ? dot : known[0], fields);
                }
            };
        }

        private GoValue fields(GoValue value, List<String> fields) {
            GoValue found = value;
            for (String field : fields) {
                if (found instanceof GoValue.Point(Entries labels, double number)) {
                    found = switch (field) {
                        case "Labels" -> labels;
                        case "Value" -> new GoValue.Real(number);
                        default -> throw new Failed("can't evaluate field " + field + " in type " + found.type());
                    };
                    continue;
                }
                if (!(found instanceof Entries entries)) {
                    throw new Failed("can't evaluate field " + field + " in type " + found.type());
                }
                if (entries == dot
                        && !entries.values().containsKey(field)
                        && entries.values().containsKey("Labels")) {
                    throw new Failed("can't evaluate field " + field + ". There are Labels, ExternalLabels and Value");
                }
                found = entries.get(field);
            }
            return found;
        }
    }
}
