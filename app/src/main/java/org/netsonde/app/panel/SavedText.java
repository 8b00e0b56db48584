package org.netsonde.app.panel;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.databind.JsonNode;

/** What a saved message holds, on one line. Stateless. */
public final class SavedText {

    private static final int MOST = 60;

    private SavedText() {}

    /** Its payload where it has a field that is usually one, else all of it; cut where it is long. */
    public static String of(SavedMessage saved) {
        JsonNode message = saved.message();
        JsonNode content = Stream.of("data", "payload", "text")
                .map(message::path)
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .orElse(message);
        String text = content.isString() ? content.asString() : content.toString();
        String head = text.substring(0, Math.min(text.length(), MOST));
        // Written as escapes already, a text would have each of its own doubled.
        String line = Escapes.encode(head.getBytes(StandardCharsets.UTF_8)).replace("\\\\", "\\");
        return text.length() > MOST ? line + "…" : line;
    }
}
