package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.cfn.template.Evaluation;
import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.PseudoParameters;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stack is to be: an order, and what follows from it. Making one checks all that depends on parameter values.
 *
 * @param dependencies for each resource that takes part, those it waits for
 */
record Blueprint(
        StackOrder order, PseudoParameters pseudo, Evaluation evaluation, Map<String, Set<String>> dependencies) {

    /** An output with its value. */
    record Output(String key, String value, Optional<String> description, Optional<String> exportName) {}

    /** A resource's properties as they are to be, and what is wrong with them, if anything. */
    record Draft(PhysicalResource body, Optional<String> problem) {}

    static Blueprint of(StackOrder order, PseudoParameters pseudo, Evaluation.Resources resources) {
        var evaluation = new Evaluation(order.template(), order.parameters(), pseudo, resources);
        return new Blueprint(order, pseudo, evaluation, evaluation.dependencies());
    }

    Template template() {
        return order.template();
    }

    /** Values that other resources would have. */
    Evaluation supposing(Evaluation.Resources resources) {
        return new Evaluation(template(), order.parameters(), pseudo, resources);
    }

    /** Evaluates a resource's properties with what exists by now. */
    Draft draft(String logicalId, ResourceTypes types) {
        var declared = template().resource(logicalId);
        try {
            if (!(evaluation.value(declared.properties()) instanceof ObjectNode properties)) {
                return broken("Properties must be an object.");
            }
            var shown = evaluation.masked().value(declared.properties()).toString();
            return new Draft(
                    new PhysicalResource(properties, Optional.of(shown), order.tags()),
                    types.known(declared.type()).problem(logicalId, properties));
        } catch (AwsError e) {
            return broken(e.text());
        }
    }

    private Draft broken(String problem) {
        return new Draft(
                new PhysicalResource(JsonNodeFactory.instance.objectNode(), Optional.empty(), order.tags()),
                Optional.of(problem));
    }

    /** The outputs, with what the evaluation at hand knows. */
    List<Output> outputs(Evaluation values) {
        var outputs = new ArrayList<Output>();
        values.outputs()
                .values()
                .forEach(output -> outputs.add(new Output(
                        output.key(),
                        values.outputText(output.key(), output.value()),
                        output.description(),
                        output.exportName().map(name -> values.exportName(output.key(), name)))));
        return List.copyOf(outputs);
    }

    /** The names of other stacks' exports that it imports. */
    Set<String> imports() {
        var names = new TreeSet<String>();
        dependencies
                .keySet()
                .forEach(id ->
                        names.addAll(evaluation.imports(template().resource(id).properties())));
        evaluation.outputs().values().forEach(output -> names.addAll(evaluation.imports(output.value())));
        return names;
    }

    /** The parameters as they may be shown. */
    Map<String, String> shownParameters() {
        return Parameter.shown(template().parameters(), order.parameters());
    }
}
