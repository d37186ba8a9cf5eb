package dev.sloconsole.desktop.screen.about;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The hint of the first start, in a corner where it covers nothing that is needed; it goes when it was read. */
public final class WelcomeCard extends VBox {

    private final Runnable read;

    /**
     * The card.
     *
     * @param unread whether it is to be shown
     * @param read told once it was read
     */
    public WelcomeCard(boolean unread, Runnable read) {
        this.read = read;
        getStyleClass().add("welcome");
        setId("welcome");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        var ok = Parts.button("Got it", Optional.empty(), this::close, "primary");
        ok.setId("welcome-read");
        var buttons = new HBox(Parts.spring(), ok);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Parts.firm("Your first class?", "welcome-title"),
                        Parts.wrapping("1  Deploy the stack, then follow the steps at the left: Page Down is Next."),
                        Parts.wrapping("2  Your class sees the wall: on a second display by itself, here with W."),
                        Parts.wrapping("3  ? lists the keys. What you see here, notes too, is for you alone."),
                        buttons);
        Parts.show(this, unread);
    }

    /** Takes it away for good; false if it was not there. */
    public boolean close() {
        boolean open = isVisible();
        if (open) {
            Parts.show(this, false);
            read.run();
        }
        return open;
    }
}
