package dev.sloconsole.desktop.screen.stack;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.control.Unrepeated;
import dev.sloconsole.desktop.screen.control.WhyNot;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.stack.StackFailure;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The card of a deployment or a deletion that failed. */
public final class FailureView extends VBox {

    private final Label title = Parts.firm("", "failure-title", "tone-bad");
    private final Label culprit = Parts.wrapping("", "failure-culprit");
    private final Label reason = Parts.wrapping("", "failure-reason");
    private final Label stopped = Parts.wrapping("", "failure-stopped");
    private final VBox log = Parts.column("failure-log");
    private final Label now = Parts.wrapping("", "failure-now");
    private final Button button;
    private final WhyNot around;
    private Optional<StackFailure.Way> way = Optional.empty();
    private @Nullable StackFailure shown;

    /**
     * A card without a failure.
     *
     * @param wayOut is told what the button stands for when it is pressed
     * @param nanos a steady clock
     */
    public FailureView(Consumer<StackFailure.Way> wayOut, LongSupplier nanos) {
        getStyleClass().add("failure");
        setId("failure");
        button = Parts.button("", Optional.empty(), new Unrepeated(nanos, () -> way.ifPresent(wayOut)), "danger-solid");
        button.setId("failure-remedy");
        Parts.tip(button, "The way out of this failure (R).");
        around = new WhyNot(button);
        var head = Parts.row("failure-head", Parts.icon(MaterialDesignA.ALERT, "failure-sign", "tone-bad"), title);
        head.setAlignment(Pos.CENTER_LEFT);
        var words = Parts.column("failure-words", culprit, reason, stopped, log, now);
        var fitting = new Fitting(words);
        VBox.setVgrow(fitting, Priority.ALWAYS);
        getChildren().addAll(head, fitting, new HBox(around));
    }

    /** Presses the button, as its key does; nothing where there is none, or it must wait. */
    public void press() {
        if (button.isVisible() && !button.isDisabled()) {
            button.fire();
        }
    }

    public void render(StackFailure model) {
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        title.setText(model.title());
        say(culprit, model.culprit());
        say(reason, model.reason());
        say(stopped, model.stopped().map(why -> "Its newest task: " + why).orElse(""));
        Parts.show(log, !model.log().isEmpty());
        log.getChildren()
                .setAll(model.log().stream()
                        .map(line -> Parts.wrapping(line, "mono", "failure-line"))
                        .toList());
        say(now, model.now());
        way = model.remedy().map(StackFailure.Remedy::way);
        Parts.show(button, way.isPresent());
        model.remedy().ifPresent(remedy -> {
            button.setText(remedy.way().label());
            around.render(!remedy.whyNot().isEmpty(), remedy.whyNot());
        });
    }

    private static void say(Label label, String words) {
        label.setText(words);
        Parts.show(label, !words.isEmpty());
    }
}
