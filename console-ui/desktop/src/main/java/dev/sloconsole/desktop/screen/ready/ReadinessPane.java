package dev.sloconsole.desktop.screen.ready;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.stack.Finding;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.ready.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The doctor's list over the window; hidden until it is asked for, and made anew each time that it is. */
public final class ReadinessPane extends StackPane {

    private final Supplier<List<Finding>> examination;
    private final Label summary = Parts.firm("", "panel-subtitle");
    private final GridPane grid = new GridPane();
    private boolean looking;

    /** @param examination makes the checks, for up to half a minute; called on a thread of its own */
    public ReadinessPane(Supplier<List<Finding>> examination) {
        this.examination = examination;
        getStyleClass().add("confirm");
        setId("readiness");
        var close = Parts.button("", Optional.of(MaterialDesignC.CLOSE), this::close, "quiet", "icon-only");
        close.setId("readiness-close");
        Parts.tip(close, "Close (Escape).");
        var head = Parts.row(
                "alerts-head", Parts.firm("Before the class", "confirm-title"), summary, Parts.spring(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        grid.getStyleClass().add("readiness-grid");
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("readiness-scroll");
        var card = Parts.column("alerts-card", head, scroll);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
        Parts.show(this, false);
    }

    /** Shows it, and looks again. */
    public void open() {
        Parts.show(this, true);
        if (!looking) {
            looking = true;
            render(Readiness.looking());
            Thread.ofVirtual().name("doctor").start(this::look);
        }
    }

    /** Takes it away; false if it was not there. */
    public boolean close() {
        boolean open = isVisible();
        Parts.show(this, false);
        return open;
    }

    private void look() {
        List<Finding> findings;
        try {
            findings = examination.get();
        } catch (RuntimeException e) {
            findings = List.of(Finding.bad(
                    "doctor",
                    "The checks ended: " + e.getMessage(),
                    "Run ./slo doctor in a terminal, which says more."));
        }
        var model = Readiness.of(findings);
        Platform.runLater(() -> {
            looking = false;
            render(model);
        });
    }

    private void render(Readiness model) {
        summary.setText(model.summary());
        Parts.tone(summary, model.tone());
        grid.getChildren().clear();
        int line = 0;
        for (var row : model.rows()) {
            var mark = Parts.icon(sign(row.tone()));
            Parts.tone(mark, row.tone());
            var words = Parts.column("readiness-words", Parts.wrapping(row.what(), "readiness-what"));
            if (!row.advice().isEmpty()) {
                words.getChildren().add(Parts.wrapping(row.advice(), "alerts-why"));
            }
            var check = Parts.firm(row.check(), "readiness-check");
            GridPane.setValignment(mark, VPos.TOP);
            GridPane.setValignment(check, VPos.TOP);
            grid.addRow(line++, mark, check, words);
        }
    }

    private static Ikon sign(Tone tone) {
        return switch (tone) {
            case BAD, WARN -> MaterialDesignA.ALERT;
            case GOOD -> MaterialDesignC.CHECK;
            case PLAIN, MUTED, INFO, VIOLET -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
        };
    }
}
