package dev.sloconsole.desktop.screen.stack;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.stack.StackProgress;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The stack's resources while CloudFormation works on them. */
public final class ProgressView extends VBox {

    private final Label title = Parts.firm("", "progress-title");
    private final Label count = Parts.firm("", "progress-count");
    private final Label time = Parts.firm("", "progress-count");
    private final ProgressBar bar = new ProgressBar();
    private final VBox lines = new VBox();
    private @Nullable StackProgress shown;

    public ProgressView() {
        getStyleClass().add("progress-view");
        lines.getStyleClass().add("progress-lines");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        var head = Parts.row("progress-head", title, Parts.spring(), count);
        head.setAlignment(Pos.BASELINE_LEFT);
        VBox.setVgrow(lines, Priority.ALWAYS);
        lines.setMinHeight(0);
        time.setId("progress-time");
        getChildren().addAll(head, bar, time, lines);
    }

    /** @param waiting how long it has taken, of how much */
    public void render(StackProgress model, String waiting) {
        time.setText(waiting);
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        title.setText(model.title());
        count.setText(model.count());
        bar.setProgress(model.fraction().orElse(ProgressBar.INDETERMINATE_PROGRESS));
        Parts.resize(lines.getChildren(), model.lines().size(), Line::new);
        for (int i = 0; i < model.lines().size(); i++) {
            ((Line) lines.getChildren().get(i)).render(model.lines().get(i));
        }
    }

    private static final class Line extends HBox {
        private final Label mark = Parts.icon(MaterialDesignC.CHECK);
        private final Label name = Parts.label("", "progress-name", Parts.MAY_SHORTEN);
        private final Label type = Parts.label("", "progress-type", Parts.MAY_SHORTEN);
        private final Label status = Parts.label("", "progress-status", Parts.MAY_SHORTEN);

        Line() {
            getStyleClass().add("progress-line");
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(mark, name, type, status);
            HBox.setHgrow(status, Priority.ALWAYS);
        }

        void render(StackProgress.Line line) {
            Parts.icon(mark, icon(line.tone()));
            Parts.tone(mark, line.tone());
            Parts.tone(status, line.tone() == Tone.GOOD ? Tone.MUTED : line.tone());
            name.setText(line.name());
            // The service that a type belongs to is where there is room for it: over the words.
            type.setText(line.type().substring(line.type().lastIndexOf(':') + 1));
            Parts.tip(type, line.type());
            status.setText(line.status());
            Parts.tip(status, line.status());
        }

        private static Ikon icon(Tone tone) {
            return switch (tone) {
                case BAD -> MaterialDesignC.CLOSE_THICK;
                case WARN -> MaterialDesignP.PROGRESS_CLOCK;
                case PLAIN, MUTED, GOOD, INFO, VIOLET -> MaterialDesignC.CHECK_BOLD;
            };
        }
    }
}
