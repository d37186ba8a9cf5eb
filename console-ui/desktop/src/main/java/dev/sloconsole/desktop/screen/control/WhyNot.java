package dev.sloconsole.desktop.screen.control;

import dev.sloconsole.desktop.screen.look.Parts;
import javafx.scene.control.Control;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Stands around a control and tells why it is disabled: a disabled control hears no mouse, and shows no tooltip. */
public final class WhyNot extends StackPane {

    private final Region control;

    public WhyNot(Region control) {
        super(control);
        this.control = control;
        setMinWidth(Region.USE_PREF_SIZE);
        managedProperty().bind(control.managedProperty());
        visibleProperty().bind(control.visibleProperty());
    }

    /** @param why the control cannot be used; empty where it can */
    public void render(boolean disabled, String why) {
        if (control instanceof HoldButton hold) {
            hold.button().setDisable(disabled);
        } else if (control instanceof Control plain) {
            plain.setDisable(disabled);
        }
        Parts.tip(this, disabled ? why : "");
    }
}
