package dev.sloconsole.desktop.screen.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.view.wall.Room;
import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoomPaneTest {

    private final List<Room> chosen = new ArrayList<>();
    private final RoomPane pane = Fx.call(() -> {
        var made = new RoomPane(Room.USUAL, chosen::add);
        new Scene(made, 600, 400);
        made.open();
        return made;
    });

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private void answer(String metres) {
        Fx.run(() -> {
            var field = (TextField) pane.lookup("#room-metres");
            field.setText(metres);
            field.fireEvent(new ActionEvent());
        });
    }

    private List<String> said() {
        return Fx.call(() -> pane.lookupAll(".confirm-text").stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    @Test
    void theRoomIsAskedForWithTheAnswerOfBefore() {
        assertThat(Fx.call(() -> ((TextField) pane.lookup("#room-metres")).getText()))
                .isEqualTo("6");
        answer("9,5");
        assertThat(chosen).containsExactly(Room.deep(9.5));
        assertThat(pane.isVisible()).isFalse();
        Fx.run(pane::open);
        assertThat(Fx.call(() -> ((TextField) pane.lookup("#room-metres")).getText()))
                .isEqualTo("9.5");
    }

    @Test
    void anAnswerThatIsNoneStaysAQuestion() {
        answer("far");
        assertThat(said()).last().asString().isEqualTo("“far” is no number of metres. Write one such as 8.");
        answer("-3");
        assertThat(said()).last().asString().contains("write its depth in metres, such as 8");
        assertThat(chosen).isEmpty();
        assertThat(pane.isVisible()).isTrue();
    }
}
