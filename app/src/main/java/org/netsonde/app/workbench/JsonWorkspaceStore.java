package org.netsonde.app.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** PLACEHOLDER until engine.workspace lands. */
public final class JsonWorkspaceStore implements WorkspaceStore {
    private final JsonMapper json = new JsonMapper();

    @Override
    public WorkspaceDocument read(Path file) {
        try {
            JsonNode tree = json.readTree(Files.readAllBytes(file));
            if (!(tree instanceof ObjectNode root)) {
                throw new FailureException(Failure.of(Failure.Kind.WORKSPACE_UNREADABLE, "workspace", file));
            }
            JsonNode list = root.remove("endpoints");
            List<EndpointDocument> endpoints = list == null
                    ? List.of()
                    : list.valueStream().map(n -> entry((ObjectNode) n)).toList();
            return new WorkspaceDocument(endpoints, root);
        } catch (IOException | JacksonException e) {
            throw new FailureException(Failure.of(Failure.Kind.WORKSPACE_UNREADABLE, "workspace", file), e);
        }
    }

    private static EndpointDocument entry(ObjectNode node) {
        JsonNode settings = node.remove("settings");
        return new EndpointDocument(
                node.remove("id").asString(),
                node.remove("name").asString(),
                node.remove("protocol").asString(),
                settings instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                node);
    }

    @Override
    public void write(Path file, WorkspaceDocument document) {
        ObjectNode root = document.other().deepCopy();
        ArrayNode list = root.putArray("endpoints");
        document.endpoints().forEach(e -> {
            ObjectNode n = list.addObject();
            n.put("id", e.id());
            n.put("name", e.name());
            n.put("protocol", e.protocol());
            n.set("settings", e.settings());
            n.setAll(e.other());
        });
        try {
            PrivateFiles.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException e) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "file", file), e);
        }
    }
}
