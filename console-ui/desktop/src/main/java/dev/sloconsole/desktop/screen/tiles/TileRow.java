package dev.sloconsole.desktop.screen.tiles;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.slo.WhatIfModel;
import dev.sloconsole.view.tiles.Tile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The four tiles beside each other, all of the same width: SLI, budget, burn rate, alert. */
public final class TileRow extends GridPane {

    private static final int BUDGET = 1;
    private static final int ALERT = 3;

    private final Button asRecorded;
    private final List<Card> cards = Stream.generate(Card::new).limit(4).toList();

    /**
     * Four empty tiles.
     *
     * @param slo stands in the budget's tile
     * @param how asked for by the button in the budget's tile
     * @param why asked for by a press on the alert's tile
     * @param reset asked for by a press on the SLI's tile, while it is asked "what if"
     */
    public TileRow(Node slo, Runnable how, Runnable why, Runnable reset) {
        getStyleClass().add("tiles");
        for (int i = 0; i < cards.size(); i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / cards.size());
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
            add(cards.get(i), i, 0);
            GridPane.setVgrow(cards.get(i), Priority.ALWAYS);
        }
        asRecorded = Parts.button("Reset", Optional.empty(), reset, "quiet", "tile-button");
        asRecorded.setId("what-if-reset");
        Parts.tip(asRecorded, "Away with the what-if, back to what was recorded.");
        Parts.show(asRecorded, false);
        cards.getFirst().beside(asRecorded);
        var reckoning = Parts.button("", Optional.of(MaterialDesignF.FUNCTION), how, "quiet", "tile-button");
        reckoning.setId("how");
        reckoning.setAccessibleText("How the budget is reckoned");
        Parts.tip(reckoning, "How the budget is reckoned, and what other tools would say now.");
        cards.get(BUDGET).beside(Parts.row("tile-buttons", slo, reckoning));
        var ask = Parts.button("Why?", Optional.empty(), why, "quiet", "tile-button");
        ask.setId("why");
        Parts.tip(ask, "Why each alert fires, or does not.");
        cards.get(ALERT).beside(ask);
        cards.get(ALERT).getStyleClass().add("tile-pressed");
        cards.get(ALERT).setOnMouseClicked(event -> why.run());
    }

    /** Shows four tiles. */
    public void render(List<Tile> tiles) {
        for (int i = 0; i < cards.size(); i++) {
            cards.get(i).render(tiles.get(i));
        }
    }

    /** Shows in every tile what it would say for another SLO, or what it says. */
    public void whatIf(Optional<WhatIfModel> model) {
        Parts.show(asRecorded, model.isPresent());
        var items = model.map(m -> List.of(m.sli(), m.budget(), m.burn(), m.alerts()))
                .orElse(List.of());
        for (int i = 0; i < cards.size(); i++) {
            if (items.isEmpty()) {
                cards.get(i).recorded();
            } else {
                cards.get(i).whatIf(model.orElseThrow().mark(), items.get(i));
            }
        }
    }

    private static final class Card extends VBox {
        private final Label title = Parts.label("", "tile-title", Parts.MAY_SHORTEN);
        private final Label stale = Parts.firm("", "stale-badge");
        private final Label alarm = Parts.icon(MaterialDesignA.ALERT, "tile-alarm");
        private final Label value = Parts.firm("", "tile-value");
        private final Label words = Parts.label("", "tile-unit", Parts.MAY_SHORTEN);
        private final Region barFill = new Region();
        private final Region steady = new Region();
        private final Pane bar = new Pane(barFill, steady) {
            @Override
            protected void layoutChildren() {
                barFill.resizeRelocate(0, 0, getWidth() * fraction, getHeight());
                steady.resizeRelocate(getWidth() * steadyAt - 1, -3, 2, getHeight() + 6);
            }
        };
        private final Label note = Parts.label("", "tile-note", Parts.MAY_SHORTEN);
        private final Label mark = Parts.firm("", "what-if-mark");
        private final Label answer = Parts.label("", "what-if-answer", Parts.MAY_SHORTEN);
        private final HBox whatIf = Parts.row("what-if", mark, answer);
        private final HBox head = Parts.row("tile-head", title);
        private double fraction;
        private double steadyAt;
        private @Nullable Tile shown;

        Card() {
            getStyleClass().add("tile");
            setMinWidth(0);
            words.setWrapText(true);
            barFill.getStyleClass().add("tile-bar-fill");
            bar.getStyleClass().add("tile-bar");
            steady.getStyleClass().add("tile-bar-mark");
            head.setAlignment(Pos.CENTER_LEFT);
            var figure = Parts.row("tile-figure", alarm, value, words, Parts.spring(), stale);
            figure.setAlignment(Pos.CENTER_LEFT);
            whatIf.setAlignment(Pos.BASELINE_LEFT);
            whatIf.setMaxWidth(Region.USE_PREF_SIZE);
            Parts.show(whatIf, false);
            getChildren().addAll(head, figure, bar, note, whatIf);
        }

        /** Puts a control at the right of the title. */
        void beside(Node control) {
            head.getChildren().addAll(Parts.spring(), control);
        }

        void whatIf(String promise, WhatIfModel.Item item) {
            mark.setText(promise);
            answer.setText(item.value());
            Parts.tip(whatIf, item.formula());
            Parts.show(whatIf, true);
            Parts.show(note, false);
        }

        void recorded() {
            Parts.show(whatIf, false);
            Parts.show(note, true);
        }

        void render(Tile tile) {
            if (tile.equals(shown)) {
                return;
            }
            shown = tile;
            title.setText(tile.title());
            // What is old stands above for how long, for there is little room beside the figure.
            stale.setText(tile.stale().orElse("").replace(": ", "\n"));
            Parts.show(stale, tile.stale().isPresent());
            value.setText(tile.value());
            Parts.tone(value, tile.tone());
            words.setText(tile.words());
            Parts.show(words, !tile.words().isEmpty());
            boolean letters = tile.value().chars().anyMatch(Character::isLetter);
            if (letters != value.getStyleClass().contains("tile-words")) {
                if (letters) {
                    value.getStyleClass().add("tile-words");
                } else {
                    value.getStyleClass().remove("tile-words");
                }
            }
            // Colour is never alone: a bad figure carries a sign as well.
            Parts.show(alarm, tile.tone() == Tone.BAD);
            Parts.tone(alarm, tile.tone());
            Parts.show(bar, tile.bar().isPresent());
            fraction = tile.bar().map(Tile.Bar::fraction).orElse(0.0);
            var mark = tile.bar().flatMap(Tile.Bar::steady);
            steadyAt = mark.orElse(0.0);
            Parts.show(steady, mark.isPresent());
            Parts.box(barFill, tile.tone());
            bar.requestLayout();
            note.setText(tile.note());
            Parts.tip(this, tile.title() + "\n" + tile.formula());
        }
    }
}
