package org.netsonde.engine.protocol.xmlrpc.document;

import java.util.List;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;

/** A document of XML-RPC. */
public sealed interface Document {

    /**
     * A call.
     *
     * @param method the name of the method
     * @param arguments in order
     */
    record Call(String method, List<XmlRpcValue> arguments) implements Document {
        /** The longest name of a method. */
        public static final int MAX_NAME = 256;

        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** What a method gave back. */
    record Result(XmlRpcValue value) implements Document {}

    /**
     * A call that failed.
     *
     * @param code a number, of which {@link FaultCode} knows some
     * @param message what is wrong
     */
    record Fault(int code, String message) implements Document {}
}
