package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.control.HoldButton;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.lesson.LessonModel;
import dev.sloconsole.view.lesson.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/**
 * The lesson at the left, all of the present step in sight: the steps folded into a line of numbers, the step's text, its
 * guess, button and checkpoints, the speaker's notes, and what comes next.
 */
public final class LessonPane extends VBox {

    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    /** Smaller than this, a wall cannot be told from another. */
    private static final double SMALLEST_SPARE = 100;

    /** After so long a step that was asked for is drawn, or never will be. */
    private static final Duration SOON_DRAWN = Duration.ofSeconds(2);

    private final Consumer<String> enter;
    private final Consumer<StepButton> act;
    private final LongSupplier nanos;
    private final FlowPane steps = new FlowPane();
    private final Label title = Parts.wrapping("", "step-now");
    private final Label pace = Parts.firm("", "pace");
    private final Label lessonPace = Parts.firm("", "pace-lesson");
    private final VBox text = Parts.column("card-text");
    private final VBox action = Parts.column("card-action");
    private final VBox checks = Parts.column("checks");
    private final GuessBox guess = new GuessBox();
    private final Label expectedWait = Parts.wrapping("", "expected-wait");
    private final VBox notes = Parts.column("notes");
    private final Label nextTitle = Parts.label("", "next-title", Parts.MAY_SHORTEN);
    private final Label nextLine = Parts.wrapping("", "next-line");
    private final VBox preview = Parts.column("preview", nextTitle, nextLine);
    private final VBox card = Parts.column("card", text, guess, action, expectedWait, checks, notes);
    private final Fitting fitting = new Fitting(card);
    private final ToggleButton showNotes = new ToggleButton("Notes");
    private final Button over = Parts.button("The lesson is over: look back", Optional.empty(), () -> {}, "primary");
    private final Button previous;
    private final Button next;
    private Optional<Region> spare = Optional.empty();
    private Optional<HoldButton> held = Optional.empty();
    private Optional<Button> pressed = Optional.empty();
    private boolean notesWanted;
    private Optional<String> asked = Optional.empty();
    private long askedNanos;
    private Consumer<Boolean> notesSwitched = open -> {};
    private @Nullable LessonModel shown;

    /**
     * A pane without a lesson.
     *
     * @param enter is told the id of a step the class goes to
     * @param act does what a step's button does
     * @param nanos a steady clock for what must be held
     */
    public LessonPane(Consumer<String> enter, Consumer<StepButton> act, LongSupplier nanos) {
        this.enter = enter;
        this.act = act;
        this.nanos = nanos;
        getStyleClass().add("lesson");
        steps.getStyleClass().add("steps");
        steps.setMinHeight(Region.USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var time = Parts.row("pace-row", pace, Parts.spring(), lessonPace);
        time.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(fitting, Priority.ALWAYS);
        preview.setMinHeight(Region.USE_PREF_SIZE);
        preview.setId("preview");
        notes.setId("notes");
        showNotes.setId("show-notes");
        showNotes.setMinWidth(Region.USE_PREF_SIZE);
        showNotes.getStyleClass().add("quiet");
        Parts.tip(showNotes, "Speaker notes of this step (N). The class does not see them.");
        Parts.show(notes, false);
        showNotes.selectedProperty().subscribe(on -> {
            notesWanted = on;
            notesSwitched.accept(on);
            Parts.show(notes, on && !notes.getChildren().isEmpty());
        });
        previous = Parts.button("Previous", Optional.of(MaterialDesignC.CHEVRON_LEFT), this::previous, "quiet");
        previous.setId("previous");
        next = Parts.button("Next", Optional.of(MaterialDesignC.CHEVRON_RIGHT), this::next, "quiet");
        next.setId("next");
        next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        Parts.tip(previous, "The step before (Page Up).");
        Parts.tip(next, "The next step (Page Down).");
        var ways = Parts.row("ways", previous, Parts.spring(), showNotes, Parts.spring(), next);
        ways.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(steps, title, time, fitting, preview, over, ways);
        over.setId("lesson-over");
        over.setMaxWidth(Double.MAX_VALUE);
        over.setMinHeight(Region.USE_PREF_SIZE);
        Parts.tip(over, "Message, figures, guesses, recording (E).");
        Parts.show(over, false);
    }

    /** @param lookBack shows the end of the lesson */
    public void onOver(Runnable lookBack) {
        over.setOnAction(event -> lookBack.run());
    }

    /**
     * Opens the notes, or does not.
     *
     * @param switched is told whether they are open, whenever that is switched
     */
    public void notes(boolean open, Consumer<Boolean> switched) {
        showNotes.setSelected(open);
        notesSwitched = switched;
    }

    /** Shows this above what comes next, as large as the step leaves it room. */
    public void offer(Region beside) {
        spare = Optional.of(beside);
        Parts.show(beside, false);
        getChildren().add(getChildren().indexOf(preview), beside);
    }

    @Override
    protected void layoutChildren() {
        spare.ifPresent(beside -> {
            double room = roomFor(beside);
            beside.setMaxHeight(Math.max(SMALLEST_SPARE, room));
            Parts.show(beside, room >= SMALLEST_SPARE);
        });
        super.layoutChildren();
    }

    /** What is left beside all of the step at its full size, in whole pixels, as everything is laid out. */
    private double roomFor(Region beside) {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double room = getHeight() - snappedTopInset() - snappedBottomInset();
        for (Node child : getChildren()) {
            if (child != beside && child.isManaged()) {
                room -= snapSizeY(child.prefHeight(width)) + snapSpaceY(getSpacing());
            }
        }
        return room;
    }

    /** Makes the step's text this many times its usual size, as far as all of it stays in sight. */
    public void zoom(double times) {
        fitting.zoom(times);
    }

    /** Offers to look back, or does not. */
    public void over(boolean reached) {
        Parts.show(over, reached);
    }

    /** Shows the notes, or hides them. */
    public void switchNotes() {
        if (!showNotes.isDisabled()) {
            showNotes.setSelected(!showNotes.isSelected());
        }
    }

    /** Does what the step's button does, unless it must be held. */
    public void act() {
        pressed.filter(button -> !button.isDisabled()).ifPresent(Button::fire);
    }

    /** Takes the keyboard into the field for the class's guess; false where none is asked for. */
    public boolean askForGuess() {
        return guess.focus();
    }

    /** @param taker is told a step's id and the class's guess for it */
    public void onGuess(ObjDoubleConsumer<String> taker) {
        guess.taker(taker);
    }

    /** To the next step; false if there is none. */
    public boolean next() {
        return go(1);
    }

    /** To the step before, if there is one. */
    public void previous() {
        go(-1);
    }

    /** From the step that was asked for last, which may not be drawn yet: two presses are two steps, however quick. */
    private boolean go(int by) {
        var rows = Optional.ofNullable(shown).map(LessonModel::rows).orElse(List.of());
        var latest = asked.filter(id -> nanos.getAsLong() - askedNanos < SOON_DRAWN.toNanos());
        int from = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (latest.map(rows.get(i).stepId()::equals).orElse(rows.get(i).current())) {
                from = i;
            }
        }
        if (from + by < 0 || from + by >= rows.size()) {
            return false;
        }
        var to = rows.get(from + by).stepId();
        asked = Optional.of(to);
        askedNanos = nanos.getAsLong();
        enter.accept(to);
        return true;
    }

