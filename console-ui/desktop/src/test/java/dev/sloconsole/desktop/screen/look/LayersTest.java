package dev.sloconsole.desktop.screen.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final Node desk = new Region();
    private final Node first = new Region();
    private final Node second = new Region();
    private final Node third = new Region();

    @Test
    void eachJoinsWhenItIsFirstSeenAndAlwaysInItsPlace() {
        first.setVisible(false);
        third.setVisible(false);
        var pane = new StackPane(desk);
        Layers.over(pane.getChildren(), List.of(first, second, third));
        assertThat(pane.getChildren()).containsExactly(desk, second);
        third.setVisible(true);
        first.setVisible(true);
        assertThat(pane.getChildren()).containsExactly(desk, first, second, third);
    }

    @Test
    void whatWasSeenOnceStays() {
        first.setVisible(false);
        var pane = new StackPane(desk);
        Layers.over(pane.getChildren(), List.of(first));
        for (boolean seen : new boolean[] {true, false, true}) {
            first.setVisible(seen);
            assertThat(pane.getChildren()).containsExactly(desk, first);
        }
    }
}
