package dev.sloconsole.desktop.screen.keys;

import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.TrafficWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** The keys and what they do, over the window; hidden until it is asked for. */
public final class KeysPane extends Overlay {

    private record Key(String keys, String does) {}

    private final Source source;
    private final Runnable about;

    /**
     * The keys, which are written when they are first asked for.
     *
     * @param source a recording has keys of its own, and none that change a class; a paid cloud has some more
     * @param about shows what the program says of itself
     */
    public KeysPane(Source source, Runnable about) {
        super("keys");
        this.source = source;
        this.about = about;
    }

    private Region card() {
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (Key key : source == Source.REPLAY ? replay() : live(source == Source.AWS)) {
            var name = Parts.firm(key.keys, "keys-key", "mono");
            var words = Parts.wrapping(key.does, "keys-does");
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(row++, name, words);
        }
        var aboutIt = Parts.button("About", Optional.empty(), about, "quiet");
        aboutIt.setId("show-about");
        Parts.tip(aboutIt, "Version, and licences of what is shipped.");
        var head = head(Parts.firm("Keys", "confirm-title"), Parts.spring(), aboutIt);
        return Parts.column("alerts-card", head, grid);
    }

    /** Shows it, or takes it away. */
    public void toggle() {
        if (getChildren().isEmpty()) {
            lay(card());
        }
        Parts.show(this, !isVisible());
    }

    private static List<Key> live(boolean paid) {
        var modes = new ArrayList<String>();
        for (TrafficPlan.Mode mode : TrafficPlan.Mode.values()) {
            modes.add(modes.size() + " " + TrafficWords.name(mode).toLowerCase(Locale.ROOT));
        }
        var keys = new ArrayList<Key>();
        keys.add(new Key("Page Down, Page Up", "the next step, the step before (a presenter's keys)"));
        keys.add(new Key("A", "what the step's button does, unless it must be held"));
        keys.add(new Key("K, held for a second", "kills the app's task"));
        keys.add(new Key("0 … " + (modes.size() - 1), "traffic: " + String.join(", ", modes)));
        keys.add(new Key("G", "the field for the class's guess; Enter takes it, Escape leaves it"));
        keys.add(new Key("N", "the speaker's notes"));
        keys.add(new Key("E", "looks back when the lesson is over"));
        keys.add(new Key("C", "checks what could go wrong in the class, as ./slo doctor says it"));
        keys.add(new Key("R", "the way out of a failed deployment or deletion"));
        if (paid) {
            keys.add(new Key("M, H, U", "admits my address, puts the auto-stop off by an hour, wakes the services up"));
        }
        keys.addAll(both());
        return keys;
    }

    private static List<Key> replay() {
        var keys = new ArrayList<Key>();
        keys.add(new Key("Space", "plays and pauses"));
        keys.add(new Key("← →", "the fact before, the next fact"));
        keys.add(new Key("Page Up, Page Down", "the step before, the next step"));
        keys.add(new Key("Home, End", "the beginning, the end"));
        keys.add(
                new Key("/ or Ctrl+F", "searches the facts; Enter and Shift+Enter go from hit to hit, Escape ends it"));
        keys.addAll(both());
        return keys;
    }

    private static List<Key> both() {
        return List.of(
                new Key("W or F5", "the wall, for the class, and back"),
                new Key("F", "holds the wall's picture; the class goes on"),
                new Key("D", "the depth of the room in metres, after which the wall's text is sized"),
                new Key("B or .", "blacks the wall; nothing steps meanwhile"),
                new Key("+, −, wheel", "nearer to the timeline, farther; Shift+wheel goes to and fro"),
                new Key("Ctrl+1 … Ctrl+4", "the tabs in the middle"),
                new Key("Ctrl+plus, Ctrl+minus, Ctrl+0", "larger, smaller, usual text of what is read"),
                new Key("F11", "full screen"),
                new Key("Escape", "closes what lies over the window; never leaves full screen"),
                new Key("?", "these keys"));
    }
}
