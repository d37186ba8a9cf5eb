package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.wall.Show;
import dev.sloconsole.view.wall.Show.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.EventHandler;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/**
 * Where the class sees the wall: full screen on the second display while there is one, also when it is plugged in during
 * the class; else in the console's own window, in turns with the desk. The keys work on both.
 */
public final class Projector implements AutoCloseable {

    private final WallPane pane;
    private final Show show;
    private final Pane window;
    private final ObservableList<Rectangle2D> displays;
    private final ListChangeListener<Rectangle2D> plugged = change -> arrange();
    private Optional<Stage> desk = Optional.empty();
    private Optional<Stage> display = Optional.empty();
    private EventHandler<KeyEvent> keys = event -> {};
    private boolean wanted;

    /**
     * A projector that shows nothing yet.
     *
     * @param window the console's own content, over which the wall lies where there is one display only
     * @param displays the bounds of the displays there are, as they are plugged in and out
     */
    public Projector(WallPane pane, Show show, Pane window, ObservableList<Rectangle2D> displays) {
        this.pane = pane;
        this.show = show;
        this.window = window;
        this.displays = displays;
        pane.setId("wall");
        window.getChildren().add(pane);
        Parts.show(pane, false);
    }

    /** Follows the displays from now on; the wall never lies on the one where the desk is. */
    public void follow(Stage console, EventHandler<KeyEvent> handler) {
        desk = Optional.of(console);
        keys = handler;
        displays.addListener(plugged);
        arrange();
    }

    /** Shows a state as of a time of the session, and says what that shows. */
    public Shown render(SessionState state, Duration now) {
        var next = show.next(state, now);
        pane.show(next, state, shown());
        return next;
    }

    /** Turns the window into the wall and back; the wall of a display of its own is shown or hidden. */
    public void switchOver() {
        if (display.isPresent()) {
            var stage = display.get();
            if (stage.isShowing()) {
                stage.hide();
            } else {
                stage.show();
            }
        } else {
            wanted = !wanted;
            Parts.show(pane, wanted);
        }
    }

    /** Shows what the class is to take home, or the present; false if it did already. */
    public boolean lookBack(boolean is) {
        return show.lookBack(is);
    }

    public void switchFrozen() {
        show.switchFrozen();
    }

    public void switchBlack() {
        show.switchBlack();
    }

    public boolean black() {
        return show.black();
    }

    /** Whether the class sees the wall, rather than the desk. */
    public boolean shown() {
        return display.map(Stage::isShowing).orElse(wanted);
    }

    /** Whether the wall has a display to itself. */
    public boolean ownDisplay() {
        return display.isPresent();
    }

    public WallPane pane() {
        return pane;
    }

    private void arrange() {
        var place = desk.flatMap(stage -> other(stage, displays));
        if (place.isEmpty()) {
            display.ifPresent(Stage::close);
            if (display.isPresent()) {
                display = Optional.empty();
                window.getChildren().add(pane);
                Parts.show(pane, wanted);
            }
        } else if (display.isEmpty()) {
            display = Optional.of(opened(place.get()));
        } else {
            fill(display.get(), place.get());
        }
    }

    private static Optional<Rectangle2D> other(Stage desk, List<Rectangle2D> displays) {
        return other(desk.getX() + desk.getWidth() / 2, desk.getY() + desk.getHeight() / 2, displays);
    }

    /** The largest display on which a point of the desk does not lie; empty where there is one display only. */
    static Optional<Rectangle2D> other(double x, double y, List<Rectangle2D> displays) {
        if (displays.size() < 2) {
            return Optional.empty();
        }
        var own = displays.stream()
                .filter(bounds -> bounds.contains(x, y))
                .findFirst()
                .orElse(displays.getFirst());
        return displays.stream()
                .filter(bounds -> !bounds.equals(own))
                .reduce((a, b) -> a.getWidth() * a.getHeight() >= b.getWidth() * b.getHeight() ? a : b);
    }

    private Stage opened(Rectangle2D place) {
        window.getChildren().remove(pane);
        Parts.show(pane, true);
        var stage = new Stage(StageStyle.UNDECORATED);
        stage.setTitle("SLO Console, the wall");
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        var scene = new Scene(pane, place.getWidth(), place.getHeight());
        scene.addEventFilter(KeyEvent.ANY, keys);
        stage.setScene(scene);
        fill(stage, place);
        stage.show();
        stage.setFullScreen(true);
        return stage;
    }

    private static void fill(Stage stage, Rectangle2D place) {
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        stage.setWidth(place.getWidth());
        stage.setHeight(place.getHeight());
    }

    @Override
    public void close() {
        displays.removeListener(plugged);
        display.ifPresent(Stage::close);
        display = Optional.empty();
    }
}
