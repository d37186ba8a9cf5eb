package dev.sloconsole.local.cfn;

import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.cfn.resource.ResourceTypes;

/**
 * What creations, updates and deletions work with.
 *
 * @param references resolves dynamic references
 * @param stacks who exports what to whom
 */
record Works(
        CloudThread thread,
        CreationTimes times,
        ResourceTypes types,
        DynamicReferences references,
        StackTable stacks) {

    Attempt creation(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.look(), times.creation(type), listener);
    }

    Attempt update(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.look(), times.update(type), listener);
    }

    Attempt deletion(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.look(), times.deletion(type), listener);
    }
}
