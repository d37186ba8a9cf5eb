package dev.sloconsole.desktop.screen.banner;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.banner.BannerModel;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** A line for each lost source; takes no room while nothing is lost. */
public final class BannerStrip extends VBox {

    private @Nullable BannerModel shown;

    public BannerStrip() {
        getStyleClass().add("banners");
        Parts.show(this, false);
    }

    public void render(BannerModel model) {
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        Parts.show(this, !model.lines().isEmpty());
        Parts.resize(getChildren(), model.lines().size(), Line::new);
        for (int i = 0; i < model.lines().size(); i++) {
            ((Line) getChildren().get(i)).render(model.lines().get(i));
        }
    }

    private static final class Line extends HBox {
        private final Label source = Parts.firm("", "banner-source");
        private final Label message = Parts.label("", "banner-message", Parts.MAY_SHORTEN);
        private final Label since = Parts.firm("", "banner-since");

        Line() {
            getStyleClass().add("banner");
            setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(message, Priority.ALWAYS);
            message.setMaxWidth(Double.MAX_VALUE);
            getChildren().addAll(Parts.icon(MaterialDesignA.ALERT), source, message, since);
        }

        void render(BannerModel.Line line) {
            source.setText(line.source());
            message.setText(line.message());
            Parts.tip(message, line.message());
            since.setText(line.since());
        }
    }
}
