package org.netsonde.engine.protocol.xmlrpc;

import java.util.Locale;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;

/** A call that cannot be answered as its caller wishes. Without a stack trace: peers call what they like. */
final class FaultException extends Exception {

    private static final long serialVersionUID = 1;

    private final FaultCode code;
    private final transient Phrase phrase;

    FaultException(FaultCode code, Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.code = code;
        this.phrase = phrase;
    }

    /** Of a document that is no call. */
    FaultException(DocumentException e) {
        this(e.code(), e.phrase());
    }

    /** What is wrong. */
    Phrase phrase() {
        return phrase;
    }

    /** Whether there was no call at all. */
    boolean isMalformed() {
        return switch (code) {
            case NOT_WELL_FORMED, ENCODING, CHARACTER, NOT_XML_RPC -> true;
            case METHOD_NOT_FOUND, INVALID_PARAMETERS, INTERNAL, APPLICATION -> false;
        };
    }

    /** What is answered; in English, since nothing tells what the peer's user reads. */
    Document.Fault fault() {
        return new Document.Fault(code.number(), phrase.text(Locale.ENGLISH));
    }
}
