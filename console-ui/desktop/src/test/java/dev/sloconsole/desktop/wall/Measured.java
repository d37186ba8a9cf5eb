package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What is wrong with a painted wall: texts that stick out, lie on each other, are too small, or too pale. */
final class Measured {

    private static final double CONTRAST = 4.5;

    private final Pane paper;
    private final Theme theme;
    private final List<Said> said = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A text with the room that its letters take. */
    private record Said(String text, Bounds bounds) {}

    private Measured(Pane paper, Theme theme) {
        this.paper = paper;
        this.theme = theme;
    }

    /** Every fault in words; empty where all is well. */
    static List<String> faults(Pane paper, Theme theme) {
        var measured = new Measured(paper, theme);
        measured.texts();
        measured.overlaps();
        return measured.faults;
    }

    private void texts() {
        for (Node node : paper.getChildren()) {
            if (node instanceof Text text) {
                look(text, text.getBoundsInParent());
                said.add(new Said(text.getText(), letters(text.getBoundsInParent())));
                inside(text.getText(), letters(text.getBoundsInParent()));
            } else if (node instanceof TextFlow flow) {
                var words = new StringBuilder();
                for (Node part : flow.getChildren()) {
                    look((Text) part, flow.getBoundsInParent());
                    words.append(((Text) part).getText());
                }
                if (!words.isEmpty()) {
                    said.add(new Said(words.toString(), flow.getBoundsInParent()));
                    inside(words.toString(), flow.getBoundsInParent());
                }
            }
        }
    }

    private void inside(String text, Bounds bounds) {
        if (bounds.getMinX() < -1
                || bounds.getMinY() < -1
                || bounds.getMaxX() > paper.getWidth() + 1
                || bounds.getMaxY() > paper.getHeight() + 1) {
            faults.add("\"" + text + "\" sticks out of the wall: " + bounds);
        }
    }

    private void look(Text text, Bounds bounds) {
        if (text.getFont().getSize() < Sheet.SMALLEST - 0.01) {
            faults.add("\"" + text.getText() + "\" is " + text.getFont().getSize() + " units high only");
        }
        double contrast = Theme.contrast((Color) text.getFill(), ground(text, bounds));
        if (contrast < CONTRAST) {
            faults.add(String.format(Locale.ROOT, "\"%s\" has a contrast of %.2f", text.getText(), contrast));
        }
    }

    /** The box that was painted last under the text's middle, or the wall. */
    private Color ground(Text text, Bounds bounds) {
        double x = bounds.getCenterX();
        double y = bounds.getCenterY();
        Color ground = theme.color(Token.BG);
        for (Node node : paper.getChildren()) {
            if (node == text) {
                break;
            }
            if (node instanceof Rectangle box
                    && box.getFill() instanceof Color fill
                    && fill.getOpacity() > 0
                    && box.contains(x, y)) {
                ground = fill;
            }
        }
        return ground;
    }

    private void overlaps() {
        for (int i = 0; i < said.size(); i++) {
            for (int j = i + 1; j < said.size(); j++) {
                if (said.get(i).bounds().intersects(said.get(j).bounds())) {
                    faults.add("\"" + said.get(i).text() + "\" lies on \""
                            + said.get(j).text() + "\": " + said.get(i).bounds() + " on "
                            + said.get(j).bounds());
                }
            }
        }
    }

    /** A line's bounds hold room for accents above and below, which letters do not take. */
    private static Bounds letters(Bounds b) {
        return new BoundingBox(b.getMinX(), b.getMinY() + b.getHeight() * 0.14, b.getWidth(), b.getHeight() * 0.76);
    }
}
