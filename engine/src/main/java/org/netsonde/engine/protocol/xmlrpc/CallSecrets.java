package org.netsonde.engine.protocol.xmlrpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.protocol.xmlrpc.call.CallException;
import org.netsonde.engine.protocol.xmlrpc.call.CallReader;
import org.netsonde.engine.protocol.xmlrpc.call.CallWriter;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/**
 * Masks what gives access to something in calls, by the names of members and methods, as {@link HttpSecrets} knows them: what
 * stands below such a member of a struct, and all arguments of a method such as {@code login}. Stateless.
 */
final class CallSecrets {

    private static final StringValue MASK = new StringValue(HttpHeads.MASK);
    private static final String QUOTED_MASK = '"' + HttpHeads.MASK + '"';
    private static final Pattern LOGIN = Pattern.compile("(?i)(log|sign)(in|on)|(?<![a-z])(log|sign)_(in|on)(?![a-z])");

    private CallSecrets() {}

    /** The message without what is secret in it; empty where it is a document in which something may be. */
    static Optional<XmlRpcMessage> withoutSecrets(XmlRpcMessage message) {
        if (message.isXml()) {
            return isSecret(message.call()) ? Optional.empty() : Optional.of(message);
        }
        try {
            Document.Call call = CallReader.read(message.call());
            boolean all = isSecret(call.method());
            Document.Call masked = new Document.Call(
                    call.method(),
                    call.arguments().stream()
                            .map(argument -> masked(argument, all))
                            .toList());
            // What the user typed stays as it is where it can.
            return Optional.of(masked.equals(call) ? message : new XmlRpcMessage(CallWriter.line(masked)));
        } catch (CallException e) {
            throw new IllegalStateException("checked when it was made", e);
        }
    }

    /**
     * Makes sure that nothing is masked in a message that is to be sent.
     *
     * @throws FailureException if something is
     */
    static void refuse(XmlRpcMessage message) {
        if (isMasked(message)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "maskedSecret", HttpHeads.MASK));
        }
    }

    /** Whether something is masked in a message, so that it is not what the server is to get. */
    static boolean isMasked(XmlRpcMessage message) {
        return message.call().contains(QUOTED_MASK);
    }

    private static boolean isSecret(String name) {
        return HttpSecrets.isSecret(name) || LOGIN.matcher(name).find();
    }

    /**
     * A value with masks.
     *
     * @param all whether each scalar in it is masked
     */
    private static XmlRpcValue masked(XmlRpcValue value, boolean all) {
        return switch (value) {
            case ArrayValue(List<XmlRpcValue> elements) ->
                new ArrayValue(
                        elements.stream().map(element -> masked(element, all)).toList());
            case StructValue(Map<String, XmlRpcValue> members) -> struct(members, all);
            case BooleanValue flag -> flag;
            case NilValue nil -> nil;
            default -> all ? MASK : value;
        };
    }

    private static StructValue struct(Map<String, XmlRpcValue> members, boolean all) {
        // One of several calls that are made at a time.
        boolean login = members.get("methodName") instanceof StringValue(String method) && isSecret(method);
        Map<String, XmlRpcValue> masked = new LinkedHashMap<>();
        members.forEach((name, value) ->
                masked.put(name, masked(value, all || HttpSecrets.isSecret(name) || (login && name.equals("params")))));
        return new StructValue(masked);
    }
}
