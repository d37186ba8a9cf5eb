package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.tiles.SliTile;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The dashboard's two panels drawn by the console itself, with the reason why it does. */
final class NativeDashboard extends VBox {

    private final Why why;
    private final Label success = Parts.firm("", "native-figure");
    private final Label errors = Parts.firm("", "native-figure");
    private final Paper paper = new Paper();
    private Optional<Timeline> shown = Optional.empty();
    private Duration shownTo = Duration.ZERO;

    NativeDashboard(Runnable again) {
        getStyleClass().add("native");
        why = new Why(again, "dashboard-retry");
        var figures = Parts.row(
                "native-figures",
                Parts.column(
                        "native-box",
                        Parts.label("Success rate, as the server counted", "tile-title", Parts.MAY_SHORTEN),
                        success),
                Parts.column(
                        "native-box",
                        Parts.label("Error rate, as the server counted", "tile-title", Parts.MAY_SHORTEN),
                        errors));
        figures.getChildren().forEach(box -> {
            HBox.setHgrow(box, Priority.ALWAYS);
            ((VBox) box).setPrefWidth(10);
            ((VBox) box).setMinWidth(0);
        });
        VBox.setVgrow(paper, Priority.ALWAYS);
        paper.setPrefHeight(10);
        getChildren().addAll(why, figures, paper);
    }

    void look(Look look) {
        paper.look(look);
    }

    void render(SessionState state, Duration now, String words, boolean retryable) {
        why.render(words, retryable);
        success.setText(state.figures()
                .serverSli()
                .map(f -> Written.sli(f.value(), state.info().objective()))
                .orElse("No data"));
        Parts.tone(
                success,
                state.figures()
                        .serverSli()
                        .map(sli -> SliTile.tone(sli.value(), state.info().objective()))
                        .orElse(Tone.MUTED));
        errors.setText(state.figures().serverErrorRate().map(Written::rate).orElse("No data"));
        Parts.tone(errors, state.figures().serverErrorRate().isPresent() ? Tone.PLAIN : Tone.MUTED);
        var second = Duration.ofSeconds(now.toSeconds());
        if (!shown.equals(Optional.of(state.timeline())) || !second.equals(shownTo)) {
            shown = Optional.of(state.timeline());
            shownTo = second;
            paper.draw(new SliDrawing(state.timeline(), state.info().objective(), second));
        }
    }
}
