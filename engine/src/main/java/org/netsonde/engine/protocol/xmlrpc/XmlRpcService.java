package org.netsonde.engine.protocol.xmlrpc;

import java.util.Locale;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ContentCoding;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentWriter;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;

/**
 * Answers calls that are posted, whatever they say of their media type, as Python's server does; browsers get a page about the
 * methods. A fault is a reply like any other and has status 200.
 */
final class XmlRpcService implements HttpService {

    private static final String ALLOWED = "POST, GET, HEAD";

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
            return problem(404, Phrase.of("xmlRpcReply.path", path));
        }
        return switch (request.method()) {
            case "POST" -> call(request);
            case "GET", "HEAD" -> MethodsPage.of(methods);
            default -> problem(405, Phrase.of("xmlRpcReply.method")).with("Allow", ALLOWED);
        };
    }

    /** In English, as faults are. */
    private static ServerReply problem(int status, Phrase why) {
        return Pages.problem(status, why.text(Locale.ENGLISH));
    }

    private ServerReply call(ServerRequest request) {
        String codings = request.headers().get("Content-Encoding", "");
        ContentCoding.Decoded body = ContentCoding.decode(request.body(), codings, Bodies.MOST);
        Document reply;
        FaultException wrong = null;
        try {
            reply = new Document.Result(methods.call(read(body, codings)));
        } catch (FaultException e) {
            reply = e.fault();
            wrong = e;
        }
        watch.answered(request.remote(), wrong);
        if (wrong != null && body.outcome() == ContentCoding.Outcome.UNKNOWN) {
            // Its caller can send it again without that coding (RFC 9110, section 15.5.16).
            return problem(415, wrong.phrase()).with("Accept-Encoding", ContentCoding.ACCEPTED);
        }
        return ServerReply.bytes(200, "text/xml; charset=utf-8", DocumentWriter.write(reply));
    }

    private static Document.Call read(ContentCoding.Decoded body, String codings) throws FaultException {
        try {
            if (Bodies.read(body, codings) instanceof Document.Call call) {
                return call;
            }
        } catch (DocumentException e) {
            throw new FaultException(e);
        }
        throw new FaultException(FaultCode.NOT_XML_RPC, Phrase.of("problem.xmlResponseForCall"));
    }
}
