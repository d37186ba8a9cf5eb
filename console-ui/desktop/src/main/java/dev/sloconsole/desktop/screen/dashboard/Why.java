package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Why the stack's own dashboard is not shown, and a button to ask for it at once. */
final class Why extends HBox {

    private final Label reason = Parts.wrapping("", "native-reason");
    private final Button retry;

    Why(Runnable again, String buttonId) {
        getStyleClass().add("native-why");
        retry = Parts.button("Try again", Optional.of(MaterialDesignR.REFRESH), again, "quiet");
        retry.setId(buttonId);
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(Double.MAX_VALUE);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Parts.icon(MaterialDesignA.ALERT_OUTLINE, "tone-warn"), reason, retry);
    }

    void render(String words, boolean retryable) {
        reason.setText(words);
        Parts.show(retry, retryable);
    }
}
