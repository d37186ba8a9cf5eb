package dev.sloconsole.local.cfn;

import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.cfn.resource.ResourceTypes;

/** What creations and deletions work with. */
record Works(CloudThread thread, CreationTimes times, ResourceTypes types) {

    Attempt creation(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.look(), times.creation(type), listener);
    }

    Attempt deletion(String type, Attempt.Listener listener) {
        return new Attempt(thread, times.look(), times.deletion(type), listener);
    }
}
