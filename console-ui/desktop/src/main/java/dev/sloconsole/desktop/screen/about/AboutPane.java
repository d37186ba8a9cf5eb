package dev.sloconsole.desktop.screen.about;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Version and licences over the window; hidden until it is asked for. */
public final class AboutPane extends StackPane {

    private static final int COLUMNS = 2;

    public AboutPane() {
        getStyleClass().add("confirm");
        setId("about");
        Parts.show(this, false);
    }

    /** Shows it; made at the first time, for most classes never ask. */
    public void open() {
        if (getChildren().isEmpty()) {
            getChildren().add(card());
        }
        Parts.show(this, true);
    }

    /** Takes it away; false if it was not there. */
    public boolean close() {
        boolean open = isVisible();
        Parts.show(this, false);
        return open;
    }

    private Region card() {
        var close = Parts.button("", Optional.of(MaterialDesignC.CLOSE), this::close, "quiet", "icon-only");
        close.setId("about-close");
        Parts.tip(close, "Close (Escape).");
        var head = Parts.row(
                "alerts-head", Parts.firm("SLO Console " + About.VERSION, "confirm-title"), Parts.spring(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        var grid = new GridPane();
        grid.getStyleClass().add("about-grid");
        var shipped = About.shipped();
        int rows = (shipped.size() + COLUMNS - 1) / COLUMNS;
        for (int i = 0; i < shipped.size(); i++) {
            var name = Parts.firm(shipped.get(i).name(), "about-name");
            var licence = Parts.firm(shipped.get(i).licence(), "about-licence");
            grid.add(name, i / rows * 2, i % rows);
            grid.add(licence, i / rows * 2 + 1, i % rows);
        }
        var card = Parts.column(
                "alerts-card",
                head,
                Parts.wrapping("Java " + Runtime.version() + " of " + System.getProperty("java.vendor") + ", JavaFX "
                        + System.getProperty("javafx.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")),
                Parts.wrapping("It is shipped with:", "panel-subtitle"),
                grid);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }
}
