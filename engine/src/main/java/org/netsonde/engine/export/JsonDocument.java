package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** A document of JSON for programs: one object, indented, in UTF-8. Stateless. */
public final class JsonDocument {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonDocument() {}

    /**
     * Writes one; the stream stays open.
     *
     * @param content writes what stands in the object
     */
    public static void write(OutputStream out, Consumer<JsonGenerator> content) throws IOException {
        // Through a writer, which takes half a surrogate pair in a name for a question mark where the generator would
        // fail.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (JsonGenerator json = MAPPER.writerWithDefaultPrettyPrinter().createGenerator(writer)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.write("\n");
        writer.flush();
    }
}
