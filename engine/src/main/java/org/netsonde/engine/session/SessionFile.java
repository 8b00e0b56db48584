package org.netsonde.engine.session;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.threshold.ThresholdJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes {@code session.json}, whole or not at all. What the user says of the session stands beside it, see
 * {@link SessionWords}. Stateless.
 */
final class SessionFile {

    static final String NAME = "session.json";

    private static final int VERSION = 1;
    private static final int MAX_BYTES = 16 << 20;
    private static final int MOST_ENDPOINTS = 10_000;
    private static final int MOST_FIGURES = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    private SessionFile() {}

    /** Replaces the file. */
    static void write(Path folder, SessionDocument document) {
        SessionInfo info = document.info();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("product", "Netsonde").put("version", VERSION);
        node.put("state", word(info.state()))
                .put("origin", info.origin())
                .put("started", info.started().toString())
                .put("ended", info.ended().toString())
                .put("netsonde", info.version());
        Machine machine = info.machine();
        node.putObject("machine")
                .put("system", machine.system())
                .put("architecture", machine.architecture())
                .put("processors", machine.processors())
                .put("java", machine.java());
        node.put("transport", info.transport());
        SessionTotals totals = document.totals();
        node.putObject("totals")
                .put("bytes_in", totals.bytesIn())
                .put("bytes_out", totals.bytesOut())
                .put("requests", totals.requests())
                .put("errors", totals.errors())
                .put("annotations", totals.annotations());
        var endpoints = node.putArray("endpoints");
        document.endpoints().forEach(entry -> write(endpoints.addObject(), entry));
        byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
        PrivateFiles.write(folder.resolve(NAME), content);
    }

    private static void write(ObjectNode node, SessionDocument.Entry entry) {
        EndpointInfo info = entry.info();
        node.put("key", entry.key())
                .put("id", info.id())
                .put("name", info.name())
                .put("protocol", info.protocol())
                .put("role", word(info.role()))
                .put("address", info.address());
        node.set("settings", info.settings());
        node.set("thresholds", ThresholdJson.write(info.thresholds()));
        var own = node.putArray("metrics");
        for (MetricSpec spec : entry.own()) {
            ObjectNode figure = own.addObject()
                    .put("id", spec.id())
                    .put("kind", word(spec.kind()))
                    .put("background", spec.background())
                    .put("measure", word(spec.measure()));
            MetricSpec per = spec.per();
            if (per != null) {
                figure.put("per", per.id());
            }
        }
        node.put("not_recorded", entry.notRecorded());
    }

    /**
     * Reads the file of a session.
     *
     * @throws FailureException of kind FILE if it cannot be read or is none
     */
    static SessionDocument read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            JsonNode node = JSON.readTree(PrivateFiles.read(file, MAX_BYTES));
            if (!node.path("product").asString("").equals("Netsonde")) {
                throw unreadable(file, "product");
            }
            if (node.path("version").asInt(0) > VERSION) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "sessionNewer", file));
            }
            SessionInfo info = info(folder, node);
            List<SessionDocument.Entry> entries = new ArrayList<>();
            node.path("endpoints").valueStream().limit(MOST_ENDPOINTS).forEach(entry -> entries.add(entry(entry)));
            JsonNode totals = node.path("totals");
            return new SessionDocument(
                    info,
                    entries,
                    new SessionTotals(
                            totals.path("bytes_in").asLong(0),
                            totals.path("bytes_out").asLong(0),
                            totals.path("requests").asLong(0),
                            totals.path("errors").asLong(0),
                            totals.path("annotations").asLong(0)));
        } catch (JacksonException e) {
            throw unreadable(file, e.getOriginalMessage());
        } catch (DateTimeException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static FailureException unreadable(Path file, String why) {
        return new FailureException(Failure.of(Failure.Kind.FILE, "sessionUnreadable", file, why));
    }

    private static SessionInfo info(Path folder, JsonNode node) {
        JsonNode machine = node.path("machine");
        SessionWords words = SessionWords.read(folder);
        return new SessionInfo(
                String.valueOf(folder.getFileName()),
                constant(SessionInfo.State.class, node.path("state").asString(""), SessionInfo.State.RECOVERED),
                words.name(),
                words.notes(),
                node.path("origin").asString(""),
                Instant.parse(node.path("started").asString("")),
                Instant.parse(node.path("ended").asString("")),
                node.path("netsonde").asString(""),
                new Machine(
                        machine.path("system").asString(""),
                        machine.path("architecture").asString(""),
                        machine.path("processors").asInt(0),
                        machine.path("java").asString("")),
                node.path("transport").asString(""));
    }

    private static SessionDocument.Entry entry(JsonNode node) {
        ObjectNode settings =
                node.path("settings") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        EndpointInfo info = new EndpointInfo(
                node.path("id").asString(""),
                node.path("name").asString(""),
                node.path("protocol").asString(""),
                constant(Role.class, node.path("role").asString(""), Role.SERVER),
                node.path("address").asString(""),
                settings,
                ThresholdJson.readRecorded(node.get("thresholds")));
        return new SessionDocument.Entry(
                node.path("key").asString(""),
                info,
                figures(node.path("metrics")),
                node.path("not_recorded").asLong(0));
    }

    private static List<MetricSpec> figures(JsonNode node) {
        Map<String, MetricSpec> known = new HashMap<>();
        List<MetricSpec> figures = new ArrayList<>();
        node.valueStream().limit(MOST_FIGURES).forEach(figure -> {
            MetricSpec.Kind kind =
                    constant(MetricSpec.Kind.class, figure.path("kind").asString(""), MetricSpec.Kind.GAUGE);
            MetricSpec spec = new MetricSpec(
                    figure.path("id").asString(""),
                    kind,
                    known.get(figure.path("per").asString("")),
                    figure.path("background").asBoolean(false),
                    constant(MetricSpec.Measure.class, figure.path("measure").asString(""), MetricSpec.Measure.COUNT));
            known.put(spec.id(), spec);
            figures.add(spec);
        });
        return figures;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        return otherwise;
    }
}
