package dev.sloconsole.desktop.screen.look;

import java.util.List;
import javafx.scene.Node;

/**
 * Nodes that lie over each other, most of them hidden. Each joins the scene when it is first to be seen: all that is in a
 * scene is styled when its window opens, seen or not, and that takes longer than all that is seen.
 */
public final class Layers {

    private Layers() {}

    /**
     * Lays nodes over the children that are there.
     *
     * @param layers the later ones over the earlier
     */
    public static void over(List<Node> children, List<Node> layers) {
        for (var layer : layers) {
            layer.visibleProperty().subscribe(seen -> {
                if (seen && !children.contains(layer)) {
                    var above = layers.subList(layers.indexOf(layer) + 1, layers.size()).stream()
                            .filter(children::contains)
                            .findFirst();
                    children.add(above.map(children::indexOf).orElse(children.size()), layer);
                }
            });
        }
    }
}
