package dev.sloconsole.desktop.screen.dashboard;

import java.net.URI;
import java.time.Duration;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The console's own page of the dashboard, with the reason why it stands in. */
final class StandIn extends VBox implements AutoCloseable {

    private final Why why;
    private final WebDashboard web;

    StandIn(Duration drawLimit, Runnable changed, Runnable again) {
        getStyleClass().add("native");
        why = new Why(again, "stand-in-retry");
        web = new WebDashboard(drawLimit, changed);
        VBox.setVgrow(web, Priority.ALWAYS);
        web.setPrefHeight(10);
        getChildren().addAll(why, web);
    }

    void zoom(double factor) {
        web.zoom(factor);
    }

    /** Loads the page if it is not there yet; whether it has drawn. */
    boolean show(URI page, String words, boolean retryable) {
        why.render(words, retryable);
        web.show(page);
        return web.progress() instanceof WebDashboard.Progress.Drawn;
    }

    @Override
    public void close() {
        web.close();
    }
}
