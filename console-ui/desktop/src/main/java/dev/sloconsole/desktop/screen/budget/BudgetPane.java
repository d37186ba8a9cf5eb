package dev.sloconsole.desktop.screen.budget;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Overlay;
import dev.sloconsole.desktop.screen.look.Paper;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.budget.BudgetCurves;
import dev.sloconsole.view.budget.BudgetFormula;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The budget's reckoning over the window, planned and beside it seen only; hidden until it is asked for. */
public final class BudgetPane extends Overlay {

    private static final String EMPTY = "Nobody has asked for anything yet: all of the budget is planned.";

    private final VBox planned = Parts.column("budget-lines");
    private final VBox seen = Parts.column("budget-lines");
    private final Paper paper = new Paper();
    private Optional<SessionState> latest = Optional.empty();

    public BudgetPane() {
        super("budget");
        var head = head(Parts.firm("How the budget is reckoned", "confirm-title"), Parts.spring());
        paper.getStyleClass().add("budget-chart");
        var card = Parts.column(
                "alerts-card",
                head,
                Parts.label("Planned: what was seen, and what is still to come", "panel-title"),
                planned,
                Parts.label("Seen only: what tools say that divide by what was seen", "panel-title"),
                seen,
                Parts.wrapping(BudgetFormula.MEET, "alerts-rule", "budget-meet"),
                paper);
        lay(card);
        closeByAPressBeside();
    }

    public void open() {
        appear();
        draw();
    }

    public void look(Look now) {
        paper.look(now);
    }

    /** Brings it up to date; nothing is reckoned or drawn while it is hidden. */
    public void render(SessionState state) {
        latest = Optional.of(state);
        if (isVisible()) {
            draw();
        }
    }

    private void draw() {
        var curves = latest.flatMap(BudgetCurves::from);
        planned.getChildren()
                .setAll(lines(curves.map(c -> c.formula().planned()).orElse(List.of(EMPTY))));
        seen.getChildren()
                .setAll(lines(curves.map(c -> c.formula().seen())
                        .filter(words -> !words.isEmpty())
                        .orElse(List.of("No data: there is nothing to divide by."))));
        Parts.show(paper, curves.isPresent());
        curves.ifPresent(c -> paper.draw(new BudgetDrawing(c)));
    }

    private static List<Label> lines(List<String> words) {
        return words.stream().map(line -> Parts.wrapping(line, "budget-line")).toList();
    }
}
