package org.netsonde.app.traffic;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML with an element on a line and two spaces to a level. What stands beside text stays beside it. A document with a type
 * definition is not read, nothing outside it is looked for, and its depth and length are bounded. One instance writes one
 * document.
 */
final class XmlText {

    private static final int MOST_DEPTH = 200;
    /** Indentation may make much of little. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final StringBuilder out = new StringBuilder();
    /** Of each open element, whether it has text, beside which its other content stays. */
    private final Deque<Boolean> inline = new ArrayDeque<>();

    private boolean open;

    private XmlText() {}

    /** The document with indentation; nothing where it is none, or not to be read. */
    static Optional<String> indented(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // The runtime's own limit is half of that, which values within values reach soon.
        factory.setProperty("jdk.xml.maxElementDepth", MOST_DEPTH);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        XmlText text = new XmlText();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return text.write(reader) ? Optional.of(text.out.toString()) : Optional.empty();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private boolean write(XMLStreamReader reader) throws XMLStreamException {
        if (reader.getVersion() != null) {
            out.append("<?xml version=\"")
                    .append(escaped(reader.getVersion(), true))
                    .append('"');
            if (reader.getCharacterEncodingScheme() != null) {
                out.append(" encoding=\"")
                        .append(escaped(reader.getCharacterEncodingScheme(), true))
                        .append('"');
            }
            out.append("?>");
        }
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader);
                case XMLStreamConstants.END_ELEMENT -> end(name(reader.getPrefix(), reader.getLocalName()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
                case XMLStreamConstants.COMMENT -> alone("<!--" + reader.getText() + "-->");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    alone("<?" + reader.getPITarget() + " " + reader.getPIData() + "?>");
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return false;
                }
                default -> {}
            }
            if (inline.size() > MOST_DEPTH || out.length() > MOST_CHARACTERS) {
                return false;
            }
        }
        return true;
    }

    private void begin(XMLStreamReader reader) {
        closeStart();
        newLine();
        out.append('<').append(name(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            out.append(' ')
                    .append(name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)))
                    .append("=\"")
                    .append(escaped(reader.getAttributeValue(i), true))
                    .append('"');
        }
        open = true;
        inline.push(Boolean.TRUE.equals(inline.peek()));
    }

    /** A name as it was written; without namespaces, some readers leave the prefix in it and some do not. */
    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() || local.startsWith(prefix + ":") ? local : prefix + ":" + local;
    }

    private void end(String name) {
        boolean beside = inline.pop();
        if (open) {
            out.append("/>");
            open = false;
            return;
        }
        if (!beside) {
            out.append('\n').append("  ".repeat(inline.size()));
        }
        out.append("</").append(name).append('>');
    }

    private void text(String text) {
        if (inline.isEmpty() || text.isBlank()) {
            return;
        }
        closeStart();
        inline.pop();
        inline.push(true);
        out.append(escaped(text, false));
    }

    private void alone(String text) {
        closeStart();
        newLine();
        out.append(text);
    }

    private void closeStart() {
        if (open) {
            out.append('>');
            open = false;
        }
    }

    private void newLine() {
        if (!out.isEmpty() && !Boolean.TRUE.equals(inline.peek())) {
            out.append('\n').append("  ".repeat(inline.size()));
        }
    }

    private static String escaped(String text, boolean attribute) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
        return attribute ? escaped.replace("\"", "&quot;") : escaped;
    }
}
