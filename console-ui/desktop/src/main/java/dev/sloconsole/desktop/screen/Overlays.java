package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.about.AboutPane;
import dev.sloconsole.desktop.screen.about.WelcomeCard;
import dev.sloconsole.desktop.screen.alerts.AlertsPane;
import dev.sloconsole.desktop.screen.budget.BudgetPane;
import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.desktop.screen.keys.KeysPane;
import dev.sloconsole.desktop.screen.lesson.EndPane;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.ready.ReadinessPane;
import dev.sloconsole.desktop.screen.room.RoomPane;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What lies over the desk, each hidden until it is asked for; the later ones over the earlier. */
record Overlays(
        WelcomeCard welcome,
        AlertsPane alerts,
        BudgetPane budget,
        EndPane end,
        ConfirmPane confirm,
        KeysPane keys,
        RoomPane room,
        ReadinessPane ready,
        AboutPane about,
        Region black) {

    Overlays {
        black.getStyleClass().add("black");
        black.setId("black");
        Parts.show(black, false);
        StackPane.setAlignment(welcome, Pos.BOTTOM_RIGHT);
    }

    List<Node> nodes() {
        return List.of(welcome, alerts, budget, end, confirm, keys, room, ready, about, black);
    }

    /** Those with text to be read. */
    List<Node> read() {
        return List.of(welcome, alerts, budget, end, confirm, keys, room, ready, about);
    }

    /** Hides the desk as well, where it stands in the wall's place. */
    void black(boolean wanted) {
        Parts.show(black, wanted);
    }

    /** Takes away the uppermost of them, and the black in any case; false if there was none. */
    boolean back() {
        boolean was = black.isVisible();
        Parts.show(black, false);
        return confirm.close()
                || about.close()
                || end.close()
                || alerts.close()
                || budget.close()
                || keys.close()
                || room.close()
                || ready.close()
                || was
                || welcome.close();
    }
}
