package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.control.ArmedButton;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.lesson.LessonModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjDoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The lesson at the left. */
public final class LessonPane extends VBox {

    private final Consumer<String> enter;
    private final Consumer<StepButton> act;
    private final LongSupplier nanos;
    private final VBox steps = Parts.column("steps");
    private final VBox text = Parts.column("card-text");
    private final HBox action = Parts.row("card-action");
    private final VBox checks = Parts.column("checks");
    private final ScrollPane textScroll = scroll(text, "card-scroll");
    private final GuessBox guess = new GuessBox();
    private final Label expectedWait = Parts.wrapping("", "expected-wait");
    private final VBox card = Parts.column("card", textScroll, guess, action, expectedWait, checks);
    private final VBox notesText = Parts.column("card-text");
    private final ScrollPane notes = scroll(notesText, "notes-scroll");
    private final ToggleButton showNotes = new ToggleButton("Notes");
    private final Button previous;
    private final Button next;
    private Optional<ArmedButton> armed = Optional.empty();
    private @Nullable LessonModel shown;

    /**
     * A pane without a lesson.
     *
     * @param enter is told the id of a step the class goes to
     * @param act does what a step's button does
     * @param nanos a steady clock for what must be pressed twice
     */
    public LessonPane(Consumer<String> enter, Consumer<StepButton> act, LongSupplier nanos) {
        this.enter = enter;
        this.act = act;
        this.nanos = nanos;
        getStyleClass().add("lesson");
        steps.setMinHeight(Region.USE_PREF_SIZE);
        // A long text scrolls; button and checkpoints stay in sight.
        textScroll.setMinHeight(0);
        text.heightProperty().subscribe(height -> textScroll.setPrefViewportHeight(height.doubleValue()));
        notesText.heightProperty().subscribe(height -> notes.setPrefViewportHeight(height.doubleValue()));
        action.setMinHeight(Region.USE_PREF_SIZE);
        checks.setMinHeight(Region.USE_PREF_SIZE);
        card.setMinHeight(0);
        var middle = new VBox(card);
        middle.setMinHeight(0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        notes.setId("notes");
        notes.setMinHeight(Region.USE_PREF_SIZE);
        showNotes.setId("show-notes");
        showNotes.setMinWidth(Region.USE_PREF_SIZE);
        showNotes.getStyleClass().add("quiet");
        Parts.tip(showNotes, "Speaker notes of this step.");
        Parts.show(notes, false);
        showNotes.selectedProperty().subscribe(on -> Parts.show(notes, on));
        previous = Parts.button("Previous", Optional.of(MaterialDesignC.CHEVRON_LEFT), this::previous, "quiet");
        previous.setId("previous");
        next = Parts.button("Next", Optional.of(MaterialDesignC.CHEVRON_RIGHT), this::next, "quiet");
        next.setId("next");
        next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        Parts.tip(previous, "The step before (Page Up).");
        Parts.tip(next, "The next step (Page Down).");
        var ways = Parts.row("ways", previous, Parts.spring(), showNotes, Parts.spring(), next);
        ways.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(steps, middle, notes, ways);
    }

    /** @param taker is told a step's id and the class's guess for it */
    public void onGuess(ObjDoubleConsumer<String> taker) {
        guess.taker(taker);
    }

    /** To the next step, if there is one. */
    public void next() {
        Optional.ofNullable(shown).flatMap(LessonModel::next).ifPresent(enter);
    }

    /** To the step before, if there is one. */
    public void previous() {
        Optional.ofNullable(shown).flatMap(LessonModel::previous).ifPresent(enter);
    }

    /** Brings countdowns up to date; on every pulse. */
    public void tick() {
        armed.ifPresent(ArmedButton::tick);
    }

    public void render(LessonModel model) {
        if (model.equals(shown)) {
            return;
        }
        var before = Optional.ofNullable(shown);
        shown = model;
        if (!before.map(LessonModel::rows).equals(Optional.of(model.rows()))) {
            Parts.resize(steps.getChildren(), model.rows().size(), StepRow::new);
            for (int i = 0; i < model.rows().size(); i++) {
                ((StepRow) steps.getChildren().get(i)).render(model.rows().get(i));
            }
        }
        previous.setDisable(model.previous().isEmpty());
        next.setDisable(model.next().isEmpty());
        Parts.show(card, model.card().isPresent());
        model.card().ifPresent(now -> render(before.flatMap(LessonModel::card), now));
    }

    private void render(Optional<LessonModel.Card> before, LessonModel.Card now) {
        if (!before.map(LessonModel.Card::text).equals(Optional.of(now.text()))) {
            text.getChildren().setAll(Markdown.render(now.text()));
        }
        if (!before.map(LessonModel.Card::notes).equals(Optional.of(now.notes()))) {
            notesText.getChildren().setAll(Markdown.render(now.notes()));
            showNotes.setDisable(now.notes().isBlank());
        }
        if (!before.map(LessonModel.Card::button).equals(Optional.of(now.button()))) {
            armed = Optional.empty();
            action.getChildren().setAll(now.button().map(this::actionButton).stream().toList());
            Parts.show(action, now.button().isPresent());
        }
        Parts.show(guess, now.guess().isPresent());
        now.guess().ifPresent(guess::render);
        expectedWait.setText(now.expectedWait());
        Parts.show(expectedWait, !now.expectedWait().isEmpty());
        Parts.show(checks, !now.checks().isEmpty());
        Parts.resize(checks.getChildren(), now.checks().size(), CheckRow::new);
        for (int i = 0; i < now.checks().size(); i++) {
            ((CheckRow) checks.getChildren().get(i)).render(now.checks().get(i));
        }
    }

    private Node actionButton(LessonModel.Button model) {
        var does = model.does();
        Button button;
        if (does.action() == Action.KILL || does.action() == Action.STOP_TASK) {
            var twice = new ArmedButton(
                    does.label(), MaterialDesignC.CLOSE_THICK, nanos, () -> act.accept(does));
            twice.getStyleClass().add("danger-solid");
            armed = Optional.of(twice);
            button = twice;
        } else {
            button = Parts.button(
                    does.label(), Optional.of(MaterialDesignP.PLAY), () -> act.accept(does), "primary");
        }
        button.setId("step-action");
        button.setDisable(!model.enabled());
        return button;
    }

    private static ScrollPane scroll(Region content, String styleClass) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(styleClass);
        scroll.setMinHeight(0);
        return scroll;
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

    private final class StepRow extends HBox {
        private final Label mark = Parts.icon(MaterialDesignC.CIRCLE_OUTLINE, "step-mark");
        private final Label title = Parts.label("", "step-title", Parts.MAY_SHORTEN);
        private String stepId = "";

        StepRow() {
            getStyleClass().add("step");
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(mark, title);
            setOnMouseClicked(event -> enter.accept(stepId));
        }

        void render(LessonModel.Row row) {
            stepId = row.stepId();
            title.setText(row.title());
            Parts.tip(title, row.title());
            Parts.icon(mark, row.current() && row.mark() != LessonModel.Mark.DONE ? MaterialDesignP.PLAY : icon(row.mark()));
            Parts.tone(mark, row.current() && row.mark() != LessonModel.Mark.DONE ? Tone.PLAIN : tone(row.mark()));
            if (row.current() != getStyleClass().contains("now")) {
                if (row.current()) {
                    getStyleClass().add("now");
                } else {
                    getStyleClass().remove("now");
                }
            }
        }
    }

    private static final class CheckRow extends HBox {
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
    }
}
