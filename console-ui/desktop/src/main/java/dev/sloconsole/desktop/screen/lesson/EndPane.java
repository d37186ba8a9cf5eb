package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.lesson.LessonEnd;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The end of a lesson over the window; hidden until it is asked for. */
public final class EndPane extends Overlay {

    private final VBox message = Parts.column("end-message");
    private final GridPane figures = new GridPane();
    private final VBox guesses = Parts.column("end-guesses");
    private final Label recording = Parts.wrapping("", "end-recording");
    private final Label said = Parts.wrapping("", "end-said", "tone-info");
    private final Button report;
    private final Button replay;
    private final Button delete;
    private Optional<LessonEnd> shown = Optional.empty();

    /**
     * A pane without a lesson.
     *
     * @param report writes the report
     * @param replay opens the recording
     * @param delete asks whether the stack is to be deleted
     */
    public EndPane(Runnable report, Runnable replay, Runnable delete) {
        super("end");
        figures.getStyleClass().add("alerts-grid");
        said.setId("end-said");
        Parts.show(said, false);
        this.report = Parts.button("Report", Optional.empty(), report, "primary");
        this.report.setId("end-report");
        Parts.tip(this.report, "One HTML file with what happened, to take home.");
        this.replay = Parts.button("Replay", Optional.empty(), replay, "quiet");
        this.replay.setId("end-replay");
        Parts.tip(this.replay, "The class again, in a window of its own. Nothing of this one is changed.");
        this.delete = Parts.button("Delete the stack", Optional.empty(), delete, "danger");
        this.delete.setId("end-delete");
        var head = head(Parts.firm("The lesson is over", "confirm-title"), Parts.spring());
        var words = Parts.column("end-words", message, figures, guesses, recording);
        var fitting = new Fitting(words);
        VBox.setVgrow(fitting, Priority.ALWAYS);
        var buttons = new HBox(this.delete, Parts.spring(), this.replay, this.report);
        buttons.getStyleClass().add("confirm-buttons");
        var card = Parts.column("end-card", head, fitting, said, buttons);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        getChildren().add(card);
    }

    /** Shows it over the window. */
    public void open(LessonEnd end) {
        show(end);
        appear();
        report.requestFocus();
    }

    /** Shows this from now on. */
    public void show(LessonEnd end) {
        if (shown.filter(end::equals).isPresent()) {
            return;
        }
        shown = Optional.of(end);
        message.getChildren().setAll(Markdown.render(end.message()));
        Parts.show(message, !end.message().isBlank());
        figures.getChildren().clear();
        for (int i = 0; i < end.figures().size(); i++) {
            var figure = end.figures().get(i);
            figures.addRow(i, Parts.firm(figure.name(), "panel-subtitle"), Parts.firm(figure.value(), "end-figure"));
        }
        guesses.getChildren()
                .setAll(end.guesses().stream()
                        .map(g -> Parts.column(
                                "end-guess",
                                Parts.wrapping(g.question(), "panel-subtitle"),
                                Parts.wrapping(g.comparison())))
                        .toList());
        Parts.show(guesses, !end.guesses().isEmpty());
        recording.setText(end.recording());
        Parts.show(report, end.recorded());
        Parts.show(replay, end.recorded());
        Parts.show(delete, end.deletable());
    }

    /** Whether a report or a replay is under way, and a second one must wait. */
    public void busy(boolean is) {
        report.setDisable(is);
        replay.setDisable(is);
    }

    /** Says what became of the report or the replay. */
    public void say(String words) {
        said.setText(words);
        Parts.show(said, true);
    }
}
