package dev.sloconsole.desktop.screen.room;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.wall.Room;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Asks over the window how deep the room is, after which the wall's text is sized; hidden until it is asked. */
public final class RoomPane extends Overlay {

    private static final String EXPLANATION =
            "How many metres is it from the wall to the last row? The wall's text grows with it, up to 1.4 times.";

    private final TextField metres = new TextField();
    private final Label problem = Parts.wrapping("", "confirm-text", "tone-bad");
    private final Consumer<Room> chosen;
    private Room room;

    /**
     * A question that is not asked yet.
     *
     * @param room as far as it is known
     * @param chosen is told what was answered
     */
    public RoomPane(Room room, Consumer<Room> chosen) {
        super("room");
        this.room = room;
        this.chosen = chosen;
        metres.setId("room-metres");
        metres.setPrefColumnCount(5);
        metres.setOnAction(event -> accept());
        var field = Parts.row("confirm-head", metres, Parts.firm("m"));
        field.setAlignment(Pos.CENTER_LEFT);
        var yes = Parts.button("Size the wall", Optional.empty(), this::accept, "primary");
        yes.setId("room-yes");
        var no = Parts.button("Cancel", Optional.empty(), this::close, "quiet");
        var buttons = new HBox(Parts.spring(), no, yes);
        buttons.getStyleClass().add("confirm-buttons");
        var card = Parts.column(
                "confirm-card",
                Parts.firm("The depth of the room", "confirm-title"),
                Parts.wrapping(EXPLANATION, "confirm-text"),
                field,
                problem,
                buttons);
        lay(card);
        Parts.show(problem, false);
    }

    /** Asks, with the answer of before. */
    public void open() {
        metres.setText(
                BigDecimal.valueOf(room.depthMetres()).stripTrailingZeros().toPlainString());
        Parts.show(problem, false);
        appear();
        metres.requestFocus();
        metres.selectAll();
    }

    private void accept() {
        try {
            room = Room.deep(Double.parseDouble(metres.getText().strip().replace(',', '.')));
            close();
            chosen.accept(room);
        } catch (NumberFormatException e) {
            complain("“" + metres.getText() + "” is no number of metres. Write one such as 8.");
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    private void complain(String words) {
        problem.setText(words);
        Parts.show(problem, true);
    }
}
