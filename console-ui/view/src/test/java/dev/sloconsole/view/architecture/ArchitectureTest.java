package dev.sloconsole.view.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.States;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void everyWayLeadsFromABoxToABox() {
        var model = Architecture.from(States.healthy(), States.healthy().at());
        assertThat(model.boxes())
                .extracting(Architecture.Box::id)
                .containsAll(model.ways().stream()
                        .flatMap(w -> java.util.stream.Stream.of(w.from(), w.to()))
                        .toList());
    }

    @Test
    void usersGoRedWhenNobodyIsServed() {
        assertThat(users(States.healthy())).isEqualTo(Tone.GOOD);
        assertThat(users(States.partialFailure())).isEqualTo(Tone.WARN);
        assertThat(users(States.justKilled())).isEqualTo(Tone.BAD);
        assertThat(users(States.empty())).isEqualTo(Tone.MUTED);
    }

    private static Tone users(dev.sloconsole.session.SessionState state) {
        return Architecture.from(state, state.at()).boxes().getFirst().tone();
    }
}
