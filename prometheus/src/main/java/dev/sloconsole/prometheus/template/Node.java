package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoValue;
import java.util.List;
import java.util.Optional;

/** A part of a template that was read. */
sealed interface Node {

    /** Text that stays as it is. */
    record Plain(String text) implements Node {}

    /** {@code {{ pipeline }}}: its value is written. */
    record Action(Pipeline pipeline) implements Node {}

    /** {@code {{ $x := pipeline }}} and {@code {{ $x = pipeline }}}: nothing is written. */
    record Assign(String variable, boolean declares, Pipeline pipeline) implements Node {}

    /**
     * {@code {{ if pipeline }} … {{ else }} … {{ end }}}, or {@code with}, for which the value is the dot.
     *
     * @param variable that holds the condition's value within
     */
    record Branch(boolean with, Optional<String> variable, Pipeline condition, List<Node> then, List<Node> otherwise)
            implements Node {
        public Branch {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * {@code {{ range pipeline }} … {{ else }} … {{ end }}}: once for each element, which is the dot; the other part where
     * there is none.
     *
     * @param key variable that holds the element's number or key within
     * @param element variable that holds the element within
     */
    record Loop(Optional<String> key, Optional<String> element, Pipeline over, List<Node> body, List<Node> otherwise)
            implements Node {
        public Loop {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** Commands of which each one's value is the last argument of the next. */
    record Pipeline(String text, List<Command> commands) {
        public Pipeline {
            commands = List.copyOf(commands);
        }
    }

    /** A function with its arguments, or a value alone. */
    sealed interface Command {

        record Call(String function, List<Operand> arguments) implements Command {
            public Call {
                arguments = List.copyOf(arguments);
            }
        }

        record Value(Operand operand) implements Command {}
    }

    /** What an argument can be. */
    sealed interface Operand {

        record Constant(GoValue value) implements Operand {}

        /** {@code $name} with the fields behind it; the dot has an empty name. */
        record Variable(String name, List<String> fields) implements Operand {
            public Variable {
                fields = List.copyOf(fields);
            }
        }

        /** A pipeline in parentheses. */
        record Nested(Pipeline pipeline, List<String> fields) implements Operand {
            public Nested {
                fields = List.copyOf(fields);
            }
        }
    }
}
