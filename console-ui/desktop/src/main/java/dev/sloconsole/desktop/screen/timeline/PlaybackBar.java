package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.playback.Chapters;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The buttons of a recording. */
final class PlaybackBar extends HBox {

    private static final List<Double> SPEEDS = List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0);

    private final Playback playback;
    private final Label sign = Parts.icon(MaterialDesignP.PLAY);
    private final Button play = new Button("", sign);
    private final MenuButton speed = menu("speed");
    private final MenuButton chapters = menu("chapters");
    private final ToggleButton idle = new ToggleButton();
    private final Label time = Parts.firm("", "playback-time", "mono");
    private final SearchBox search;

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
        for (double factor : SPEEDS) {
            var item = new MenuItem(words(factor));
            item.setOnAction(event -> playback.speed(factor));
            speed.getItems().add(item);
        }
        Parts.tip(speed, "How many seconds of the class pass in one second.");
        chapters.setText("Chapters");
        playback.chapters().forEach(chapter -> chapters.getItems().add(item(chapter)));
        chapters.setDisable(playback.chapters().isEmpty());
        Parts.tip(chapters, "Where the class entered a step, changed the traffic or killed the task.");
        idle.setId("skip-idle");
        idle.getStyleClass().add("quiet");
        idle.setMinWidth(Region.USE_PREF_SIZE);
        idle.setGraphic(Parts.icon(MaterialDesignF.FAST_FORWARD));
        idle.setDisable(playback.idle().isZero());
        idle.setOnAction(event -> playback.passOverIdle(idle.isSelected()));
        Parts.tip(
                idle,
                "While it plays, passes over the stretches in which nothing happens but samples and users who"
                        + " are served. In all they last " + Written.span(playback.idle()) + ".");
        search = new SearchBox(playback);
        getChildren()
                .addAll(
                        step(
                                "step-back",
                                MaterialDesignS.SKIP_PREVIOUS,
                                "To the step before (Page Up).",
                                () -> playback.step(-1)),
                        step(
                                "fact-back",
                                MaterialDesignS.STEP_BACKWARD,
                                "To the fact before (left).",
                                playback::previousFact),
                        play,
                        step("fact-on", MaterialDesignS.STEP_FORWARD, "To the next fact (right).", playback::nextFact),
                        step(
                                "step-on",
                                MaterialDesignS.SKIP_NEXT,
                                "To the next step (Page Down).",
                                () -> playback.step(1)),
                        time,
                        speed,
                        chapters,
                        idle,
                        search);
        tick();
    }

    /** Brings time and signs up to date. */
    void tick() {
        Parts.icon(sign, playback.playing() ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY);
        Parts.tip(play, playback.playing() ? "Pause (space)." : "Play (space).");
        time.setText(Written.clock(playback.position()) + " / " + Written.clock(playback.duration()));
        speed.setText(words(playback.speed()));
        idle.setSelected(playback.passingOverIdle());
        idle.setText(
                playback.idle().isZero()
                        ? "Nothing idle"
                        : (playback.passingOverIdle() ? "Skips idle · " : "Skip idle · ")
                                + Written.span(playback.idle()));
    }

    /** What was found, for a line below. */
    Label found() {
        return search.found();
    }

    /** Lets the class type what to look for. */
    void search() {
        search.open();
    }

    private MenuItem item(Chapter chapter) {
        var words = Written.shortClock(chapter.at()) + "   " + chapter.title();
        var item = new MenuItem(words, Parts.icon(icon(chapter.kind())));
        item.setOnAction(event -> playback.seek(chapter.at()));
        return item;
    }

    private static Ikon icon(Chapters.Kind kind) {
        return switch (kind) {
            case STEP -> MaterialDesignB.BOOKMARK_OUTLINE;
            case TRAFFIC -> MaterialDesignT.TRANSFER;
            case KILL -> MaterialDesignC.CLOSE_THICK;
            case DEPLOY -> MaterialDesignR.ROCKET_LAUNCH_OUTLINE;
            case DELETE -> MaterialDesignD.DELETE_OUTLINE;
            case OBJECTIVE -> MaterialDesignT.TARGET;
        };
    }

    private static Button step(String id, Ikon ikon, String tip, Runnable action) {
        var button = Parts.button("", Optional.of(ikon), action, "quiet", "icon-only");
        button.setId(id);
        Parts.tip(button, tip);
        return button;
    }

    private static MenuButton menu(String id) {
        var menu = new MenuButton();
        menu.setId(id);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getStyleClass().add("quiet");
        return menu;
    }

    private static String words(double factor) {
        return new BigDecimal(Double.toString(factor)).stripTrailingZeros().toPlainString() + " ×";
    }
}
