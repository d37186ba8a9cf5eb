package dev.sloconsole.desktop.screen.slo;

import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.view.slo.SloChoice;
import dev.sloconsole.view.slo.WhatIfModel;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What comes of a choice of objective and window: a class is judged by it from now on; in a recording it is only asked
 * "what if", beside what was.
 */
public final class SloDesk {

    private final Optional<Playback> playback;
    private final Commands commands;
    private final SloMenu menu;
    private Consumer<Optional<WhatIfModel>> answers = answer -> {};
    private Optional<SloChoice> asked = Optional.empty();
    private Optional<SessionState> shown = Optional.empty();

    public SloDesk(Optional<Playback> playback, Commands commands) {
        this.playback = playback;
        this.commands = commands;
        menu = new SloMenu(playback.isPresent(), this::choose, commands::planAgain, commands::windowing);
    }

    public SloMenu menu() {
        return menu;
    }

    /** @param shower is told the answer to "what if", or that nothing is asked */
    public void onAnswer(Consumer<Optional<WhatIfModel>> shower) {
        answers = shower;
    }

    public void render(SessionState state) {
        shown = Optional.of(state);
        menu.render(
                asked.orElseGet(() -> SloChoice.of(state)),
                state.figures().budget().map(ErrorBudget::windowing).orElse(Windowing.FIXED));
        menu.whatIf(asked.isPresent());
        answers.accept(playback.flatMap(Playback::whatIf).map(other -> WhatIfModel.from(state, other)));
    }

    /** Goes back to what the class had promised. */
    public void askNothing() {
        ask(Optional.empty());
    }

    private void choose(SloChoice choice) {
        if (playback.isPresent()) {
            ask(Optional.of(choice)
                    .filter(c -> shown.filter(s -> c.equals(SloChoice.of(s))).isEmpty()));
        } else {
            commands.objective(choice.objective(), choice.window());
        }
    }

    private void ask(Optional<SloChoice> choice) {
        asked = choice;
        playback.ifPresent(p -> choice.ifPresentOrElse(c -> p.suppose(c.objective(), c.window()), p::supposeNothing));
        shown.ifPresent(this::render);
    }
}
