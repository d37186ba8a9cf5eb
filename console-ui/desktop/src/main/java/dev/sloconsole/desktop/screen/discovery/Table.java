package dev.sloconsole.desktop.screen.discovery;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** A few lines under a head; small enough that rows are simply kept or made. */
final class Table extends GridPane {

    /** A line: a text and a tone for each column, one tooltip for all, and what a right click offers. */
    record Row(List<String> texts, List<Tone> tones, String tooltip, Optional<ContextMenu> menu) {}

    private final int columns;
    private final List<List<Label>> rows = new ArrayList<>();

    Table(String... heads) {
        columns = heads.length;
        getStyleClass().add("table");
        for (int i = 0; i < columns; i++) {
            var head = Parts.firm(heads[i], "table-head");
            head.setMaxWidth(Double.MAX_VALUE);
            add(head, i, 0);
            var constraint = new ColumnConstraints();
            constraint.setFillWidth(true);
            getColumnConstraints().add(constraint);
        }
    }

    /** The column that takes the room that is left, and may be cut short. */
    void grow(int column) {
        getColumnConstraints().get(column).setHgrow(Priority.ALWAYS);
        getColumnConstraints().get(column).setMinWidth(0);
    }

    void rows(List<Row> now) {
        while (rows.size() > now.size()) {
            getChildren().removeAll(rows.removeLast());
        }
        while (rows.size() < now.size()) {
            var cells = new ArrayList<Label>();
            for (int i = 0; i < columns; i++) {
                boolean last = i == columns - 1;
                var cell = last
                        ? Parts.label("", "table-cell", "table-words", Parts.MAY_SHORTEN)
                        : Parts.firm("", "table-cell", "mono");
                cell.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
                cells.add(cell);
                add(cell, i, rows.size() + 1);
            }
            rows.add(cells);
        }
        for (int r = 0; r < now.size(); r++) {
            for (int c = 0; c < columns; c++) {
                var cell = rows.get(r).get(c);
                cell.setText(now.get(r).texts().get(c));
                Parts.tone(cell, now.get(r).tones().get(c));
                Parts.tip(cell, now.get(r).tooltip());
                cell.setContextMenu(now.get(r).menu().orElse(null));
            }
        }
    }
}
