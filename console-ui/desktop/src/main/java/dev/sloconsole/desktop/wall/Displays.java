package dev.sloconsole.desktop.wall;

import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;

/** The displays of this computer, as they are plugged in and out. */
public final class Displays {

    private Displays() {}

    /** Their bounds, for as long as the program runs. */
    public static ObservableList<Rectangle2D> plugged() {
        var bounds = FXCollections.<Rectangle2D>observableArrayList();
        copy(bounds);
        Screen.getScreens().addListener((ListChangeListener<Screen>) change -> copy(bounds));
        return bounds;
    }

    private static void copy(ObservableList<Rectangle2D> bounds) {
        bounds.setAll(Screen.getScreens().stream().map(Screen::getBounds).toList());
    }
}
