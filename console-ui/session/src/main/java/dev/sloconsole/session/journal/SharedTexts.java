package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Gives the same text once: two hours of a class name their few services, tasks and addresses some hundred thousand
 * times. Keeps a few thousand short texts, each in the place that its hash says; a race costs a text more, no more.
 */
final class SharedTexts extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 100;

    private final transient TextNode[] texts = new TextNode[PLACES];

    @Override
    public TextNode textNode(String text) {
        if (text.length() > LONGEST) {
            return super.textNode(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        var there = texts[place];
        if (there != null && there.textValue().equals(text)) {
            return there;
        }
        var fresh = super.textNode(text);
        texts[place] = fresh;
        return fresh;
    }
}
