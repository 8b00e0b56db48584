package org.netsonde.engine.protocol.xmlrpc;

import org.netsonde.engine.http.ContentCoding;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentReader;

/** Documents in bodies of HTTP messages, which may be compressed: Python does so, if it is told to. Stateless. */
final class Bodies {

    private Bodies() {}

    /** The document of a message. */
    static Document read(HttpText http) throws DocumentException {
        return DocumentReader.read(decoded(http));
    }

    /** The body of a message without its content coding. */
    static byte[] decoded(HttpText http) {
        return decoded(http.body(), http.field("content-encoding").orElse(""));
    }

    /**
     * A body without its content coding; one that comes to more than a document may have is cut just behind that, and then is
     * too long.
     *
     * @param codings what its field {@code Content-Encoding} tells; empty for none
     */
    static byte[] decoded(byte[] body, String codings) {
        return ContentCoding.decode(body, codings, DocumentReader.MAX_LENGTH + 1)
                .bytes();
    }
}
