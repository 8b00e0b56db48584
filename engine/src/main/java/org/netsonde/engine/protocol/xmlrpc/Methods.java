package org.netsonde.engine.protocol.xmlrpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentWriter;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/**
 * The methods of the server: arithmetic, {@code echo}, and those by which a server tells of itself and takes many calls at once
 * ("XML-RPC Introspection" and {@code system.multicall}). Immutable; safe for threads.
 */
final class Methods {

    /** How many calls one {@code system.multicall} may hold. */
    static final int MAX_CALLS = 1000;

    private static final String MULTICALL = "system.multicall";

    private final Map<String, Method> byName = new TreeMap<>();

    Methods() {
        Arrays.stream(Arithmetic.values()).map(Arithmetic::method).forEach(this::add);
        add(new Method("echo", List.of(List.of("any", "any")), List::getFirst));
        add(new Method("system.listMethods", List.of(List.of("array")), none -> strings(byName.keySet())));
        add(new Method("system.methodHelp", List.of(List.of("string", "string")), named -> {
            return new StringValue(named(named).help().text(Locale.ENGLISH));
        }));
        add(new Method("system.methodSignature", List.of(List.of("array", "string")), named -> {
            return new ArrayValue(
                    named(named).signatures().stream().map(Methods::strings).toList());
        }));
        add(new Method(MULTICALL, List.of(List.of("array", "array")), this::multicall));
    }

    private void add(Method method) {
        byName.put(method.name(), method);
    }

    /** All of them, by their names. */
    Collection<Method> all() {
        return byName.values();
    }

    /** The result of a call. */
    XmlRpcValue call(Document.Call call) throws FaultException {
        return find(call.method()).call(call.arguments());
    }

    private Method find(String name) throws FaultException {
        @Nullable Method method = byName.get(name);
        if (method == null) {
            throw new FaultException(FaultCode.METHOD_NOT_FOUND, Phrase.of("problem.methodUnknown", shown(name)));
        }
        return method;
    }

    /** The method that a method about methods was asked about. */
    private Method named(List<XmlRpcValue> arguments) throws FaultException {
        if (arguments.getFirst() instanceof StringValue(String name)) {
            return find(name);
        }
        throw wrong("problem.methodName", arguments.getFirst().type());
    }

    private XmlRpcValue multicall(List<XmlRpcValue> arguments) throws FaultException {
        if (!(arguments.getFirst() instanceof ArrayValue(List<XmlRpcValue> calls))) {
            throw wrong("problem.multicallArray", arguments.getFirst().type());
        } else if (calls.size() > MAX_CALLS) {
            throw wrong("problem.multicallMany", calls.size(), MAX_CALLS);
        }
        List<XmlRpcValue> results = new ArrayList<>(calls.size());
        for (XmlRpcValue call : calls) {
            try {
                results.add(new ArrayValue(List.of(one(call))));
            } catch (FaultException e) {
                results.add(DocumentWriter.struct(e.fault()));
            }
        }
        return new ArrayValue(results);
    }

    private XmlRpcValue one(XmlRpcValue call) throws FaultException {
        if (call instanceof StructValue(Map<String, XmlRpcValue> members)
                && members.get("methodName") instanceof StringValue(String name)
                && members.get("params") instanceof ArrayValue(List<XmlRpcValue> arguments)) {
            if (name.equals(MULTICALL)) {
                throw wrong("problem.multicallItself");
            }
            return call(new Document.Call(name, arguments));
        }
        throw wrong("problem.multicallStruct");
    }

    private static FaultException wrong(String key, Object... more) {
        return new FaultException(FaultCode.INVALID_PARAMETERS, Phrase.of(key, more));
    }

    private static XmlRpcValue strings(Collection<String> texts) {
        return new ArrayValue(texts.stream().<XmlRpcValue>map(StringValue::new).toList());
    }

    /** A name that a peer made up, for a sentence about it. */
    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }
}
