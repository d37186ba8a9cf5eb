package dev.sloconsole.desktop.screen.ready;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.stack.Finding;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.ready.Readiness;
import java.util.List;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The doctor's list over the window; hidden until it is asked for, and made anew each time that it is. */
public final class ReadinessPane extends Overlay {

    private final Supplier<List<Finding>> examination;
    private final Label summary = Parts.firm("", "panel-subtitle");
    private final GridPane grid = new GridPane();
    private boolean looking;

    /** @param examination makes the checks, for up to half a minute; called on a thread of its own */
    public ReadinessPane(Supplier<List<Finding>> examination) {
        super("readiness");
        this.examination = examination;
        var head = head(Parts.firm("Before the class", "confirm-title"), summary, Parts.spring());
        grid.getStyleClass().add("readiness-grid");
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("readiness-scroll");
        var card = Parts.column("alerts-card", head, scroll);
        lay(card);
    }

    /** Shows it, and looks again. */
    public void open() {
        appear();
        if (!looking) {
            looking = true;
            render(Readiness.looking());
            Thread.ofVirtual().name("doctor").start(this::look);
        }
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
