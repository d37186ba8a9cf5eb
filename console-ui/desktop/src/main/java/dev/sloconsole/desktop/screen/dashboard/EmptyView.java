package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Nothing to show yet, and what to do about it. */
final class EmptyView extends VBox {

    private final Label sign = Parts.icon(MaterialDesignR.ROCKET_LAUNCH_OUTLINE, "empty-sign");
    private final Label title = Parts.firm("", "empty-title");
    private final Label text = Parts.wrapping("", "empty-text");
    private final Button deploy;
    private final Button examine;

    EmptyView(Runnable deployAction, Runnable examination) {
        getStyleClass().add("empty");
        setAlignment(Pos.CENTER);
        deploy = Parts.button(
                "Deploy the stack", Optional.of(MaterialDesignR.ROCKET_LAUNCH_OUTLINE), deployAction, "primary");
        deploy.setId("deploy-first");
        examine = Parts.button("What could go wrong?", Optional.empty(), examination, "quiet");
        examine.setId("examine");
        Parts.tip(examine, "What ./slo doctor looks at, before the class (C).");
        getChildren().addAll(sign, title, text, deploy, examine);
    }

    void render(Ikon ikon, String head, String words, boolean deployable) {
        Parts.icon(sign, ikon);
        title.setText(head);
        text.setText(words);
        Parts.show(deploy, deployable);
        Parts.show(examine, deployable);
    }
}
