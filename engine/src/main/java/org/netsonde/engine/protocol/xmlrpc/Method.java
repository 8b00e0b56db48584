package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;

/**
 * A method that the server has.
 *
 * @param name what it is called
 * @param signatures what it takes and gives, each as the types of the result and then of the arguments; all have the same number
 *     of arguments
 * @param body what it does
 */
record Method(String name, List<List<String>> signatures, Body body) {

    /** What a method does. Safe for threads. */
    @FunctionalInterface
    interface Body {
        /** The result for as many arguments as the signatures have. */
        XmlRpcValue call(List<XmlRpcValue> arguments) throws FaultException;
    }

    Method {
        signatures = signatures.stream().map(List::copyOf).toList();
    }

    /** What it does, in a sentence. */
    Phrase help() {
        return Phrase.of("methodHelp." + name);
    }

    /** Calls it. */
    XmlRpcValue call(List<XmlRpcValue> arguments) throws FaultException {
        int wanted = signatures.getFirst().size() - 1;
        if (arguments.size() != wanted) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETERS, Phrase.of("problem.methodCount", name, wanted, arguments.size()));
        }
        return body.call(arguments);
    }
}
