package dev.sloconsole.desktop.screen.targets;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.targets.TargetRow;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The targets, one card each: a class must read them from the back row. */
public final class TargetsPane extends VBox {

    private final Label empty = Parts.wrapping(
            "Prometheus lists no target yet. It will list the app as soon as the stack stands.", "table-empty");
    private final VBox cards = Parts.column("target-cards");
    private List<TargetRow> shown = List.of();

    public TargetsPane() {
        getStyleClass().add("targets");
        getChildren().addAll(empty, cards);
    }

    public void render(List<TargetRow> rows) {
        if (rows.equals(shown)) {
            return;
        }
        shown = rows;
        Parts.show(empty, rows.isEmpty());
        Parts.resize(cards.getChildren(), rows.size(), Card::new);
        for (int i = 0; i < rows.size(); i++) {
            ((Card) cards.getChildren().get(i)).render(rows.get(i));
        }
    }

    private static final class Card extends VBox {
        private final Label job = Parts.firm("", "target-job");
        private final Label health = Parts.firm("", "target-health");
        private final Label instance = Parts.label("", "target-instance", Parts.MAY_SHORTEN);
        private final Label since = Parts.firm("", "target-since");
        private final Label error = Parts.wrapping("", "target-error", "tone-bad");

        Card() {
            getStyleClass().add("target");
            var first = Parts.row("target-line", job, Parts.spring(), health);
            first.setAlignment(Pos.CENTER_LEFT);
            var second = Parts.row("target-line", instance, Parts.spring(), since);
            second.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(first, second, error);
        }

        void render(TargetRow row) {
            job.setText(row.job());
            health.setText(row.health());
            Parts.tone(health, row.tone());
            Parts.box(this, row.tone() == Tone.GOOD ? Tone.PLAIN : row.tone());
            instance.setText(row.instance());
            Parts.tip(instance, row.instance());
            since.setText("for " + row.since());
            error.setText(row.error());
            Parts.show(error, !row.error().isEmpty());
        }
    }
}
