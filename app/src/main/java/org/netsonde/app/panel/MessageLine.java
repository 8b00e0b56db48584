package org.netsonde.app.panel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a message is about, on one line: its short fields in their order, up to and with its payload. Stateless. */
final class MessageLine {

    private static final int MOST = 90;

    private MessageLine() {}

    static String of(Protocol<?, ?> protocol, ObjectNode message) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : Protocols.message(protocol)) {
            JsonNode value = message.get(option.name());
            boolean payload = option.editor().equals("payload");
            if (value != null && option.group().equals("basic") && (payload || value.isValueNode())) {
                words.add(value.isValueNode() ? value.asString() : value.toString());
            }
            if (payload) {
                break;
            }
        }
        String text = String.join(" ", words);
        String head = text.substring(0, Math.min(text.length(), MOST));
        String line = Escapes.encode(head.getBytes(StandardCharsets.UTF_8)).replace("\\\\", "\\");
        return text.length() > MOST ? line + "…" : line;
    }
}