    /** Brings countdowns up to date; on every pulse. */
    public void tick() {
        held.ifPresent(HoldButton::tick);
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
                ((StepRow) steps.getChildren().get(i)).render(model.rows().get(i), i + 1);
            }
        }
        Parts.show(preview, model.preview().isPresent());
        model.preview().ifPresent(p -> {
            nextTitle.setText("Next: " + p.title());
            nextLine.setText(p.firstLine());
        });
        previous.setDisable(model.previous().isEmpty());
        next.setDisable(model.next().isEmpty());
        Parts.show(card, model.card().isPresent());
        model.card().ifPresent(now -> render(before.flatMap(LessonModel::card), now));
    }

    private void render(Optional<LessonModel.Card> before, LessonModel.Card now) {
        title.setText(now.title());
        pace.setText(now.pacing().map(Pacing::step).orElse(""));
        Parts.tone(pace, now.pacing().map(Pacing::tone).orElse(Tone.MUTED));
        lessonPace.setText(now.pacing().map(Pacing::lesson).orElse(""));
        if (!before.map(LessonModel.Card::text).equals(Optional.of(now.text()))) {
            text.getChildren().setAll(Markdown.render(now.text()));
        }
        if (!before.map(LessonModel.Card::notes).equals(Optional.of(now.notes()))) {
            notes.getChildren().setAll(Markdown.render(now.notes()));
            showNotes.setDisable(now.notes().isBlank());
            Parts.show(notes, notesWanted && !now.notes().isBlank());
        }
        if (!before.map(LessonModel.Card::button).equals(Optional.of(now.button()))) {
            held = Optional.empty();
            pressed = Optional.empty();
            action.getChildren()
                    .setAll(now.button().stream().flatMap(this::actionButton).toList());
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

    /** The button, and under it why it cannot be pressed. */
    private Stream<Node> actionButton(LessonModel.Button model) {
        var does = model.does();
        Node node;
        if (does.action() == Action.KILL || does.action() == Action.STOP_TASK) {
            var hold = new HoldButton(
                    does.label() + " (hold)",
                    MaterialDesignC.CLOSE_THICK,
                    nanos,
                    () -> act.accept(does),
                    "danger-solid");
            hold.buttonId("step-action");
            hold.button().setDisable(!model.enabled());
            held = Optional.of(hold);
            node = hold;
        } else {
            var button =
                    Parts.button(does.label(), Optional.of(MaterialDesignP.PLAY), () -> act.accept(does), "primary");
            button.setId("step-action");
            button.setDisable(!model.enabled());
            pressed = Optional.of(button);
            node = button;
        }
        return model.why().isEmpty() ? Stream.of(node) : Stream.of(node, Parts.wrapping(model.why(), "why-not"));
    }

    /** A step as its number and its mark; the whole title is told when it is pointed at. */
    private final class StepRow extends Button {
        private final Label check = Parts.icon(MaterialDesignC.CHECK);
        private String stepId = "";

        StepRow() {
            getStyleClass().add("step");
            setMinWidth(Region.USE_PREF_SIZE);
            setOnAction(event -> {
                asked = Optional.empty();
                enter.accept(stepId);
            });
        }

        void render(LessonModel.Row row, int number) {
            stepId = row.stepId();
            boolean done = row.mark() == LessonModel.Mark.DONE;
            boolean ticked = done && !row.current();
            setText(ticked ? "" : String.valueOf(number));
            setGraphic(ticked ? check : null);
            setAccessibleText(row.title());
            Parts.tip(this, row.title());
            pseudoClassStateChanged(NOW, row.current());
            pseudoClassStateChanged(DONE, done);
        }
    }
}
