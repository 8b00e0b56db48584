package org.netsonde.engine.probe.port;

import java.util.Locale;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.probe.port.ListeningPort.Program;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what listens as JSON, for programs; its schema is {@code ports}, see {@link Schemas}. Sentences are in English. Stateless. */
public final class PortsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PortsJson() {}

    /** The reading as one object. */
    public static String write(PortReading reading) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("$schema", Schemas.PORTS_ID)
                .put("product", "Netsonde")
                .put("note", reading.note() == null ? null : reading.note().text(Locale.ENGLISH))
                .put("hidden", reading.hidden());
        ArrayNode ports = json.putArray("ports");
        for (ListeningPort port : reading.ports()) {
            ObjectNode entry = ports.addObject()
                    .put("transport", port.transport().name().toLowerCase(Locale.ROOT))
                    .put("address", port.address().getAddress().getHostAddress())
                    .put("port", port.address().getPort());
            if (port.owner() < 0) {
                entry.putNull("user");
            } else {
                entry.put("user", port.owner());
            }
            Program program = port.program();
            if (program == null) {
                entry.putNull("program");
            } else {
                entry.putObject("program")
                        .put("pid", program.pid())
                        .put("name", program.name())
                        .put("command", program.command());
            }
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
