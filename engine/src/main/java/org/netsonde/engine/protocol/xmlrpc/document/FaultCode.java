package org.netsonde.engine.protocol.xmlrpc.document;

/**
 * Why a call was not answered as its caller wished, as numbers that implementations agreed on ("Specification for Fault Code
 * Interoperability").
 */
public enum FaultCode {
    /** It is no XML, or more of it than is taken. */
    NOT_WELL_FORMED(-32700),
    /** It is written in an encoding that is not known here. */
    ENCODING(-32701),
    /** Bytes or characters stand in it that its encoding or XML does not have. */
    CHARACTER(-32702),
    /** It is XML, but no call. */
    NOT_XML_RPC(-32600),
    /** No method is called so. */
    METHOD_NOT_FOUND(-32601),
    /** The method takes other arguments. */
    INVALID_PARAMETERS(-32602),
    /** Something is wrong with the server itself. */
    INTERNAL(-32603),
    /** The method was called as it wants to be, and could not do it. Python's server gives every exception this number. */
    APPLICATION(1);

    private final int number;

    FaultCode(int number) {
        this.number = number;
    }

    /** How it is written. */
    public int number() {
        return number;
    }
}
