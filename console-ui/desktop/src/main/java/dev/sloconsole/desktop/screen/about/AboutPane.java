package dev.sloconsole.desktop.screen.about;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Version and licences over the window; hidden until it is asked for. */
public final class AboutPane extends Overlay {

    private static final int COLUMNS = 2;

    public AboutPane() {
        super("about");
    }

    /** Shows it; made at the first time, for most classes never ask. */
    public void open() {
        if (getChildren().isEmpty()) {
            lay(card());
        }
        appear();
    }

    private Region card() {
        var head = head(Parts.firm("SLO Console " + About.VERSION, "confirm-title"), Parts.spring());
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
        return Parts.column(
                "alerts-card",
                head,
                Parts.wrapping("Java " + Runtime.version() + " of " + System.getProperty("java.vendor") + ", JavaFX "
                        + System.getProperty("javafx.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")),
                Parts.wrapping("It is shipped with:", "panel-subtitle"),
                grid);
    }
}
