package org.netsonde.engine.protocol.xmlrpc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.xmlrpc.call.CallReader;
import org.netsonde.engine.protocol.xmlrpc.call.CallWriter;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;

/** Writes calls as documents, and reads documents from HTTP messages as they are recorded. */
final class XmlRpcCodec implements MessageCodec<XmlRpcMessage> {

    /** What text is shown that people can read, and that is no XML any more. */
    private static final String PLAIN = "text/plain";

    private static final int SHOWN = 300;

    @Override
    public byte[] encode(XmlRpcMessage message) {
        return message.document();
    }

    /** A call as it would be typed; anything else as the XML that it is. */
    @Override
    public XmlRpcMessage decode(byte[] payload) {
        byte[] body = HttpText.parse(payload).body();
        try {
            if (Bodies.read(HttpText.parse(payload)) instanceof Document.Call call
                    && CallReader.isName(call.method())) {
                return new XmlRpcMessage(CallWriter.line(call));
            }
        } catch (DocumentException e) {
            // No XML-RPC: as it is.
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("<") ? new XmlRpcMessage(text) : new XmlRpcMessage();
    }

    @Override
    public Optional<Verdict> inspect(byte[] payload) {
        HttpText http = HttpText.parse(payload);
        if (!hasDocument(http)) {
            return http.isResponse()
                    ? Optional.of(new Verdict(false, Phrase.of("verdict.xmlRpcStatus", http.second())))
                    : Optional.empty();
        }
        try {
            return switch (Bodies.read(http)) {
                case Document.Call call -> Optional.empty();
                case Document.Result result -> Optional.of(new Verdict(true, Phrase.of("verdict.xmlRpcResult")));
                case Document.Fault fault -> Optional.of(new Verdict(false, phrase(fault)));
            };
        } catch (DocumentException e) {
            return Optional.of(new Verdict(false, e.phrase()));
        }
    }

    @Override
    public boolean hasRules(XmlRpcMessage example) {
        return true;
    }

    @Override
    public Content content(byte[] payload) {
        HttpText http = HttpText.parse(payload);
        if (hasDocument(http)) {
            try {
                return switch (Bodies.read(http)) {
                    case Document.Call call -> readable(Phrase.verbatim(call.method()), CallWriter.line(call), http);
                    case Document.Result(var value) ->
                        readable(Phrase.of("messageKind.xmlRpcResult"), CallWriter.readable(value), http);
                    case Document.Fault fault ->
                        readable(
                                Phrase.of("messageKind.xmlRpcFault"),
                                phrase(fault).toString(),
                                http);
                };
            } catch (DocumentException e) {
                // Shown as it is, with a verdict that says what is wrong.
            }
        }
        String kind = http.second();
        return new Content(
                http.isResponse() ? Optional.of(Phrase.verbatim(kind)) : Optional.empty(),
                http.bodyAt() == 0 ? payload : http.body(),
                http.head(),
                http.mediaType());
    }

    private static Content readable(Phrase kind, String text, HttpText http) {
        return new Content(Optional.of(kind), text.getBytes(StandardCharsets.UTF_8), http.head(), PLAIN);
    }

    /** Whether an HTTP message is one that carries a document: a call by POST, or a response that says it is all right. */
    private static boolean hasDocument(HttpText http) {
        if (!http.isHttp()) {
            return true;
        }
        return http.isResponse()
                ? http.status() == 200 && http.mediaType().endsWith("xml")
                : http.first().equals("POST");
    }

    private static Phrase phrase(Document.Fault fault) {
        return Phrase.of("verdict.xmlRpcFault", fault.code(), shown(fault.message()));
    }

    /** What a peer says of a fault, for a sentence about it: not too long, on one line, nothing invisible. */
    static String shown(String message) {
        return Escapes.shown(message, SHOWN);
    }

    @Override
    public List<Phrase> kinds() {
        return List.of(
                Phrase.verbatim("add"), Phrase.of("messageKind.xmlRpcResult"), Phrase.of("messageKind.xmlRpcFault"));
    }

    @Override
    public Optional<XmlRpcMessage> remembered(XmlRpcMessage message) {
        return Optional.of(message);
    }
}
