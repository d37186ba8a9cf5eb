package dev.sloconsole.desktop.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectorTest {

    private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1000, 1000);
    private static final Rectangle2D BEAMER = new Rectangle2D(1000, 0, 800, 600);
    private static final Rectangle2D SMALL = new Rectangle2D(1800, 0, 640, 480);

    private final ObservableList<Rectangle2D> displays = FXCollections.observableArrayList(LAPTOP);
    private final StackPane window = new StackPane();

    @SuppressWarnings("NullAway.Init") // made before each test
    private Projector projector;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Stage desk;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> {
            desk = new Stage();
            desk.setScene(new Scene(window, 600, 400));
            desk.setX(10);
            desk.setY(10);
            projector = new Projector(new WallPane(Theme.DARK, Room.USUAL), new Show(0), window, displays);
            desk.show();
            projector.follow(desk, event -> {});
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            projector.close();
            desk.close();
        });
    }

    private boolean inTheWindow() {
        return Fx.call(() -> window.getChildren().contains(projector.pane()));
    }

    @Test
    void withOneDisplayTheWindowTurnsIntoTheWallAndBack() {
        assertThat(inTheWindow()).isTrue();
        assertThat(projector.shown()).isFalse();
        Fx.run(projector::switchOver);
        assertThat(projector.pane().isVisible()).isTrue();
        Fx.run(projector::switchOver);
        assertThat(projector.pane().isVisible()).isFalse();
    }

    @Test
    void aDisplayThatIsPluggedInDuringTheClassGetsTheWallAndGivesItBack() {
        Fx.run(() -> displays.add(BEAMER));
        assertThat(projector.ownDisplay()).isTrue();
        assertThat(projector.shown()).isTrue();
        assertThat(inTheWindow()).isFalse();

        Fx.run(() -> displays.remove(BEAMER));
        assertThat(projector.ownDisplay()).isFalse();
        assertThat(inTheWindow()).isTrue();
        assertThat(Fx.call(() ->
                        Window.getWindows().stream().filter(Window::isShowing).toList()))
                .containsExactly(desk);
    }

    @Test
    void theWallOfADisplayOfItsOwnIsHiddenAndShownByTheSameKey() {
        Fx.run(() -> displays.add(BEAMER));
        Fx.run(projector::switchOver);
        assertThat(projector.shown()).isFalse();
        Fx.run(projector::switchOver);
        assertThat(projector.shown()).isTrue();
    }

    @Test
    void theWallLiesOnTheLargestDisplayThatIsNotTheDesks() {
        assertThat(Projector.other(300, 300, List.of(LAPTOP))).isEmpty();
        assertThat(Projector.other(300, 300, List.of(LAPTOP, SMALL, BEAMER))).contains(BEAMER);
        assertThat(Projector.other(1200, 100, List.of(LAPTOP, SMALL, BEAMER))).contains(LAPTOP);
    }
}
