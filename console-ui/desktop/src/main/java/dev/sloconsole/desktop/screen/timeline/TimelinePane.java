package dev.sloconsole.desktop.screen.timeline;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.timeline.Zoom;
import java.time.Duration;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The timeline in two layers: the lanes, drawn when they change, and a cursor above them that moves at every pulse. In
 * replay a press or a drag goes to that time. The wheel goes nearer and farther, with Shift to and fro.
 */
public final class TimelinePane extends VBox {

    private static final double NEARER = 0.8;

    private final Paper paper = new Paper();
    private final Rectangle cursor = new Rectangle();
    private final Circle knob = new Circle();
    private final Label hint = Parts.firm("", "timeline-hint");
    private final Pane above = new Pane(cursor, knob, hint);
    private final Optional<PlaybackBar> bar;
    private Look look = new Look(Theme.DARK, 1);
    private Duration at = Duration.ZERO;
    private Zoom zoom = Zoom.WHOLE;
    private Optional<TimelineModel> ahead = Optional.empty();
    private @Nullable TimelineModel shown;

    public TimelinePane(Optional<Playback> playback) {
        getStyleClass().add("timeline");
        setMinWidth(0);
        bar = playback.map(PlaybackBar::new);
        bar.ifPresent(b -> {
            getStyleClass().add("played");
            getChildren().addAll(b, b.found());
        });
        var ways = Parts.row(
                "timeline-zoom",
                way("zoom-out", "−", "Farther (−, or the wheel)", () -> zoom(-1)),
                way("zoom-in", "+", "Nearer (+, or the wheel)", () -> zoom(1)),
                way("zoom-fit", "Fit", "All of it", () -> zoom(Zoom.WHOLE)));
        ways.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(ways, Pos.BOTTOM_LEFT);
        var layers = new StackPane(paper, above, ways);
        layers.setMinSize(0, 0);
        above.setMinSize(0, 0);
        VBox.setVgrow(layers, Priority.ALWAYS);
        getChildren().add(layers);
        cursor.getStyleClass().add("cursor");
        knob.getStyleClass().add("cursor");
        hint.setMouseTransparent(true);
        hint.setManaged(false);
        hint.setVisible(false);
        above.setOnMouseMoved(event -> hint(event.getX(), event.getY()));
        above.setOnScroll(this::scrolled);
        above.setOnMouseExited(event -> hint.setVisible(false));
        playback.ifPresent(p -> {
            above.getStyleClass().add("scrubber");
            above.setOnMousePressed(event -> p.seek(plot().at(event.getX())));
            above.setOnMouseDragged(event -> p.seek(plot().at(event.getX())));
        });
        above.widthProperty().subscribe(width -> place());
        above.heightProperty().subscribe(height -> place());
    }

    private static Button way(String id, String text, String tip, Runnable does) {
        var button = Parts.button(text, Optional.empty(), does, "quiet");
        button.setId(id);
        button.setFocusTraversable(false);
        Parts.tip(button, tip);
        return button;
    }

    /** Nearer to the cursor by a step, or farther from it. */
    public void zoom(int by) {
        var model = shown;
        if (model != null) {
            zoom(zoom.by(by > 0 ? NEARER : 1 / NEARER, at, model.end()));
        }
    }

    private void zoom(Zoom wanted) {
        var model = shown;
        if (model != null && !wanted.equals(zoom)) {
            zoom = wanted;
            paper.draw(new TimelineDrawing(model, ahead, zoom));
            place();
        }
    }

    private void scrolled(ScrollEvent event) {
        var model = shown;
        if (model == null) {
            return;
        }
        // Shift turns the wheel sideways.
        if (event.getDeltaX() != 0) {
            var aside = plot().at(plot().left() + Math.abs(event.getDeltaX())).minus(plot().from());
            zoom(zoom.moved(event.getDeltaX() < 0 ? aside : aside.negated(), model.end()));
        } else if (event.getDeltaY() != 0) {
            zoom(zoom.by(event.getDeltaY() > 0 ? NEARER : 1 / NEARER, plot().at(event.getX()), model.end()));
        }
        event.consume();
    }

    public void look(Look now) {
        look = now;
        paper.look(now);
        place();
    }

    public void render(TimelineModel model) {
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        paper.draw(new TimelineDrawing(model, ahead, zoom));
        place();
    }

    /** Takes all of a recording, of which what is still to come is drawn dimmed. */
    public void ahead(TimelineModel whole) {
        if (!ahead.equals(Optional.of(whole))) {
            ahead = Optional.of(whole);
            shown = null;
        }
    }

    /** Moves the cursor; on every pulse. */
    public void cursor(Duration now) {
        bar.ifPresent(PlaybackBar::tick);
        if (!now.equals(at)) {
            var before = at;
            at = now;
            Optional.ofNullable(shown).ifPresent(model -> zoom(zoom.following(before, now, model.end())));
            place();
        }
    }

    /** Lets the class search the facts of a recording; false where none is played. */
    public boolean search() {
        bar.ifPresent(PlaybackBar::search);
        return bar.isPresent();
    }

    private Plot plot() {
        var end = Optional.ofNullable(shown).map(TimelineModel::end).orElse(Duration.ofMinutes(3));
        return new Plot(above.getWidth(), above.getHeight(), look, zoom.from(), zoom.to(end));
    }

    private void place() {
        var plot = plot();
        double x = Math.round(Math.min(plot.x(at), plot.right()));
        cursor.setVisible(x >= plot.left());
        knob.setVisible(x >= plot.left());
        double thick = Math.max(1.5, look.px(2));
        cursor.setX(x - thick / 2);
        cursor.setWidth(thick);
        cursor.setY(look.px(6));
        cursor.setHeight(Math.max(0, plot.axis() - look.px(4)));
        knob.setCenterX(x);
        knob.setCenterY(look.px(8));
        knob.setRadius(look.px(7));
    }

    private void hint(double x, double y) {
        var model = shown;
        if (model == null || x < plot().left() || x > plot().right()) {
            hint.setVisible(false);
            return;
        }
        var when = plot().at(x);
        if (when.compareTo(model.drawnTo()) > 0) {
            hint.setVisible(false);
            return;
        }
        int lane = plot().laneAt(y, model.lanes().size());
        var words = lane < 0 ? model.sliAt(when) : model.at(lane, when);
        hint.setText(TimelineDrawing.clock(when) + words.map(w -> " · " + w).orElse(""));
        hint.setVisible(true);
        hint.autosize();
        double room = above.getWidth() - hint.getWidth() - look.px(4);
        hint.relocate(Math.min(x + look.px(14), Math.max(0, room)), Math.max(0, y - hint.getHeight() - look.px(6)));
    }
}
