package dev.sloconsole.desktop.screen.lesson;

import dev.sloconsole.desktop.screen.look.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;

/** Draws the Markdown of a lesson: paragraphs, headings, lists, code, bold and italic. Links are their text. */
final class Markdown {

    private static final Parser PARSER = Parser.builder().build();

    private Markdown() {}

    static List<Node> render(String markdown) {
        return blocks(PARSER.parse(markdown));
    }

    private static List<Node> blocks(org.commonmark.node.Node parent) {
        var out = new ArrayList<Node>();
        for (var block = parent.getFirstChild(); block != null; block = block.getNext()) {
            switch (block) {
                case Heading heading -> out.add(flow(heading, "md-strong"));
                case ListBlock list -> out.add(list(list));
                case FencedCodeBlock code -> out.add(code(code.getLiteral()));
                case IndentedCodeBlock code -> out.add(code(code.getLiteral()));
                case org.commonmark.node.BlockQuote quote -> out.addAll(blocks(quote));
                default -> out.add(flow(block, "md-text"));
            }
        }
        return out;
    }

    private static Node code(String literal) {
        return Parts.wrapping(literal.stripTrailing(), "md-block");
    }

    private static Node list(ListBlock list) {
        var column = Parts.column("md-list");
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            var body = Parts.column("md-item");
            body.getChildren().addAll(blocks(item));
            body.setMinWidth(0);
            HBox.setHgrow(body, Priority.ALWAYS);
            var mark = Parts.firm(list instanceof BulletList ? "•" : number + ".", "md-mark");
            number++;
            column.getChildren().add(Parts.row("md-row", mark, body));
        }
        return column;
    }

    private static TextFlow flow(org.commonmark.node.Node block, String style) {
        var flow = new TextFlow();
        flow.getStyleClass().add("md-paragraph");
        flow.setMinWidth(0);
        spans(block, style, flow);
        return flow;
    }

    private static void spans(org.commonmark.node.Node parent, String style, TextFlow into) {
        for (var span = parent.getFirstChild(); span != null; span = span.getNext()) {
            switch (span) {
                case org.commonmark.node.Text text -> into.getChildren().add(text(text.getLiteral(), style));
                case Code code -> into.getChildren().add(text(code.getLiteral(), "md-code"));
                case SoftLineBreak soft -> into.getChildren().add(text(" ", style));
                case HardLineBreak hard -> into.getChildren().add(text("\n", style));
                case StrongEmphasis strong -> spans(strong, "md-strong", into);
                case Emphasis emphasis -> spans(emphasis, "md-emphasis", into);
                default -> spans(span, style, into);
            }
        }
    }

    private static Text text(String words, String style) {
        var text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }
}
