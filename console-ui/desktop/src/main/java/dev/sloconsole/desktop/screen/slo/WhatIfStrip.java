package dev.sloconsole.desktop.screen.slo;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Tone;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** What would be with another SLO, in a line that cannot be taken for what was; takes no room while nobody asks. */
public final class WhatIfStrip extends HBox {

    private final Label promise = Parts.firm("", "what-if-promise");
    private final Label recorded = Parts.firm("", "what-if-recorded");
    private final HBox items = Parts.row("what-if-items");
    private @Nullable WhatIfModel shown;

    public WhatIfStrip(Runnable reset) {
        getStyleClass().add("what-if");
        setId("what-if");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        items.setAlignment(Pos.CENTER_LEFT);
        items.setMinWidth(0);
        HBox.setHgrow(items, Priority.ALWAYS);
        var button = Parts.button("As recorded", Optional.of(MaterialDesignC.CLOSE), reset, "quiet");
        button.setId("what-if-reset");
        Parts.tip(button, "Back to what was recorded.");
        var sign = Parts.icon(MaterialDesignH.HELP_CIRCLE_OUTLINE, "what-if-sign");
        var name = Parts.column("what-if-name", Parts.row("what-if-head", Parts.firm("WHAT IF", "what-if-title"), promise), recorded);
        getChildren().addAll(sign, name, items, button);
        Parts.show(this, false);
    }

    /** Shows a model, or nothing. */
    public void render(Optional<WhatIfModel> model) {
        Parts.show(this, model.isPresent());
        model.filter(m -> !m.equals(shown)).ifPresent(m -> {
            shown = m;
            promise.setText(m.promise());
            recorded.setText(m.recorded());
            Parts.resize(items.getChildren(), m.items().size(), Item::new);
            for (int i = 0; i < m.items().size(); i++) {
                ((Item) items.getChildren().get(i)).render(m.items().get(i));
            }
        });
    }

    private static final class Item extends VBox {
        private final Label name = Parts.firm("", "what-if-label");
        private final Label value = Parts.firm("", "what-if-value");
        private final Label was = Parts.firm("", "what-if-was");
        private final Tooltip tip = Parts.tooltip("");

        Item() {
            getStyleClass().add("what-if-item");
            var line = Parts.row("what-if-line", value, was);
            line.setAlignment(Pos.BASELINE_LEFT);
            getChildren().addAll(name, line);
            Tooltip.install(this, tip);
        }

        void render(WhatIfModel.Item item) {
            name.setText(item.name());
            value.setText((item.tone() == Tone.BAD ? "▲ " : "") + item.value());
            Parts.tone(value, item.tone());
            was.setText("was " + item.was());
            tip.setText(item.formula());
        }
    }
}
