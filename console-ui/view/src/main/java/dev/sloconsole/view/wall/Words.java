package dev.sloconsole.view.wall;

import dev.sloconsole.view.Tone;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A text of the lesson, to be read from afar. */
public record Words(List<Block> blocks) implements Region {

    /** A paragraph, a line of a list, or code. */
    public record Block(Kind kind, String mark, List<Part> parts) {}

    /** How a block is set. */
    public enum Kind {
        PARAGRAPH,
        HEADING,
        ITEM,
        CODE
    }

    /** A text in Markdown. */
    public static Words of(String markdown) {
        var out = new ArrayList<Block>();
        blocks(Parser.builder().build().parse(markdown), out);
        return new Words(List.copyOf(out));
    }

    private static void blocks(Node parent, List<Block> out) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Heading h -> out.add(new Block(Kind.HEADING, "", parts(h)));
                case BulletList list -> items(list, out, false);
                case OrderedList list -> items(list, out, true);
                case FencedCodeBlock code ->
                    out.add(new Block(
                            Kind.CODE, "", Part.plain(code.getLiteral().stripTrailing())));
                case IndentedCodeBlock code ->
                    out.add(new Block(
                            Kind.CODE, "", Part.plain(code.getLiteral().stripTrailing())));
                default -> out.add(new Block(Kind.PARAGRAPH, "", parts(node)));
            }
        }
    }

    private static void items(Node list, List<Block> out, boolean numbered) {
        int number = 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item instanceof ListItem) {
                out.add(new Block(Kind.ITEM, numbered ? number++ + "." : "•", parts(item)));
            }
        }
    }

    /** Strong words are plain among softer ones; code has the colour of code. */
    private static List<Part> parts(Node node) {
        var out = new ArrayList<Part>();
        inline(node, Tone.MUTED, out);
        return List.copyOf(out);
    }

    private static void inline(Node parent, Tone tone, List<Part> out) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> out.add(new Part(text.getLiteral(), tone));
                case Code code -> out.add(new Part(code.getLiteral(), Tone.INFO));
                case StrongEmphasis strong -> inline(strong, Tone.PLAIN, out);
                case Emphasis emphasis -> inline(emphasis, Tone.PLAIN, out);
                case SoftLineBreak line -> out.add(new Part(" ", tone));
                case HardLineBreak line -> out.add(new Part("\n", tone));
                default -> inline(node, tone, out);
            }
        }
    }
}
