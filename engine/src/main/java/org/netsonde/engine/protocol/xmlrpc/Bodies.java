package org.netsonde.engine.protocol.xmlrpc;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ContentCoding;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentReader;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;

/** Documents in bodies of HTTP messages, which may be compressed: Python does so, if it is told to. Stateless. */
final class Bodies {

    /** What is longer than a document may be is cut just behind that, and then is too long. */
    static final int MOST = DocumentReader.MAX_LENGTH + 1;

    private Bodies() {}

    /** The document of a message. */
    static Document read(HttpText http) throws DocumentException {
        return read(http.decoded(MOST), http.field("content-encoding").orElse(""));
    }

    /**
     * The document in a body.
     *
     * @param codings what the body's field {@code Content-Encoding} tells; empty for none
     * @throws DocumentException also where what came of decoding is not what was sent
     */
    static Document read(ContentCoding.Decoded decoded, String codings) throws DocumentException {
        return switch (decoded.outcome()) {
            case WHOLE, TOO_LONG -> DocumentReader.read(decoded.bytes());
            case BROKEN -> throw new DocumentException(FaultCode.NOT_WELL_FORMED, phrase("problem.xmlPacked", codings));
            case UNKNOWN -> throw new DocumentException(FaultCode.ENCODING, phrase("problem.xmlCoding", codings));
        };
    }

    private static Phrase phrase(String key, String codings) {
        return Phrase.of(key, XmlRpcCodec.shown(codings), ContentCoding.ACCEPTED);
    }
}
