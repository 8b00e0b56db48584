package org.netsonde.engine.protocol.xmlrpc;

import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentReader;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentWriter;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;

/**
 * Answers calls that are posted, whatever they say of their media type, as Python's server does; browsers get a page about the
 * methods. A fault is a reply like any other and has status 200.
 */
final class XmlRpcService implements HttpService {

    private static final String ALLOWED = "POST, GET, HEAD";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final String path;
    private final Methods methods = new Methods();
    private final CallWatch watch;

    /**
     * A service.
     *
     * @param path where it answers; empty for everywhere
     */
    XmlRpcService(String path, CallWatch watch) {
        this.path = path;
        this.watch = watch;
    }

    @Override
    public ServerReply answer(ServerRequest request) {
        // As it was sent: the setting has no characters that somebody would write with percent signs.
        if (!path.isEmpty() && !request.target().split("\\?", 2)[0].equals(path)) {
            return ServerReply.text(404, PLAIN, "There is nothing here; calls are posted to " + path + "\n");
        }
        return switch (request.method()) {
            case "POST" -> call(request);
            case "GET", "HEAD" -> MethodsPage.of(methods);
            default ->
                ServerReply.text(405, PLAIN, "Calls of XML-RPC are posted\n").with("Allow", ALLOWED);
        };
    }

    private ServerReply call(ServerRequest request) {
        Document reply;
        try {
            reply = new Document.Result(methods.call(read(request)));
            watch.answered(request.remote(), null);
        } catch (FaultException e) {
            reply = e.fault();
            watch.answered(request.remote(), e);
        }
        return ServerReply.bytes(200, "text/xml; charset=utf-8", DocumentWriter.write(reply));
    }

    private static Document.Call read(ServerRequest request) throws FaultException {
        String coding =
                Optional.ofNullable(request.headers().get("Content-Encoding")).orElse("");
        try {
            if (DocumentReader.read(Bodies.decoded(request.body(), coding)) instanceof Document.Call call) {
                return call;
            }
        } catch (DocumentException e) {
            throw new FaultException(e);
        }
        throw new FaultException(FaultCode.NOT_XML_RPC, Phrase.of("problem.xmlResponseForCall"));
    }
}
