package dev.sloconsole.view.wall;

import dev.sloconsole.view.architecture.Architecture;

/** The parts of the system, and what passes between them. */
public record Blocks(Architecture architecture) implements Region {

    static Blocks of(Moment m) {
        return new Blocks(Architecture.from(m.state(), m.now()));
    }
}
