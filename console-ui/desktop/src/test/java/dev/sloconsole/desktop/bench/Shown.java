package dev.sloconsole.desktop.bench;

import dev.sloconsole.desktop.screen.Fx;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** A stage that fills a projector of 1920 x 1080, or the display where it is smaller, as the headless one is. */
final class Shown {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    private Shown() {}

    /** On the JavaFX thread. */
    static Stage stage(Parent content) {
        var stage = new Stage();
        stage.setScene(new Scene(content, width(), height()));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        return stage;
    }

    /** Such as {@code 1920 x 1080}. */
    static String size() {
        return Fx.call(() -> width() + " x " + height());
    }

    static int width() {
        return (int) Math.min(WIDTH, Screen.getPrimary().getBounds().getWidth());
    }

    static int height() {
        return (int) Math.min(HEIGHT, Screen.getPrimary().getBounds().getHeight());
    }
}
