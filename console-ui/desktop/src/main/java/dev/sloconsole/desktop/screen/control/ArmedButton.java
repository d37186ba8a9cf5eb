package dev.sloconsole.desktop.screen.control;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.function.LongSupplier;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/** A button that must be pressed twice within three seconds; between the presses it counts down. */
public final class ArmedButton extends Button {

    private final Arming arming = new Arming();
    private final LongSupplier nanos;
    private String calm;

    public ArmedButton(String text, Ikon ikon, LongSupplier nanos, Runnable action) {
        super(text, Parts.icon(ikon));
        this.calm = text;
        this.nanos = nanos;
        setMinWidth(Region.USE_PREF_SIZE);
        setOnAction(event -> {
            if (arming.press(nanos.getAsLong())) {
                action.run();
            }
            tick();
        });
        disabledProperty().subscribe(disabled -> {
            if (disabled) {
                arming.disarm();
                tick();
            }
        });
    }

    /** The text while not armed. */
    public void calmText(String text) {
        calm = text;
        tick();
    }

    /** Brings the countdown up to date; to be called on every pulse. */
    public void tick() {
        int left = arming.secondsLeft(nanos.getAsLong());
        var text = left == 0 ? calm : "Press again · " + left + " s";
        if (!text.equals(getText())) {
            setText(text);
        }
        boolean armed = left > 0;
        if (armed != getStyleClass().contains("armed")) {
            if (armed) {
                getStyleClass().add("armed");
            } else {
                getStyleClass().remove("armed");
            }
        }
    }
}
