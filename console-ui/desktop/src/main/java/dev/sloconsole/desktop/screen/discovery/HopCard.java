package dev.sloconsole.desktop.screen.discovery;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.discovery.HopView;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A hop as a card. */
final class HopCard extends VBox {

    private final Label name = Parts.firm("", "hop-name");
    private final Label address = Parts.firm("", "hop-address");
    private final Label state = Parts.firm("", "hop-state");
    private final Label note = Parts.label("", "hop-note", Parts.MAY_SHORTEN);
    private @Nullable HopView shown;

    HopCard() {
        getStyleClass().add("hop");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(name, address, state, note);
        setMinWidth(0);
    }

    void render(HopView hop) {
        if (hop.equals(shown)) {
            return;
        }
        shown = hop;
        name.setText(hop.name());
        address.setText(hop.address());
        Parts.tone(address, hop.tone());
        state.setText(hop.state());
        note.setText(hop.note());
        Parts.tone(note, hop.note().equals("stale") ? Tone.WARN : Tone.MUTED);
        Parts.box(this, hop.tone());
        Parts.tip(this, hop.tooltip());
    }
}
