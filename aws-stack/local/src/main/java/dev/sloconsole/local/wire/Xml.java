package dev.sloconsole.local.wire;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML document being written, in the shapes of AWS's query answers. Text is escaped; characters that XML 1.0 cannot
 * carry become U+FFFD.
 */
public final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** A step that may fail the way the JDK's writer fails; on a string it never does. */
    @FunctionalInterface
    private interface Step {
        void write() throws XMLStreamException;
    }

    private final XMLStreamWriter out;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** A whole document: one root element in a namespace (none if empty). */
    public static String document(String root, String namespace, Consumer<Xml> content) {
        var text = new StringWriter();
        try {
            var out = FACTORY.createXMLStreamWriter(text);
            var xml = new Xml(out);
            out.writeStartElement(root);
            if (!namespace.isEmpty()) {
                out.writeDefaultNamespace(namespace);
            }
            content.accept(xml);
            out.writeEndElement();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Could not write the XML answer " + root + ".", e);
        }
        return text.toString();
    }

    /**
     * The answer of a query operation: {@code <ActionResponse><ActionResult>...</ActionResult><ResponseMetadata/>}. The
     * result element is always there: botocore fails without it, and the Java SDK then silently reads nothing.
     */
    public static String answer(String action, String namespace, Consumer<Xml> result) {
        return document(
                action + "Response",
                namespace,
                xml -> xml.element(action + "Result", result)
                        .element("ResponseMetadata", meta -> meta.text("RequestId", RequestId.current())));
    }

    public Xml element(String name, Consumer<Xml> content) {
        step(() -> out.writeStartElement(name));
        content.accept(this);
        step(out::writeEndElement);
        return this;
    }

    public Xml text(String name, String value) {
        return element(name, xml -> step(() -> out.writeCharacters(printable(value))));
    }

    public Xml text(String name, boolean value) {
        return text(name, Boolean.toString(value));
    }

    /** Nothing at all if the value is not there. */
    public Xml text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    /** A list as the query protocol writes it: {@code <Name><member/><member/></Name>}. */
    public <T> Xml members(String name, Collection<T> items, BiConsumer<Xml, T> each) {
        return list(name, "member", items, each);
    }

    /** A list with a name for its items; {@code <item>} in EC2. */
    public <T> Xml list(String name, String itemName, Collection<T> items, BiConsumer<Xml, T> each) {
        return element(name, list -> items.forEach(one -> list.element(itemName, xml -> each.accept(xml, one))));
    }

    /** Bare text inside the element at hand. */
    public Xml characters(String value) {
        step(() -> out.writeCharacters(printable(value)));
        return this;
    }

    private static void step(Step step) {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Could not write the XML answer.", e);
        }
    }

    /** XML 1.0, section 2.2: tab, line feed, carriage return, and all from U+0020 but surrogates, FFFE and FFFF. */
    private static String printable(String value) {
        var text = new StringBuilder(value.length());
        value.codePoints().map(c -> isXml(c) ? c : 0xFFFD).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean isXml(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return c <= 0xD7FF || c >= 0x10000 || (c >= 0xE000 && c <= 0xFFFD);
    }
}
