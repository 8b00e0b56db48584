package org.netsonde.engine.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** The schemas of the JSON that Netsonde writes, in the notation of JSON Schema 2020-12. Stateless. */
public final class Schemas {

    /** The identity of the schema of {@code metrics.json}, to which the document refers. */
    static final String METRICS_ID = "urn:netsonde:schema:metrics:1";

    /** The identity of the schema of what the inspector of TLS servers writes. */
    public static final String INSPECTION_ID = "urn:netsonde:schema:inspection:1";

    private Schemas() {}

    /** The names of those that there are. */
    public static List<String> names() {
        return List.of("metrics", "inspection");
    }

    /**
     * A schema as a file, in UTF-8.
     *
     * @param name {@code metrics} for that of {@code metrics.json}, {@code inspection} for that of inspections of TLS servers
     * @throws FailureException if there is none of that name; it names those that there are
     */
    public static byte[] get(String name) {
        if (!names().contains(name)) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "unknownSchema", name, String.join(", ", names())));
        }
        String file = name + ".schema.json";
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
