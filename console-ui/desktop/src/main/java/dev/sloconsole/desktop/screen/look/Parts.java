package dev.sloconsole.desktop.screen.look;

import dev.sloconsole.view.Tone;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/** The small nodes that every area is made of. */
public final class Parts {

    /** The style class of labels that may be cut short with an ellipsis, because a tooltip holds the whole text. */
    public static final String MAY_SHORTEN = "may-shorten";

    private Parts() {}

    public static Label label(String text, String... classes) {
        var label = new Label(text);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /** A label that never gets narrower than its text. */
    public static Label firm(String text, String... classes) {
        var label = label(text, classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** A label that breaks its text into lines and is as tall as they need. */
    public static Label wrapping(String text, String... classes) {
        var label = label(text, classes);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** An icon as a letter of its font, so that it scales and is coloured as text is. */
    public static Label icon(Ikon ikon, String... classes) {
        var label = firm(Character.toString(ikon.getCode()), classes);
        label.getStyleClass().add("icon");
        return label;
    }

    public static void icon(Label label, Ikon ikon) {
        label.setText(Character.toString(ikon.getCode()));
    }

    public static Button button(String text, Optional<Ikon> ikon, Runnable action, String... classes) {
        var button = new Button(text);
        // An underscore is one, not the sign of a shortcut.
        button.setMnemonicParsing(false);
        ikon.ifPresent(i -> button.setGraphic(icon(i)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(classes);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Leaves exactly one tone's class on the node. */
    public static void tone(Node node, Tone tone) {
        swap(node, "tone-", tone.styleClass());
    }

    /** Leaves exactly one box tone's class on the node. */
    public static void box(Node node, Tone tone) {
        swap(node, "box-", tone.boxClass());
    }

    private static void swap(Node node, String prefix, String wanted) {
        var classes = node.getStyleClass();
        if (!classes.contains(wanted)) {
            classes.removeIf(name -> name.startsWith(prefix));
            classes.add(wanted);
        }
    }

    /** Shows or hides a node together with the room it takes. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Explains a node to whoever rests the mouse on it; nothing, if the text is empty. */
    public static void tip(Node explained, String text) {
        Tip.of(explained).tell(text);
    }

    public static HBox row(String styleClass, Node... children) {
        var row = new HBox(children);
        row.getStyleClass().add(styleClass);
        return row;
    }

    public static VBox column(String styleClass, Node... children) {
        var column = new VBox(children);
        column.getStyleClass().add(styleClass);
        return column;
    }

    public static Region spring() {
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        VBox.setVgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Keeps as many children as there are items, making or dropping the rest. */
    public static <N extends Node> void resize(List<Node> children, int size, java.util.function.Supplier<N> maker) {
        while (children.size() > size) {
            children.removeLast();
        }
        while (children.size() < size) {
            children.add(maker.get());
        }
    }
}
