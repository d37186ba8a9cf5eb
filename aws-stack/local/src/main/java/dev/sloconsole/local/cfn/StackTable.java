package dev.sloconsole.local.cfn;

import dev.sloconsole.local.wire.AwsError;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All stacks, the deleted ones too. */
final class StackTable {

    private final Map<String, Stack> stacksById = new LinkedHashMap<>();

    Stack add(Stack stack) {
        stacksById.put(stack.id(), stack);
        return stack;
    }

    /** By id for ever, by name only while it lives. */
    Optional<Stack> find(String nameOrId) {
        return Optional.ofNullable(stacksById.get(nameOrId)).or(() -> live(nameOrId));
    }

    Optional<Stack> live(String name) {
        return stacksById.values().stream()
                .filter(stack -> stack.name().equals(name) && !stack.isDeleted())
                .findFirst();
    }

    /** One that a client wants to change; the deleted ones are none. */
    Stack known(String nameOrId) {
        return find(nameOrId)
                .filter(stack -> !stack.isDeleted())
                .orElseThrow(() -> new AwsError("ValidationError", "Stack [" + nameOrId + "] does not exist"));
    }

    List<Stack> newestFirst() {
        return List.copyOf(stacksById.values()).reversed();
    }

    List<Stack> living() {
        return newestFirst().stream().filter(stack -> !stack.isDeleted()).toList();
    }

    /** The live stacks that import a name, by name. */
    List<Stack> importers(String name) {
        return living().stream()
                .filter(stack -> stack.imports().contains(name))
                .sorted(Comparator.comparing(Stack::name))
                .toList();
    }

    /** Why a stack cannot go: others live on what it exports. */
    Optional<String> inUse(Stack exporter) {
        return exporter.outputs().stream()
                .flatMap(output -> output.exportName().stream())
                .flatMap(name -> inUse(exporter, name)
                        .map(users -> "Export " + name + " cannot be deleted as it is in use by " + users)
                        .stream())
                .findFirst();
    }

    /** The other stacks that import a name, as CloudFormation lists them. */
    Optional<String> inUse(Stack exporter, String name) {
        var users = importers(name).stream()
                .filter(stack -> stack != exporter)
                .map(Stack::name)
                .toList();
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        users.size() == 1
                                ? users.getFirst()
                                : String.join(", ", users.subList(0, users.size() - 1)) + " and " + users.getLast());
    }

    /** The live stack that exports a name. */
    Optional<Stack> exporter(String name) {
        return living().stream()
                .filter(stack -> stack.outputs().stream()
                        .anyMatch(output -> output.exportName().equals(Optional.of(name))))
                .findFirst();
    }
}
