package dev.sloconsole.local.cfn;

import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.cfn.resource.ResourceTypes;
import java.util.Optional;
import java.util.function.Function;

/**
 * What creations, updates and deletions work with.
 *
 * @param exporters finds the live stack that exports a name
 */
record Works(
        CloudThread thread, CreationTimes times, ResourceTypes types, Function<String, Optional<Stack>> exporters) {

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
