package dev.sloconsole.desktop.screen.slo;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Windowing;
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

    private final boolean replay;
    private final Consumer<SloChoice> chosen;
    private final Runnable planAgain;
    private final Consumer<Windowing> windowing;
    private @Nullable SloChoice shown;
    private Windowing present = Windowing.FIXED;

    /**
     * A menu without a choice.
     *
     * @param replay whether a choice only asks "what if", for what happened cannot be changed
     * @param planAgain plans the rest of the window for the traffic as it is
     */
    public SloMenu(boolean replay, Consumer<SloChoice> chosen, Runnable planAgain, Consumer<Windowing> windowing) {
        this.replay = replay;
        this.chosen = chosen;
        this.planAgain = planAgain;
        this.windowing = windowing;
        setId("slo");
        getStyleClass().addAll("quiet", "slo-menu");
        setMinWidth(Region.USE_PREF_SIZE);
        Parts.tip(
                this,
                replay
                        ? "What if the class had promised something else? What was recorded stays beside it."
                        : "Objective and window of the SLO. Another one is a fact of the class: all is judged by it at once.");
    }

    /** Shows a choice as the present one. */
    public void render(SloChoice choice, Windowing now) {
        if (choice.equals(shown) && now == present) {
            return;
        }
        shown = choice;
        present = now;
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
        if (!replay) {
            items.add(new SeparatorMenuItem());
            items.add(title("How windows follow"));
            items.add(kind("one after the other", Windowing.FIXED));
            items.add(kind("one that rolls on", Windowing.ROLLING));
            items.add(new SeparatorMenuItem());
            var plan = new MenuItem("Plan again for the traffic as it is");
            plan.setId("plan-again");
            plan.setOnAction(event -> planAgain.run());
            items.add(plan);
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

    private MenuItem kind(String words, Windowing other) {
        var item = new RadioMenuItem(words);
        item.setSelected(other == present);
        item.setOnAction(event -> {
            item.setSelected(other == present);
            windowing.accept(other);
        });
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
