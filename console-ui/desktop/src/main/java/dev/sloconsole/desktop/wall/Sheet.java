package dev.sloconsole.desktop.wall;

import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.look.Theme.Token;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.wall.Part;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * What the painters draw on: texts, boxes and lines at places in units. Nodes rather than a canvas, so that a test can
 * ask every text where it is, how large, and whether it lies on another.
 */
final class Sheet {

    /** The smallest text there is on the wall, in units. */
    static final double SMALLEST = 24;

    private static final double LINE_HEIGHT = 1.21;
    private static final Pattern UNIT = Pattern.compile("(\\d) (%|×|s|min|h|times)(?![a-z])");

    private final Pane pane;
    private final Theme theme;

    Sheet(Pane pane, Theme theme) {
        this.pane = pane;
        this.theme = theme;
    }

    Color color(Tone tone) {
        return theme.color(tone);
    }

    Color color(Token token) {
        return theme.color(token);
    }

    Color fill(Tone tone) {
        return theme.fill(tone);
    }

    static Font regular(double size) {
        return Font.font("Inter", size);
    }

    static Font strong(double size) {
        return Font.font("Inter SemiBold", size);
    }

    static Font bold(double size) {
        return Font.font("Inter", FontWeight.BOLD, size);
    }

    static Font mono(double size) {
        return Font.font("JetBrains Mono", size);
    }

    /** How wide a text is. */
    static double width(String text, Font font) {
        return Widths.of(text, font);
    }

    /** The font in the largest size, not above its own, in which the text is at most so wide; never below the smallest. */
    static Font fitting(String text, Font font, double width) {
        double size = font.getSize();
        double wide = width(text, font);
        if (wide <= width) {
            return font;
        }
        double fitted = Math.max(SMALLEST, Math.floor(size * width / wide * 2) / 2);
        return Font.font(font.getFamily(), weight(font), fitted);
    }

    private static FontWeight weight(Font font) {
        return font.getStyle().contains("Bold") && !font.getFamily().contains("SemiBold")
                ? FontWeight.BOLD
                : FontWeight.NORMAL;
    }

    /** A text that begins at {@code x}, on a baseline. */
    Text text(String text, double x, double baseline, Font font, Color color) {
        var node = measured(text, font);
        node.setFill(color);
        node.setX(x);
        node.setY(baseline);
        return add(node);
    }

    /** A text that ends at {@code x}. */
    Text ending(String text, double x, double baseline, Font font, Color color) {
        return text(text, x - width(text, font), baseline, font, color);
    }

    /** A text with its middle at {@code x}. */
    Text centred(String text, double x, double baseline, Font font, Color color) {
        return text(text, x - width(text, font) / 2, baseline, font, color);
    }

    /** The baseline of a text whose letters have their middle at {@code y}. */
    static double baseline(double y, double size) {
        return y + size * 0.36;
    }

    private static Text measured(String text, Font font) {
        var node = new Text(text);
        node.setFont(font);
        node.setTextOrigin(VPos.BASELINE);
        node.setFontSmoothingType(FontSmoothingType.GRAY);
        return node;
    }

    /** Puts a sentence into an area, in lines; gives the height it takes. */
    double flow(List<Part> parts, Area area, Function<Double, Font> face, double size, Tone plain) {
        return flow(parts, area, face.apply(size), tone -> color(tone == Tone.PLAIN ? plain : tone));
    }

    /** The same with an ink for each tone. */
    double flow(List<Part> parts, Area area, Font font, Function<Tone, Color> ink) {
        var flow = flowing(parts, font, ink);
        double height = flow.prefHeight(area.width());
        flow.resizeRelocate(area.x(), area.y(), area.width(), height);
        add(flow);
        flow.layout();
        return height;
    }

    /** The largest size, from one down to another, in which a sentence takes at most so many lines of a width. */
    double sizeFor(
            List<Part> parts, double width, Function<Double, Font> face, double largest, double least, int lines) {
        if (height(parts, width, face.apply(largest)) <= lines * largest * LINE_HEIGHT + 2) {
            return largest;
        }
        // By halves: every size that is tried lays the sentence out.
        double fits = least;
        double tooLarge = largest;
        while (tooLarge - fits > 1) {
            double size = Math.floor((fits + tooLarge) / 2);
            if (height(parts, width, face.apply(size)) <= lines * size * LINE_HEIGHT + 2) {
                fits = size;
            } else {
                tooLarge = size;
            }
        }
        return fits;
    }

    /** How high a sentence is in lines of a width. */
    double height(List<Part> parts, double width, Font font) {
        return flowing(parts, font, this::color).prefHeight(width);
    }

    private static TextFlow flowing(List<Part> parts, Font font, Function<Tone, Color> ink) {
        var flow = new TextFlow();
        flow.setManaged(false);
        for (Part part : parts) {
            // A number and its unit stay together.
            var text = measured(UNIT.matcher(part.text()).replaceAll("$1\u00a0$2"), font);
            text.setFill(ink.apply(part.tone()));
            flow.getChildren().add(text);
        }
        return flow;
    }

    Rectangle box(double x, double y, double width, double height, double radius, Color color) {
        var box = new Rectangle(x, y, Math.max(0, width), Math.max(0, height));
        box.setArcWidth(2 * radius);
        box.setArcHeight(2 * radius);
        box.setFill(color);
        return add(box);
    }

    Rectangle frame(Area area, double radius, double width, Color color, Color fill) {
        var box = box(area.x(), area.y(), area.width(), area.height(), radius, fill);
        box.setStroke(color);
        box.setStrokeWidth(width);
        return box;
    }

    Line line(double x1, double y1, double x2, double y2, double width, Color color, Double... dashes) {
        var line = new Line(x1, y1, x2, y2);
        line.setStroke(color);
        line.setStrokeWidth(width);
        line.setStrokeLineCap(StrokeLineCap.BUTT);
        line.getStrokeDashArray().setAll(dashes);
        return add(line);
    }

    Polyline curve(List<Double> points, double width, Color color) {
        var curve = new Polyline();
        curve.getPoints().setAll(points);
        curve.setStroke(color);
        curve.setStrokeWidth(width);
        curve.setStrokeLineJoin(StrokeLineJoin.ROUND);
        curve.setFill(null);
        return add(curve);
    }

    void disc(double x, double y, double radius, Color color) {
        var disc = new Circle(x, y, radius);
        disc.setFill(color);
        add(disc);
    }

    /** A tick, a cross, or a disc for what goes on: shapes, for colour alone is none. */
    void mark(double x, double y, Tone tone, Color color) {
        switch (tone) {
            case GOOD -> {
                line(x - 12, y + 1, x - 4, y + 10, 5, color);
                line(x - 5, y + 10, x + 12, y - 10, 5, color);
            }
            case BAD -> {
                line(x - 11, y - 11, x + 11, y + 11, 6, color);
                line(x - 11, y + 11, x + 11, y - 11, 6, color);
            }
            case PLAIN, MUTED, WARN, INFO, VIOLET -> disc(x, y, 9, color);
        }
    }

    void polygon(Color color, double... points) {
        var polygon = new Polygon(points);
        polygon.setFill(color);
        add(polygon);
    }

    private <N extends Node> N add(N node) {
        node.setMouseTransparent(true);
        pane.getChildren().add(node);
        return node;
    }
}
