package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;

/**
 * What creations, updates and deletions work with.
 *
 * @param references resolves dynamic references
 * @param stacks who exports what to whom
 */
record Works(CloudThread thread, Timings times, ResourceTypes types, DynamicReferences references, StackTable stacks) {

    Attempt creation(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.of(Step.LOOK), times.creation(type), listener);
    }

    Attempt update(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.of(Step.LOOK), times.update(type), listener);
    }

    Attempt deletion(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.of(Step.LOOK), times.deletion(type), listener);
    }
}
