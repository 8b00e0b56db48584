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
        return read(http.body(), http.field("content-encoding").orElse(""));
    }

    /**
     * The document of a body. One that comes to more than a document may have is refused as such.
     *
     * @param codings what its field {@code Content-Encoding} tells; empty for none
     */
    static Document read(byte[] body, String codings) throws DocumentException {
        return DocumentReader.read(ContentCoding.decode(body, codings, DocumentReader.MAX_LENGTH + 1)
                .bytes());
    }
}
