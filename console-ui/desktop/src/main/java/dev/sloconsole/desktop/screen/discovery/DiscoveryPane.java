package dev.sloconsole.desktop.screen.discovery;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.discovery.HopView;
import dev.sloconsole.view.discovery.Propagation;
import dev.sloconsole.view.discovery.RecordRow;
import dev.sloconsole.view.discovery.TaskTile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Service discovery at the right. */
public final class DiscoveryPane extends VBox {

    private final List<HopCard> hops = List.of(new HopCard(), new HopCard(), new HopCard(), new HopCard());
    private final Table records = new Table("Record", "Type", "TTL", "Answer", "Seen");
    private final Table tasks = new Table("Task", "Status", "Address", "Why");
    private final Label noRecords = Parts.label("No DNS answer yet", "table-empty");
    private final Label noTasks = Parts.label("No task yet", "table-empty");
    private final Label caption = Parts.label("Seconds after the kill: who learned, and when", "propagation-title");
    private final Paper paper = new Paper();
    private final Label noOutage =
            Parts.wrapping("Kill the task, and this shows who learns of the new address, and when.", "table-empty");
    private final Consumer<String> stop;
    private List<TaskTile> shownTasks = List.of();
    private List<RecordRow> shownRecords = List.of();
    private Optional<Propagation> shownOutage = Optional.empty();

    /**
     * An empty pane.
     *
     * @param stop is told the id of a task to be stopped through ECS
     */
    public DiscoveryPane(Consumer<String> stop) {
        this.stop = stop;
        getStyleClass().addAll("panel", "discovery");
        setMinWidth(0);
        var title = Parts.row(
                "panel-head",
                Parts.firm("Service discovery", "panel-title"),
                Parts.label("who knows the new address?", "panel-subtitle", Parts.MAY_SHORTEN));
        title.setAlignment(Pos.BASELINE_LEFT);
        var cards = new HBox();
        cards.getStyleClass().add("hops");
        for (int i = 0; i < hops.size(); i++) {
            if (i > 0) {
                var arrow = Parts.icon(MaterialDesignA.ARROW_RIGHT, "hop-arrow");
                HBox.setHgrow(arrow, Priority.NEVER);
                cards.getChildren().add(arrow);
            }
            HBox.setHgrow(hops.get(i), Priority.ALWAYS);
            hops.get(i).setPrefWidth(100);
            cards.getChildren().add(hops.get(i));
        }
        cards.setAlignment(Pos.CENTER);
        cards.setFillHeight(true);
        paper.setPrefHeight(10);
        VBox.setVgrow(paper, Priority.ALWAYS);
        records.grow(4);
        tasks.grow(3);
        getChildren().addAll(title, cards, records, noRecords, tasks, noTasks, caption, paper, noOutage);
        Parts.show(paper, false);
    }

    public void look(Look look) {
        paper.look(look);
    }

    public void render(SessionState state, Duration now) {
        var cards = HopView.from(state, now);
        for (int i = 0; i < cards.size(); i++) {
            hops.get(i).render(cards.get(i));
        }
        var answers = RecordRow.from(state, now);
        Parts.show(noRecords, answers.isEmpty());
        if (!answers.equals(shownRecords)) {
            shownRecords = answers;
            records.rows(answers.stream()
                    .map(r -> new Table.Row(
                            List.of(r.name(), r.type(), r.ttl(), r.answer(), r.seen()),
                            List.of(r.tone(), r.tone(), r.tone(), r.tone(), r.tone()),
                            r.name() + ": " + r.answer() + ", " + r.seen(),
                            Optional.empty()))
                    .toList());
        }
        var lines = TaskTile.from(state);
        Parts.show(noTasks, lines.isEmpty());
        if (!lines.equals(shownTasks)) {
            shownTasks = lines;
            tasks.rows(lines.stream().map(this::taskRow).toList());
        }
        var outage = Propagation.from(state, now);
        if (!outage.equals(shownOutage)) {
            shownOutage = outage;
            outage.ifPresent(p -> paper.draw(new PropagationDrawing(p)));
            Parts.show(paper, outage.isPresent());
            Parts.show(noOutage, outage.isEmpty());
        }
    }

    private Table.Row taskRow(TaskTile tile) {
        var address = tile.status().equals("STOPPED") ? Tone.MUTED : Tone.PLAIN;
        return new Table.Row(
                List.of(tile.shortId(), tile.status(), tile.address(), tile.why()),
                List.of(address, tile.tone(), address, Tone.MUTED),
                tile.tooltip(),
                tile.stoppable() ? Optional.of(menu(tile.taskId())) : Optional.empty());
    }

    private ContextMenu menu(String taskId) {
        var item = new MenuItem("Stop through ECS");
        item.setOnAction(event -> stop.accept(taskId));
        var items = new ArrayList<MenuItem>(List.of(item));
        return new ContextMenu(items.toArray(MenuItem[]::new));
    }
}
