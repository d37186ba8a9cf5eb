package dev.sloconsole.local.cfn;

import dev.sloconsole.local.Pace;
import dev.sloconsole.local.Timings;
import dev.sloconsole.local.Timings.Step;
import java.time.Duration;

/** How long each type of resource takes, at one pace: CloudFormation's part of {@link Timings}. */
final class CreationTimes {

    private final Timings timings;

    CreationTimes(Pace pace) {
        this.timings = new Timings(pace);
    }

    Duration creation(String type) {
        return timings.creation(type);
    }

    Duration update(String type) {
        return timings.update(type);
    }

    /** Until a change set knows what it would change. */
    Duration changeSet() {
        return timings.of(Step.CHANGE_SET);
    }

    Duration deletion(String type) {
        return timings.deletion(type);
    }

    /** How often a resource that is not there yet is looked at. */
    Duration look() {
        return timings.of(Step.LOOK);
    }
}
