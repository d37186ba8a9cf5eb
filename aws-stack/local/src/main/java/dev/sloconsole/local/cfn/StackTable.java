package dev.sloconsole.local.cfn;

import dev.sloconsole.local.wire.AwsError;
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
        return find(nameOrId).filter(stack -> !stack.isDeleted()).orElseThrow(() ->
                new AwsError("ValidationError", "Stack [" + nameOrId + "] does not exist"));
    }

    List<Stack> newestFirst() {
        return List.copyOf(stacksById.values()).reversed();
    }

    List<Stack> living() {
        return newestFirst().stream().filter(stack -> !stack.isDeleted()).toList();
    }

    /** The live stack that exports a name. */
    Optional<Stack> exporter(String name) {
        return living().stream()
                .filter(stack -> stack.outputs().stream()
                        .anyMatch(output -> output.exportName().equals(Optional.of(name))))
                .findFirst();
    }
}
