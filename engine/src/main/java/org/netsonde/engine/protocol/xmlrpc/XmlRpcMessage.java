package org.netsonde.engine.protocol.xmlrpc;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Shorthand;
import org.netsonde.engine.protocol.xmlrpc.call.CallException;
import org.netsonde.engine.protocol.xmlrpc.call.CallReader;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentWriter;

/**
 * The message of the XML-RPC protocols.
 *
 * @param call a call such as {@code add(5, 3)}, as {@link CallReader} reads it; or XML, which begins with {@code <} and is sent
 *     as it stands, whether it is a call or not
 */
@Shorthand("call")
public record XmlRpcMessage(
        @Option(min = 1, max = 4 << 20, editor = "payload") String call) {

    public XmlRpcMessage {
        if (!isXml(call)) {
            try {
                CallReader.read(call);
            } catch (CallException e) {
                throw new SettingsException("call", e.phrase());
            }
        }
    }

    /** Asks which methods there are. */
    public XmlRpcMessage() {
        this("system.listMethods()");
    }

    /** Whether it is XML that is sent as it stands. */
    boolean isXml() {
        return isXml(call);
    }

    private static boolean isXml(String text) {
        return text.stripLeading().startsWith("<");
    }

    /** The document that is sent. */
    byte[] document() {
        if (isXml(call)) {
            return call.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return DocumentWriter.write(CallReader.read(call));
        } catch (CallException e) {
            throw new IllegalStateException("checked when it was made", e);
        }
    }
}
