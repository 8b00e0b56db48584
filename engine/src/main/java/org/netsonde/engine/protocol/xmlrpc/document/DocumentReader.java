package org.netsonde.engine.protocol.xmlrpc.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/**
 * Reads documents of XML-RPC, as strictly as the specification and as liberally as Python: a value without a type is a string,
 * white space around tags and numbers is passed over, and so are comments, attributes and prefixes of names. Open containers
 * stand on a stack in memory, and depth, length and number of values are bounded. Used by one thread.
 */
public final class DocumentReader {

    /** How long a document may be, in bytes. */
    public static final int MAX_LENGTH = 16 << 20;

    /** A container whose end has not come. */
    private static final class Level {
        final @Nullable Map<String, XmlRpcValue> members;
        final List<XmlRpcValue> elements = new ArrayList<>(0);
        String name = "";

        Level(boolean struct) {
            members = struct ? new LinkedHashMap<>() : null;
        }

        void add(XmlRpcValue value) {
            if (members == null) {
                elements.add(value);
            } else {
                members.put(name, value);
            }
        }

        XmlRpcValue close() {
            return members == null ? new ArrayValue(elements) : new StructValue(members);
        }
    }

    private final XmlEvents events;
    private final Deque<Level> open = new ArrayDeque<>();
    private int values;

    private DocumentReader(String document) throws DocumentException {
        events = new XmlEvents(document);
    }

    /** Reads a document, a call or a response. */
    public static Document read(byte[] document) throws DocumentException {
        if (document.length > MAX_LENGTH) {
            throw new DocumentException(
                    FaultCode.NOT_WELL_FORMED, Phrase.of("problem.xmlLength", document.length, MAX_LENGTH));
        }
        return new DocumentReader(XmlText.of(document)).document();
    }

    private Document document() throws DocumentException {
        events.next();
        String root = events.name();
        Document document = switch (root) {
            case "methodCall" -> call();
            case "methodResponse" -> response();
            default -> throw problem("problem.xmlRoot", XmlEvents.shown(root));
        };
        // What follows is no more than comments, or is not well-formed.
        events.next();
        return document;
    }

    private Document call() throws DocumentException {
        start("methodName");
        end("methodName");
        String method = events.text().strip();
        if (method.isEmpty() || method.length() > Document.Call.MAX_NAME) {
            throw problem("problem.xmlMethodName", Document.Call.MAX_NAME);
        }
        List<XmlRpcValue> arguments = List.of();
        if (startOr("params", "methodCall")) {
            arguments = params();
            endBlank("methodCall");
        }
        return new Document.Call(method, arguments);
    }

    private Document response() throws DocumentException {
        if (!events.next() || !events.isBlank()) {
            throw problem("problem.xmlResponse");
        }
        Document response = switch (events.name()) {
            case "params" -> {
                List<XmlRpcValue> params = params();
                if (params.size() != 1) {
                    throw problem("problem.xmlResponse");
                }
                yield new Document.Result(params.getFirst());
            }
            case "fault" -> {
                start("value");
                XmlRpcValue fault = value();
                endBlank("fault");
                yield fault(fault);
            }
            default -> throw problem("problem.xmlResponse");
        };
        endBlank("methodResponse");
        return response;
    }

    private Document fault(XmlRpcValue fault) throws DocumentException {
        if (fault instanceof StructValue(Map<String, XmlRpcValue> members)
                && members.get("faultCode") instanceof IntValue(int code)
                && members.get("faultString") instanceof StringValue(String message)) {
            return new Document.Fault(code, message);
        }
        throw problem("problem.xmlFault");
    }

    /** Behind {@code <params>}. */
    private List<XmlRpcValue> params() throws DocumentException {
        List<XmlRpcValue> params = new ArrayList<>();
        while (startOr("param", "params")) {
            start("value");
            params.add(value());
            endBlank("param");
        }
        return params;
    }

    /** Reads a value whose tag has been read, with its end. */
    private XmlRpcValue value() throws DocumentException {
        while (true) {
            @Nullable XmlRpcValue value = begin();
            while (value != null) {
                Level level = open.peek();
                if (level == null) {
                    return value;
                }
                level.add(value);
                value = next(level);
            }
        }
    }

    /**
     * Reads a scalar or an empty container with the end of its {@code <value>}; null where a container was opened that holds
     * something, whose first {@code <value>} has been read then.
     */
    private @Nullable XmlRpcValue begin() throws DocumentException {
        if (++values > XmlRpcValue.MAX_VALUES) {
            throw problem("problem.xmlValues", XmlRpcValue.MAX_VALUES);
        }
        if (!events.next()) {
            return new StringValue(events.text());
        } else if (!events.isBlank()) {
            throw problem("problem.xmlMixed");
        }
        String type = events.name();
        return switch (type) {
            case "array" -> enterArray();
            case "struct" -> enterStruct();
            default -> {
                end(type);
                XmlRpcValue scalar = Scalars.read(type, events);
                endBlank("value");
                yield scalar;
            }
        };
    }

    private @Nullable XmlRpcValue enterArray() throws DocumentException {
        if (startOr("data", "array")) {
            if (startOr("value", "data")) {
                enter(new Level(false));
                return null;
            }
            endBlank("array");
        }
        endBlank("value");
        return new ArrayValue(List.of());
    }

    private @Nullable XmlRpcValue enterStruct() throws DocumentException {
        if (startOr("member", "struct")) {
            Level level = new Level(true);
            enter(level);
            member(level);
            return null;
        }
        endBlank("value");
        return new StructValue(Map.of());
    }

    private void enter(Level level) throws DocumentException {
        if (open.size() >= XmlRpcValue.MAX_DEPTH) {
            throw problem("problem.xmlDepth", XmlRpcValue.MAX_DEPTH);
        }
        open.push(level);
    }

    /** Goes on behind a value inside a container: null where another one follows, else the container, which is complete. */
    private @Nullable XmlRpcValue next(Level level) throws DocumentException {
        if (level.members == null) {
            if (startOr("value", "data")) {
                return null;
            }
            endBlank("array");
        } else {
            endBlank("member");
            if (startOr("member", "struct")) {
                member(level);
                return null;
            }
        }
        endBlank("value");
        return Objects.requireNonNull(open.pop()).close();
    }

    /** Behind {@code <member>}: its name, and the tag of its value. */
    private void member(Level level) throws DocumentException {
        start("name");
        end("name");
        level.name = events.text();
        start("value");
    }

    /** Reads the beginning of an element that must come. */
    private void start(String name) throws DocumentException {
        if (!events.next() || !events.isBlank() || !events.name().equals(name)) {
            throw problem("problem.xmlExpected", name);
        }
    }

    /** Reads the beginning of an element, or else the end of the one around it, which is false. */
    private boolean startOr(String name, String outer) throws DocumentException {
        boolean start = events.next();
        if (!events.isBlank() || (start && !events.name().equals(name))) {
            throw problem("problem.xmlExpectedOr", name, outer);
        }
        return start;
    }

    /** Reads the end of an element that holds text only. */
    private void end(String name) throws DocumentException {
        if (events.next()) {
            throw problem("problem.xmlInside", XmlEvents.shown(name), XmlEvents.shown(events.name()));
        }
    }

    /** Reads the end of an element behind its last one. */
    private void endBlank(String name) throws DocumentException {
        if (events.next() || !events.isBlank()) {
            throw problem("problem.xmlEnd", name);
        }
    }

    private DocumentException problem(String key, Object... more) {
        return events.problem(FaultCode.NOT_XML_RPC, key, more);
    }
}
