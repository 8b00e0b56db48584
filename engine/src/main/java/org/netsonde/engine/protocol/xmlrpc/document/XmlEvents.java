package org.netsonde.engine.protocol.xmlrpc.document;

import java.io.StringReader;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;

/**
 * The elements of an XML document one after another, with the text before each. Whatever else XML can do is refused (a document
 * type, and with it entities, and anything outside of the document) or passed over (comments, processing instructions,
 * attributes). Used by one thread.
 */
final class XmlEvents {

    /** Each level of values takes three elements, and a few stand around them. */
    private static final int MAX_ELEMENT_DEPTH = 300;

    /**
     * The limits of the JDK, set here so that no file of the machine changes them. Those of entities are off, which matter
     * only with a document type, and count the five that XML has by itself as well.
     */
    private static final Map<String, Integer> LIMITS = Map.of(
            "jdk.xml.maxElementDepth", MAX_ELEMENT_DEPTH,
            "jdk.xml.elementAttributeLimit", 100,
            "jdk.xml.maxXMLNameLimit", 1000,
            "jdk.xml.entityExpansionLimit", 0,
            "jdk.xml.maxGeneralEntitySizeLimit", 0,
            "jdk.xml.totalEntitySizeLimit", 0);

    /** How much of what a peer wrote is repeated in words about it. */
    private static final int SHOWN = 100;

    private final XMLStreamReader reader;
    private final StringBuilder text = new StringBuilder();

    /** The events of a document that has been decoded. */
    XmlEvents(String document) throws DocumentException {
        // Made anew each time: nothing says that a factory is safe for threads.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the document is read");
        });
        LIMITS.forEach(factory::setProperty);
        try {
            reader = factory.createXMLStreamReader(new StringReader(document));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        @Nullable String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            throw new DocumentException(FaultCode.NOT_WELL_FORMED, Phrase.of("problem.xmlVersion", shown(version)));
        }
    }

    /** Goes on behind the next tag: true for one that begins an element, false for one that ends it or the document. */
    boolean next() throws DocumentException {
        text.setLength(0);
        try {
            while (true) {
                switch (reader.next()) {
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    case XMLStreamConstants.START_ELEMENT -> {
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                        return false;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw problem(FaultCode.NOT_WELL_FORMED, "problem.xmlDoctype");
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** The name of the element whose tag was read, without a prefix; as what it is shown in problems. */
    String name() {
        String name = reader.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** The text before the tag that was read, from the one before it. */
    String text() {
        return text.toString();
    }

    /** Whether nothing but white space stood before the tag that was read. */
    boolean isBlank() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    /** A problem at the place that was reached, with its line and column and whatever else there is to say. */
    DocumentException problem(FaultCode code, String key, Object... more) {
        return at(code, key, reader.getLocation(), more);
    }

    private static DocumentException at(FaultCode code, String key, @Nullable Location where, Object... more) {
        Object[] arguments = new Object[more.length + 2];
        arguments[0] = where == null ? 1 : where.getLineNumber();
        arguments[1] = where == null ? 1 : where.getColumnNumber();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new DocumentException(code, Phrase.of(key, arguments));
    }

    /** What the parser says behind its "ParseError at …". */
    private static DocumentException broken(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int own = message.indexOf('\n');
        String words = message.substring(own + 1).replaceFirst("^Message: ", "").strip();
        return at(FaultCode.NOT_WELL_FORMED, "problem.xmlBroken", e.getLocation(), shown(words));
    }

    /** Text of a peer for a sentence about it: short, on one line, nothing invisible. */
    static String shown(String text) {
        return Escapes.shown(text, 2 * SHOWN);
    }
}
