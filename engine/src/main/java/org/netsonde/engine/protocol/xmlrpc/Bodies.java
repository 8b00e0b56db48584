package org.netsonde.engine.protocol.xmlrpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentReader;

/** Documents in bodies of HTTP messages, which may be compressed: Python does so, if it is told to. Stateless. */
final class Bodies {

    private Bodies() {}

    /** The document of a message. */
    static Document read(HttpText http) throws DocumentException {
        return DocumentReader.read(
                plain(http.body(), http.field("content-encoding").orElse("")));
    }

    /**
     * A body without its content coding; as it is where the coding is another one, or where it does not hold what it says.
     * One that comes to more than a document may have is cut just behind that.
     */
    static byte[] plain(byte[] body, String coding) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (!name.equals("gzip") && !name.equals("x-gzip")) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(DocumentReader.MAX_LENGTH + 1);
        } catch (IOException e) {
            return body;
        }
    }
}
