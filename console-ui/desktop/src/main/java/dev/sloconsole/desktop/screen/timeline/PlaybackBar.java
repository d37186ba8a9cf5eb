package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Words;
import dev.sloconsole.desktop.screen.playback.Playback;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The buttons of a recording. */
final class PlaybackBar extends HBox {

    private static final List<Double> SPEEDS = List.of(0.5, 1.0, 2.0, 5.0, 10.0, 30.0);

    private final Playback playback;
    private final Label sign = Parts.icon(MaterialDesignP.PLAY);
    private final Button play = new Button("", sign);
    private final MenuButton speed = new MenuButton();
    private final Label time = Parts.firm("", "playback-time", "mono");

    PlaybackBar(Playback playback) {
        this.playback = playback;
        getStyleClass().add("playback");
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(Region.USE_PREF_SIZE);
        play.setId("play");
        play.getStyleClass().addAll("primary", "icon-only");
        play.setMinWidth(Region.USE_PREF_SIZE);
        play.setOnAction(event -> {
            if (playback.playing()) {
                playback.pause();
            } else {
                playback.play();
            }
            tick();
        });
        var back = Parts.button("", Optional.of(MaterialDesignS.SKIP_PREVIOUS), () -> playback.step(-1), "quiet", "icon-only");
        back.setId("step-back");
        Parts.tip(back, "To the step before (Page Up).");
        var on = Parts.button("", Optional.of(MaterialDesignS.SKIP_NEXT), () -> playback.step(1), "quiet", "icon-only");
        on.setId("step-on");
        Parts.tip(on, "To the next step (Page Down).");
        speed.setId("speed");
        speed.setMinWidth(Region.USE_PREF_SIZE);
        speed.getStyleClass().add("quiet");
        for (double factor : SPEEDS) {
            var item = new MenuItem(words(factor));
            item.setOnAction(event -> playback.speed(factor));
            speed.getItems().add(item);
        }
        getChildren().addAll(back, play, on, time, speed,
                Parts.label("Drag in the timeline to go anywhere in the recording.", "playback-hint", Parts.MAY_SHORTEN));
        tick();
    }

    /** Brings time and signs up to date. */
    void tick() {
        Parts.icon(sign, playback.playing() ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY);
        Parts.tip(play, playback.playing() ? "Pause (space)." : "Play (space).");
        time.setText(Words.clock(playback.position()) + " / " + Words.clock(playback.duration()));
        speed.setText(words(playback.speed()));
    }

    private static String words(double factor) {
        return new BigDecimal(Double.toString(factor)).stripTrailingZeros().toPlainString() + " ×";
    }
}
