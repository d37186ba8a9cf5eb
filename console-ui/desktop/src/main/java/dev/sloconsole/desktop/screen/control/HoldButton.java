package dev.sloconsole.desktop.screen.control;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.function.LongSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;

/**
 * A button that must be held for a second, with the mouse or, while it has the focus, with space or enter; a click, or
 * two, do nothing. A bar tells how long still.
 */
public final class HoldButton extends StackPane {

    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");

    private final Holding holding = new Holding();
    private final LongSupplier nanos;
    private final Runnable action;
    private final Button button;
    private final Region bar = new Region();

    public HoldButton(String text, Ikon ikon, LongSupplier nanos, Runnable action, String... classes) {
        this.nanos = nanos;
        this.action = action;
        button = new Button(text, Parts.icon(ikon));
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll(classes);
        bar.getStyleClass().add("hold-bar");
        bar.setMouseTransparent(true);
        bar.setMaxWidth(0);
        setAlignment(bar, Pos.BOTTOM_LEFT);
        setMinWidth(Region.USE_PREF_SIZE);
        setMaxWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("hold");
        getChildren().addAll(button, bar);
        button.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                press();
            }
        });
        button.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> release());
        button.addEventFilter(MouseEvent.MOUSE_EXITED, event -> release());
        button.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
                press();
                event.consume();
            }
        });
        button.addEventFilter(KeyEvent.KEY_RELEASED, event -> release());
        button.focusedProperty().subscribe(focused -> {
            if (!focused) {
                release();
            }
        });
        button.disabledProperty().subscribe(disabled -> {
            if (disabled) {
                release();
            }
        });
    }

    /** The id of the button itself, by which tests find it. */
    public void buttonId(String id) {
        button.setId(id);
    }

    public Button button() {
        return button;
    }

    public void text(String text) {
        if (!text.equals(button.getText())) {
            button.setText(text);
        }
    }

    /** Begins to hold, as a key elsewhere in the window does; repeated presses are one. */
    public void press() {
        if (!button.isDisabled()) {
            holding.press(nanos.getAsLong());
            tick();
        }
    }

    public void release() {
        holding.release();
        tick();
    }

    /** Does what was held for, and draws how long still; to be called on every pulse. */
    public void tick() {
        if (holding.done(nanos.getAsLong())) {
            action.run();
        }
        double share = holding.share(nanos.getAsLong());
        bar.setMaxWidth(share * getWidth());
        button.pseudoClassStateChanged(HELD, share > 0);
    }
}
