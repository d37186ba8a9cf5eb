package dev.sloconsole.desktop.screen.control;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** A question over the whole window; hidden until it is asked. */
public final class ConfirmPane extends Overlay {

    private final Label title = Parts.label("", "confirm-title");
    private final Label text = Parts.wrapping("", "confirm-text");
    private final Button yes = Parts.button("", Optional.empty(), this::accept, "danger-solid");
    private final Button no = Parts.button("Cancel", Optional.empty(), this::close, "quiet");
    private Runnable action = () -> {};

    public ConfirmPane() {
        super("confirm");
        yes.setId("confirm-yes");
        no.setId("confirm-no");
        var head = Parts.row("confirm-head", Parts.icon(MaterialDesignA.ALERT, "tone-warn"), title);
        head.setAlignment(Pos.CENTER_LEFT);
        var buttons = new HBox(Parts.spring(), no, yes);
        buttons.getStyleClass().add("confirm-buttons");
        var card = Parts.column("confirm-card", head, text, buttons);
        lay(card);
    }

    public void ask(String question, String explanation, String answer, Runnable then) {
        title.setText(question);
        text.setText(explanation);
        yes.setText(answer);
        action = then;
        appear();
        no.requestFocus();
    }

    private void accept() {
        close();
        action.run();
    }
}
