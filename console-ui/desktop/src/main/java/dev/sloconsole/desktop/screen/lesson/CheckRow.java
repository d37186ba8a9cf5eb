package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.lesson.LessonModel;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A checkpoint with its mark, and when it was met. */
final class CheckRow extends HBox {
    private final Label mark = Parts.icon(MaterialDesignC.CIRCLE_OUTLINE, "check-mark");
    private final Label words = Parts.wrapping("", "check-text");
    private final Label note = Parts.firm("", "check-note");

    CheckRow() {
        getStyleClass().add("check");
        setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(mark, words, note);
    }

    void render(LessonModel.Check check) {
        Parts.icon(mark, icon(check.mark()));
        Parts.tone(mark, tone(check.mark()));
        words.setText(check.text());
        Parts.tone(words, check.mark() == LessonModel.Mark.TODO ? Tone.MUTED : Tone.PLAIN);
        note.setText(check.note());
    }

    private static Ikon icon(LessonModel.Mark mark) {
        return switch (mark) {
            case DONE -> MaterialDesignC.CHECK;
            case NOW -> MaterialDesignC.CIRCLE_SLICE_2;
            case TODO -> MaterialDesignC.CIRCLE_OUTLINE;
        };
    }

    private static Tone tone(LessonModel.Mark mark) {
        return switch (mark) {
            case DONE -> Tone.GOOD;
            case NOW -> Tone.WARN;
            case TODO -> Tone.MUTED;
        };
    }
}
