package org.netsonde.engine.export.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.netsonde.engine.experiment.ExperimentJson;
import org.netsonde.engine.export.Schemas;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The whole result as one object, see {@link Schemas}. */
record ExperimentJsonExport() implements ExperimentExport {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String ending() {
        return ".json";
    }

    @Override
    public void write(ExperimentDocument document, OutputStream out) throws IOException {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", Schemas.EXPERIMENT_ID)
                .put("product", "Netsonde")
                .put("version", document.version())
                .put("name", document.name());
        root.setAll(ExperimentJson.write(document.result()));
        // Through a writer, which takes half a surrogate pair in a name for a question mark where the generator would
        // fail.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(writer, root);
        writer.flush();
    }
}
