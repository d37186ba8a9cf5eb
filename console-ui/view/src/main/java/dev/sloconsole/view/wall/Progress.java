package dev.sloconsole.view.wall;

import dev.sloconsole.view.stack.StackProgress;

/** How far CloudFormation is. */
public record Progress(StackProgress stack) implements Region {

    static Progress of(Moment m, int expectedResources) {
        return new Progress(StackProgress.from(m.state().stack(), expectedResources));
    }
}
