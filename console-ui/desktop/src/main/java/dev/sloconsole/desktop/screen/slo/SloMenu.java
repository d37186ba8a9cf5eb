package dev.sloconsole.desktop.screen.slo;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.slo.SloChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Shows objective and window, and offers others. */
public final class SloMenu extends MenuButton {

    private static final PseudoClass WHAT_IF = PseudoClass.getPseudoClass("what-if");

    private final Consumer<SloChoice> chosen;
    private @Nullable SloChoice shown;

    /** @param replay whether a choice only asks "what if", for what happened cannot be changed */
    public SloMenu(boolean replay, Consumer<SloChoice> chosen) {
        this.chosen = chosen;
        setId("slo");
        getStyleClass().addAll("quiet", "slo-menu");
        setMinWidth(Region.USE_PREF_SIZE);
        Parts.tip(this, replay
                ? "What if the class had promised something else? What was recorded stays beside it."
                : "Objective and window of the SLO. Another one is a fact of the class: all is judged by it at once.");
    }

    /** Shows a choice as the present one. */
    public void render(SloChoice choice) {
        if (choice.equals(shown)) {
            return;
        }
        shown = choice;
        setText(choice.words());
        var items = new ArrayList<MenuItem>();
        items.add(title("Objective"));
        for (double objective : SloChoice.OBJECTIVES) {
            items.add(item(Written.objective(objective), choice.withObjective(objective), choice));
        }
        items.add(new SeparatorMenuItem());
        items.add(title("Window"));
        for (var window : SloChoice.WINDOWS) {
            items.add(item(Written.window(window), choice.withWindow(window), choice));
        }
        getItems().setAll(List.copyOf(items));
    }

    /** Marks the present choice as one that was not the class's. */
    public void whatIf(boolean asked) {
        pseudoClassStateChanged(WHAT_IF, asked);
    }

    private static MenuItem title(String words) {
        var item = new MenuItem(words);
        item.getStyleClass().add("menu-title");
        item.setDisable(true);
        return item;
    }

    private MenuItem item(String words, SloChoice other, SloChoice present) {
        var item = new RadioMenuItem(words);
        item.setSelected(other.equals(present));
        item.setOnAction(event -> {
            // The state decides which one is on, not the press.
            item.setSelected(other.equals(present));
            chosen.accept(other);
        });
        return item;
    }
}
