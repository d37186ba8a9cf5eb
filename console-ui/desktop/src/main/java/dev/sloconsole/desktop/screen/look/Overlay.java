package dev.sloconsole.desktop.screen.look;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Something that lies over the desk, hidden until it is asked for: a card in the middle. */
public abstract class Overlay extends StackPane {

    @SuppressWarnings("this-escape") // into methods of JavaFX's own, which nothing here overrides
    protected Overlay(String id) {
        getStyleClass().add("confirm");
        setId(id);
        Parts.show(this, false);
    }

    /** Lays a card into the middle, as large as what is on it. */
    protected final void lay(Region card) {
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
    }

    /** The head of a card, with the cross that takes it away at its end. */
    protected final HBox head(Node... parts) {
        var close = Parts.button("", Optional.of(MaterialDesignC.CLOSE), this::close, "quiet", "icon-only");
        close.setId(getId() + "-close");
        Parts.tip(close, "Close (Escape).");
        var head = Parts.row("alerts-head", parts);
        head.getChildren().add(close);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /** A press beside the card takes it away. */
    protected final void closeByAPressBeside() {
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
    }

    protected final void appear() {
        Parts.show(this, true);
    }

    /** Takes it away; false if it was not there. */
    public final boolean close() {
        boolean open = isVisible();
        Parts.show(this, false);
        return open;
    }
}
