package dev.sloconsole.view.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.fixture.Taught;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void everyWayLeadsFromABoxToABox() {
        var model =
                Architecture.from(RecordedClass.normal(), RecordedClass.normal().at());
        assertThat(model.boxes())
                .extracting(Architecture.Box::id)
                .containsAll(model.ways().stream()
                        .flatMap(w -> java.util.stream.Stream.of(w.from(), w.to()))
                        .toList());
    }

    @Test
    void usersGoRedWhenNobodyIsServed() {
        assertThat(users(RecordedClass.normal())).isEqualTo(Tone.GOOD);
        assertThat(users(RecordedClass.alertFiring())).isEqualTo(Tone.WARN);
        assertThat(users(RecordedClass.killed(8.5))).isEqualTo(Tone.BAD);
        assertThat(users(RecordedClass.begun())).isEqualTo(Tone.MUTED);
    }

    @Test
    void anArrowIsLitOnlyWhereSomethingPasses() {
        var asked = Taught.served();
        assertThat(asks(asked, "users")).isEqualTo(Tone.GOOD);
        assertThat(asks(asked, "prometheus")).isEqualTo(Tone.GOOD);

        var silent = Taught.deployed().at(70);
        assertThat(asks(silent, "users")).isEqualTo(Tone.MUTED);
        assertThat(asks(silent, "prometheus")).isEqualTo(Tone.GOOD);
    }

    private static Tone asks(Taught taught, String who) {
        return Architecture.from(taught.state(), taught.now()).ways().stream()
                .filter(way -> way.from().equals(who) && way.to().equals("dns"))
                .map(Architecture.Way::tone)
                .findFirst()
                .orElseThrow();
    }

    private static Tone users(dev.sloconsole.session.SessionState state) {
        return Architecture.from(state, state.at()).boxes().getFirst().tone();
    }
}
