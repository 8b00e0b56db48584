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

    /** The identity of the schema of results of experiments. */
    public static final String EXPERIMENT_ID = "urn:netsonde:schema:experiment:1";

    /** The identity of the schema of what a probe writes. */
    public static final String PROBE_ID = "urn:netsonde:schema:probe:1";

    /** The identity of the schema of listening ports. */
    public static final String PORTS_ID = "urn:netsonde:schema:ports:1";

    private Schemas() {}

    /** The names of those that there are. */
    public static List<String> names() {
        return List.of("metrics", "inspection", "experiment", "probe", "ports");
    }

    /**
     * A schema as a file, in UTF-8.
     *
     * @param name {@code metrics} for that of {@code metrics.json}, {@code inspection} for that of inspections of TLS
     *     servers, {@code experiment} for that of results of experiments, {@code probe} for that of probes, {@code ports} for
     *     that of listening ports
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
