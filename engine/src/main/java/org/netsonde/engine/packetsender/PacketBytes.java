package org.netsonde.engine.packetsender;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.message.Escapes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How bytes are written as a message that any protocol of bytes takes. Stateless. */
final class PacketBytes {

    private PacketBytes() {}

    /** As text where they are printable UTF-8, with escapes where there are line ends and tabs too, else in hex. */
    static ObjectNode message(byte[] bytes) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (!Escapes.isUtf8(bytes)) {
            return message.put("format", "hex").put("data", Escapes.toHex(bytes));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String escaped = Escapes.encode(bytes);
        if (escaped.equals(text)) {
            return message.put("data", text);
        }
        boolean binary = text.chars().anyMatch(c -> (c < ' ' && "\r\n\t".indexOf(c) < 0) || c == 0x7f);
        return binary
                ? message.put("format", "hex").put("data", Escapes.toHex(bytes))
                : message.put("format", "escaped").put("data", escaped);
    }
}
