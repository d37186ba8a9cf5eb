package dev.sloconsole.desktop.screen.alerts;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.alerts.AlertsModel;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The alerts over the window, large enough for the back row; hidden until it is asked for. Goes on with the class. */
public final class AlertsPane extends Overlay {

    private static final String RULE =
            "An alert fires only while both of its windows are above its threshold: the long one, so that a blip wakes"
                    + " nobody, and the short one, so that it ends soon after the trouble does.";
    private static final String EMPTY =
            "Nothing can be judged yet: there are no figures. Deploy the stack, and send traffic.";

    private final Label judgedBy = Parts.firm("", "panel-subtitle");
    private final GridPane lesson = new GridPane();
    private final GridPane production = new GridPane();
    private final Label empty = Parts.wrapping(EMPTY, "alerts-empty");
    private final Label inClass = Parts.wrapping("", "panel-subtitle");
    private Optional<SessionState> latest = Optional.empty();
    private @Nullable AlertsModel shown;

    public AlertsPane() {
        super("alerts");
        var head = head(Parts.firm("Why it fires, or not", "confirm-title"), judgedBy, Parts.spring());
        lesson.getStyleClass().add("alerts-grid");
        production.getStyleClass().add("alerts-grid");
        var month = Parts.column(
                "alerts-month",
                Parts.label("In production, over 30 days", "panel-title"),
                Parts.wrapping("The same burn rates, over windows that fit a month.", "panel-subtitle"),
                production,
                inClass);
        var beside = Parts.row("alerts-beside", Parts.column("alerts-lesson", lesson, empty), month);
        var card = Parts.column("alerts-card", head, Parts.wrapping(RULE, "alerts-rule"), beside);
        lay(card);
        closeByAPressBeside();
    }

    public void open() {
        appear();
        draw();
    }

    /** Brings it up to date; nothing is judged or drawn while it is hidden. */
    public void render(SessionState state) {
        latest = Optional.of(state);
        if (isVisible()) {
            draw();
        }
    }

    private void draw() {
        latest.map(AlertsModel::from).ifPresent(this::render);
    }

    private void render(AlertsModel model) {
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        judgedBy.setText(model.judgedBy());
        Parts.show(lesson, !model.rows().isEmpty());
        Parts.show(empty, model.rows().isEmpty());
        lesson.getChildren().clear();
        lesson.addRow(0, heads("Alert", "Threshold", "Budget used", "Long window", "Short window", "Verdict"));
        for (int i = 0; i < model.rows().size(); i++) {
            var row = model.rows().get(i);
            lesson.addRow(
                    2 * i + 1,
                    Parts.firm(row.severity(), "alerts-severity"),
                    Parts.firm(row.threshold(), "alerts-threshold"),
                    Parts.firm(row.budgetUsed(), "alerts-threshold"),
                    window(row.longWindow()),
                    window(row.shortWindow()),
                    verdict(row));
            lesson.add(Parts.firm(row.why(), "alerts-why"), 0, 2 * i + 2, 6, 1);
        }
        inClass.setText(model.inClass());
        production.getChildren().clear();
        production.addRow(0, heads("Alert", "Threshold", "Windows", "Budget used"));
        for (int i = 0; i < model.production().size(); i++) {
            var policy = model.production().get(i);
            production.addRow(
                    i + 1,
                    Parts.firm(policy.severity(), "alerts-severity"),
                    Parts.firm(policy.threshold(), "alerts-threshold"),
                    Parts.firm(policy.windows()),
                    Parts.firm(policy.budgetUsed()));
        }
    }

    private static Node[] heads(String... names) {
        return Stream.of(names)
                .map(name -> {
                    var head = Parts.firm(name, "table-head");
                    head.setMaxWidth(Double.MAX_VALUE);
                    return head;
                })
                .toArray(Node[]::new);
    }

    private static Node verdict(AlertsModel.Row row) {
        var box = Parts.row("alerts-verdict", Parts.icon(sign(row.tone())), Parts.firm(row.verdict()));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().forEach(child -> Parts.tone(child, row.tone()));
        return box;
    }

    private static Ikon sign(Tone tone) {
        return switch (tone) {
            case BAD, WARN -> MaterialDesignA.ALERT;
            case GOOD -> MaterialDesignC.CHECK;
            case PLAIN, MUTED, INFO, VIOLET -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
        };
    }

    /** The window's name and burn rate, and below them a bar with a line at the threshold. */
    private static VBox window(AlertsModel.Window window) {
        var fill = new Region();
        fill.getStyleClass().add("tile-bar-fill");
        Parts.box(fill, window.above() ? Tone.BAD : Tone.GOOD);
        var mark = new Region();
        mark.getStyleClass().add("alerts-mark");
        var bar = new Pane(fill, mark) {
            @Override
            protected void layoutChildren() {
                fill.resizeRelocate(0, 0, getWidth() * window.part(), getHeight());
                mark.resizeRelocate(getWidth() * AlertsModel.THRESHOLD_AT - 1, -3, 2, getHeight() + 6);
            }
        };
        bar.getStyleClass().add("tile-bar");
        var burn = Parts.firm(window.burn() + (window.above() ? " above" : ""), "alerts-burn");
        Parts.tone(burn, window.above() ? Tone.BAD : Tone.PLAIN);
        var over = Parts.firm("over " + window.name(), "panel-subtitle");
        var line = Parts.row("alerts-line", burn, Parts.spring(), over);
        line.setAlignment(Pos.BASELINE_LEFT);
        var box = Parts.column("alerts-window", line, bar);
        return box;
    }
}
