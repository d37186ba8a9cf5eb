package dev.sloconsole.desktop.screen.look;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * Nodes that lie over each other, most of them hidden. Each joins the scene when it is first to be seen: all that is in a
 * scene is styled when its window opens, seen or not, and that takes longer than all that is seen.
 */
public final class Layers {

    private final List<Node> children;
    private final List<? extends Node> layers;

    private Layers(List<Node> children, List<? extends Node> layers) {
        this.children = children;
        this.layers = layers;
    }

    /**
     * Lays nodes over the children that are there.
     *
     * @param layers the later ones over the earlier
     */
    public static void over(List<Node> children, List<? extends Node> layers) {
        var laid = new Layers(children, layers);
        for (var layer : layers) {
            if (layer.isVisible()) {
                children.add(layer);
            } else {
                layer.visibleProperty().addListener(laid.new FirstSight(layer));
            }
        }
    }

    private void join(Node layer) {
        var above = layers.subList(layers.indexOf(layer) + 1, layers.size()).stream()
                .filter(children::contains)
                .findFirst();
        children.add(above.map(children::indexOf).orElse(children.size()), layer);
    }

    private final class FirstSight implements ChangeListener<Boolean> {

        private final Node layer;

        FirstSight(Node layer) {
            this.layer = layer;
        }

        @Override
        public void changed(ObservableValue<? extends Boolean> visible, Boolean before, Boolean now) {
            visible.removeListener(this);
            join(layer);
        }
    }
}
