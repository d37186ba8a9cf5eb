package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.look.Parts;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Where everything is on the desk. What takes the room that is left is not asked how much it would like: that would
 * measure every text in it whenever one of them has changed.
 */
final class DeskLayout {

    private static final double[] STAGE_SHARES = {52.8, 47.2};

    private DeskLayout() {}

    static BorderPane of(
            Region header,
            Region account,
            Region banners,
            Region lesson,
            Region tiles,
            Region centre,
            Region discovery,
            Region timeline) {
        tiles.setMinHeight(Region.USE_PREF_SIZE);
        var stage = stage(centre, discovery);
        VBox.setVgrow(stage, Priority.ALWAYS);
        var main = Parts.column("main", tiles, stage);
        main.setMinSize(0, 0);
        main.setPrefHeight(0);
        lesson.setMinHeight(0);
        timeline.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(main, Priority.ALWAYS);
        // The lesson has the whole height: all of a step is to be in sight.
        var desk = new BorderPane(new VBox(main, timeline));
        desk.setTop(new VBox(header, account, banners));
        desk.setLeft(lesson);
        return desk;
    }

    private static GridPane stage(Region centre, Region discovery) {
        var stage = new GridPane();
        stage.getStyleClass().add("stage");
        stage.setMinHeight(0);
        stage.setPrefHeight(0);
        for (double share : STAGE_SHARES) {
            var column = new ColumnConstraints();
            column.setPercentWidth(share);
            stage.getColumnConstraints().add(column);
        }
        stage.add(centre, 0, 0);
        stage.add(discovery, 1, 0);
        for (var part : new Region[] {centre, discovery}) {
            GridPane.setVgrow(part, Priority.ALWAYS);
            part.setMinHeight(0);
            part.setPrefSize(0, 0);
        }
        return stage;
    }
}
