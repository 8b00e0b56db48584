package org.netsonde.engine.protocol.xmlrpc.document;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.message.calc.PythonNumbers;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/**
 * Writes documents of XML-RPC in UTF-8, as the specification has them: numbers without exponents, types always named.
 * Characters that XML does not have become U+FFFD. Values are taken as they are, so whoever made them has bounded their depth.
 */
public final class DocumentWriter {

    private final StringBuilder out = new StringBuilder(256);

    private DocumentWriter() {}

    /** The bytes of a document. */
    public static byte[] write(Document document) {
        DocumentWriter writer = new DocumentWriter();
        writer.document(document);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void document(Document document) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        switch (document) {
            case Document.Call(String method, List<XmlRpcValue> arguments) -> {
                out.append("<methodCall>\n<methodName>");
                text(method);
                out.append("</methodName>\n<params>\n");
                arguments.forEach(this::param);
                out.append("</params>\n</methodCall>\n");
            }
            case Document.Result(XmlRpcValue value) -> {
                out.append("<methodResponse>\n<params>\n");
                param(value);
                out.append("</params>\n</methodResponse>\n");
            }
            case Document.Fault fault -> {
                out.append("<methodResponse>\n<fault>\n");
                value(struct(fault));
                out.append("\n</fault>\n</methodResponse>\n");
            }
        }
    }

    /** A fault as the value that stands for it. */
    public static XmlRpcValue struct(Document.Fault fault) {
        Map<String, XmlRpcValue> members = new LinkedHashMap<>();
        members.put("faultCode", new IntValue(fault.code()));
        members.put("faultString", new StringValue(fault.message()));
        return new StructValue(members);
    }

    private void param(XmlRpcValue value) {
        out.append("<param>");
        value(value);
        out.append("</param>\n");
    }

    private void value(XmlRpcValue value) {
        out.append("<value><").append(value.type());
        if (value instanceof NilValue) {
            out.append("/></value>");
            return;
        }
        out.append('>');
        content(value);
        out.append("</").append(value.type()).append("></value>");
    }

    private void content(XmlRpcValue value) {
        switch (value) {
            case IntValue(int number) -> out.append(number);
            case LongValue(long number) -> out.append(number);
            case DoubleValue(double number) -> out.append(decimal(number));
            case BooleanValue(boolean flag) -> out.append(flag ? '1' : '0');
            case StringValue(String string) -> text(string);
            case DateTimeValue(String time) -> out.append(time);
            case Base64Value(byte[] bytes) -> out.append(Base64.getEncoder().encodeToString(bytes));
            case ArrayValue(List<XmlRpcValue> elements) -> {
                out.append("<data>");
                elements.forEach(this::value);
                out.append("</data>");
            }
            case StructValue(Map<String, XmlRpcValue> members) ->
                members.forEach((name, member) -> {
                    out.append("<member><name>");
                    text(name);
                    out.append("</name>");
                    value(member);
                    out.append("</member>");
                });
            case NilValue nil -> {}
        }
    }

    /** A double without an exponent, which the specification does not have; what is no number as Python writes it. */
    private static String decimal(double value) {
        if (!Double.isFinite(value)) {
            return PythonNumbers.repr(value);
        }
        String digits = PythonNumbers.repr(value);
        if (digits.indexOf('e') < 0) {
            return digits;
        }
        String plain = new BigDecimal(digits).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private void text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                // As itself it would be read as a line feed.
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(XmlCharacters.isOne(c) ? c : 0xFFFD);
            }
        });
    }
}
