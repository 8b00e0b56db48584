package org.netsonde.engine.protocol.xmlrpc.document;

import org.netsonde.engine.Phrase;

/** A document that is not XML-RPC, or more of it than is taken. Without a stack trace: what peers send is no fault of ours. */
public final class DocumentException extends Exception {

    private static final long serialVersionUID = 1;

    private final FaultCode code;
    private final transient Phrase phrase;

    /** Of a document that is wrong in such a way. */
    public DocumentException(FaultCode code, Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.code = code;
        this.phrase = phrase;
    }

    /** The code of the fault that a server answers. */
    public FaultCode code() {
        return code;
    }

    /** What is wrong, and where. */
    public Phrase phrase() {
        return phrase;
    }
}
