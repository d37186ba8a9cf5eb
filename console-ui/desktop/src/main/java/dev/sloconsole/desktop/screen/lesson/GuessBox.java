package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.lesson.LessonModel;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The question before a step, the class's guess, and what came of it. */
final class GuessBox extends VBox {

    private final Label question = Parts.wrapping("", "guess-question");
    private final TextField field = new TextField();
    private final Label unit = Parts.firm("", "guess-unit");
    private final Label outcome = Parts.wrapping("", "guess-outcome");
    private final HBox entry;
    private ObjDoubleConsumer<String> taker = (stepId, value) -> {};
    private LessonModel.@Nullable Guess shown;

    GuessBox() {
        getStyleClass().add("guess");
        setMinHeight(Region.USE_PREF_SIZE);
        field.setId("guess");
        field.setPrefColumnCount(5);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setOnAction(event -> take());
        Button take = Parts.button("Guess", Optional.empty(), this::take, "quiet");
        take.setId("take-guess");
        Parts.tip(take, "Keeps the class's guess; the console compares it with what happens.");
        entry = Parts.row("guess-entry", field, unit, take);
        entry.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(question, entry, outcome);
    }

    /** @param newTaker is told the step and the guess */
    void taker(ObjDoubleConsumer<String> newTaker) {
        taker = newTaker;
    }

    void render(LessonModel.Guess guess) {
        if (shown == null || !shown.stepId().equals(guess.stepId())) {
            field.clear();
        }
        shown = guess;
        question.setText(guess.question());
        unit.setText(guess.unit());
        outcome.setText(guess.outcome());
        Parts.show(entry, guess.open());
        Parts.show(outcome, !guess.outcome().isEmpty());
    }

    /** Takes the keyboard into the field; false where no guess is taken. */
    boolean focus() {
        if (isVisible() && entry.isVisible()) {
            field.requestFocus();
            return true;
        }
        return false;
    }

    private void take() {
        var value = LessonModel.Guess.typed(field.getText());
        if (shown != null && value.isPresent()) {
            taker.accept(shown.stepId(), value.getAsDouble());
            field.clear();
            // The keys are the lesson's again: the next one is not a guess.
            requestFocus();
        } else {
            field.requestFocus();
            field.selectAll();
        }
    }
}
