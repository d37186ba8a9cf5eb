package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.playback.Search;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Looks for facts in a recording: Enter and Shift+Enter go from hit to hit, Escape ends it. */
final class SearchBox extends HBox {

    private final Playback playback;
    private final TextField field = new TextField();
    private final Label count = Parts.firm("", "search-count");
    private final Label found = Parts.label("", "search-found", Parts.MAY_SHORTEN);
    private final Button previous =
            Parts.button("", Optional.of(MaterialDesignC.CHEVRON_UP), () -> step(false), "quiet", "icon-only");
    private final Button next =
            Parts.button("", Optional.of(MaterialDesignC.CHEVRON_DOWN), () -> step(true), "quiet", "icon-only");
    private Search search = Search.NONE;

    SearchBox(Playback playback) {
        this.playback = playback;
        getStyleClass().add("search");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        field.setId("search");
        field.setPromptText("Search the facts (/)");
        field.textProperty().subscribe(this::find);
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        previous.setId("hit-before");
        Parts.tip(previous, "The hit before (Shift+Enter).");
        next.setId("hit-after");
        Parts.tip(next, "The next hit (Enter).");
        found.setId("found");
        found.setMaxWidth(Double.MAX_VALUE);
        found.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(Parts.icon(MaterialDesignM.MAGNIFY, "search-sign"), field, previous, next, count);
        render();
    }

    /** What was found, or what to do, as a line of its own: there is no room for it beside the buttons. */
    Label found() {
        return found;
    }

    /** Takes the next keys that are typed. */
    void open() {
        field.requestFocus();
        field.selectAll();
    }

    private void find(String words) {
        playback.find(words).thenAccept(hits -> {
            Runnable show = () -> {
                // What was typed meanwhile has been asked as well, and its answer is the one that counts.
                if (words.equals(field.getText())) {
                    search = Search.of(words, hits);
                    render();
                }
            };
            if (Platform.isFxApplicationThread()) {
                show.run();
            } else {
                Platform.runLater(show);
            }
        });
    }

    private void step(boolean forwards) {
        search = forwards ? search.next() : search.previous();
        search.shown().ifPresent(fact -> {
            playback.pause();
            playback.seek(fact.at());
        });
        render();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            step(!event.isShiftDown());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            field.clear();
            getParent().requestFocus();
            event.consume();
        }
    }

    private void render() {
        boolean none = search.hits().isEmpty();
        previous.setDisable(none);
        next.setDisable(none);
        count.setText(search.count());
        Parts.tone(count, none ? Tone.WARN : Tone.PLAIN);
        Parts.show(count, !search.count().isEmpty());
        var line = search.line();
        found.setText(line);
        Parts.show(found, !line.isEmpty());
        Parts.tip(found, line);
        Parts.tone(found, search.shown().isPresent() ? Tone.INFO : Tone.MUTED);
    }
}
