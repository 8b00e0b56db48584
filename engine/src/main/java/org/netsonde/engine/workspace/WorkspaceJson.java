package org.netsonde.engine.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of a workspace. Reads with every problem at once, keeps numbers to the last digit and does not let one of
 * two equal keys vanish. Reading is done by one instance for one file.
 */
final class WorkspaceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String SAVED_MESSAGES = "savedMessages";
    private static final String HISTORY = "history";

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private WorkspaceJson() {}

    /**
     * Reads a workspace.
     *
     * @param file the name of the file, for messages
     * @throws FailureException of kind WORKSPACE_UNREADABLE that says where and why
     */
    static Workspace read(byte[] json, String file) {
        JsonNode root = parse(json, file);
        if (!(root instanceof ObjectNode object) || foreign(object)) {
            throw unreadable("workspaceNotObject", file);
        }
        WorkspaceJson reader = new WorkspaceJson();
        int version = reader.version(object.remove("version"), file);
        List<WorkspaceEntry> entries = reader.entries(object.remove("endpoints"));
        List<SavedMessage> messages = reader.savedMessages(object.remove(SAVED_MESSAGES));
        List<SavedExperiment> experiments = new ExperimentsReader(reader).read(object.remove(ExperimentsReader.FIELD));
        if (!reader.problems.isEmpty()) {
            throw unreadable(
                    "workspaceFields",
                    file,
                    reader.problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        return new Workspace(version, entries, messages, experiments, object);
    }

    /** Writes a workspace, two spaces to a level, with a line feed at the end. */
    static byte[] write(Workspace workspace) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", workspace.version());
        ArrayNode endpoints = root.putArray("endpoints");
        workspace.entries().forEach(entry -> write(entry, endpoints.addObject()));
        if (!workspace.savedMessages().isEmpty()) {
            ArrayNode messages = root.putArray(SAVED_MESSAGES);
            workspace
                    .savedMessages()
                    .forEach(message -> messages.addObject()
                            .put("name", message.name())
                            .set("message", message.message())
                            .setAll(message.rest()));
        }
        ExperimentsReader.write(workspace.experiments(), root);
        root.setAll(workspace.rest());
        // Line feeds on every system, so that a workspace under version control does not change with the machine.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        String text = MAPPER.writer().with(printer).writeValueAsString(root) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(WorkspaceEntry entry, ObjectNode node) {
        node.put("id", entry.id())
                .put("name", entry.name())
                .put("protocol", entry.protocol())
                .set("settings", entry.settings());
        JsonNode thresholds = entry.thresholds();
        if (thresholds != null) {
            node.set("thresholds", thresholds);
        }
        List<SentMessage> sent = entry.history().messages();
        if (!sent.isEmpty()) {
            ArrayNode history = node.putArray(HISTORY);
            sent.forEach(message -> history.addObject()
                    .put("at", message.at().toString())
                    .set("message", message.message())
                    .setAll(message.rest()));
        }
        node.setAll(entry.rest());
    }

    private static JsonNode parse(byte[] json, String file) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String reason = reason(e.getOriginalMessage());
            throw at == null || at.getLineNr() < 1 || !isText(json)
                    ? unreadable("workspaceNotText", file, reason)
                    : unreadable("workspaceNotJson", file, at.getLineNr(), at.getColumnNr(), reason);
        }
    }

    /** The parser's own words, without where it keeps what it reads, which nobody can look at. */
    private static String reason(String words) {
        int source = words.indexOf("[Source:");
        int aside = words.lastIndexOf(" (", source);
        return source < 0 ? words : words.substring(0, aside < 0 ? source : aside);
    }

    /** A picture or an archive has no line that could be corrected. */
    private static boolean isText(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Whether it has fields but none of those that make a workspace. Many programs write a version into their JSON, and what
     * they write is no empty workspace.
     */
    private static boolean foreign(ObjectNode object) {
        return object.propertyNames().stream().anyMatch(name -> !name.equals("version"))
                && Stream.of("endpoints", SAVED_MESSAGES, ExperimentsReader.FIELD)
                        .noneMatch(object::has);
    }

    private int version(@Nullable JsonNode version, String file) {
        if (version == null) {
            return Workspace.VERSION;
        }
        if (!version.isIntegralNumber() || version.asDecimal().signum() <= 0) {
            problem("version", "notWhole", shown(version));
            return Workspace.VERSION;
        }
        if (!version.canConvertToInt() || version.intValue() > Workspace.VERSION) {
            throw unreadable("workspaceNewer", file, version.asString(), Workspace.VERSION);
        }
        return version.intValue();
    }

    private List<WorkspaceEntry> entries(@Nullable JsonNode endpoints) {
        List<WorkspaceEntry> entries = new ArrayList<>();
        if (endpoints == null) {
            return entries;
        }
        if (!endpoints.isArray()) {
            problem("endpoints", "notList", shown(endpoints));
            return entries;
        }
        for (int i = 0; i < endpoints.size(); i++) {
            String path = "endpoints[" + i + "]";
            if (endpoints.get(i) instanceof ObjectNode entry) {
                entries.add(entry(entry, path));
            } else {
                problem(path, "notObject", shown(endpoints.get(i)));
            }
        }
        return entries;
    }

    private WorkspaceEntry entry(ObjectNode entry, String path) {
        String id = id(entry.remove("id"), path + ".id");
        String name = text(entry.remove("name"), path + ".name");
        String protocol = text(entry.remove("protocol"), path + ".protocol");
        JsonNode settings = entry.remove("settings");
        if (settings != null && !settings.isObject()) {
            problem(path + ".settings", "notObject", shown(settings));
        }
        ObjectNode object = settings instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode();
        JsonNode thresholds = entry.remove("thresholds");
        MessageHistory history = history(entry.remove(HISTORY), path + "." + HISTORY);
        return new WorkspaceEntry(id, name, protocol, object, thresholds, history, entry);
    }

    private MessageHistory history(@Nullable JsonNode history, String path) {
        if (history == null) {
            return MessageHistory.EMPTY;
        }
        if (!history.isArray()) {
            problem(path, "notList", shown(history));
            return MessageHistory.EMPTY;
        }
        List<SentMessage> sent = new ArrayList<>();
        // The latest, which stand last, are all that is kept.
        for (int i = Math.max(0, history.size() - MessageHistory.MOST); i < history.size(); i++) {
            String place = path + "[" + i + "]";
            if (history.get(i) instanceof ObjectNode message) {
                sent.add(sentMessage(message, place));
            } else {
                problem(place, "notObject", shown(history.get(i)));
            }
        }
        return new MessageHistory(sent);
    }

    private SentMessage sentMessage(ObjectNode sent, String path) {
        JsonNode at = sent.remove("at");
        JsonNode message = message(sent, path);
        return new SentMessage(at == null || at.isNull() ? Instant.EPOCH : instant(at, path + ".at"), message, sent);
    }

    private Instant instant(JsonNode value, String path) {
        try {
            return Instant.parse(value.asString(""));
        } catch (DateTimeParseException e) {
            problem(path, "notInstant", shown(value));
            return Instant.EPOCH;
        }
    }

    private List<SavedMessage> savedMessages(@Nullable JsonNode messages) {
        List<SavedMessage> saved = new ArrayList<>();
        if (messages == null) {
            return saved;
        }
        if (!messages.isArray()) {
            problem(SAVED_MESSAGES, "notList", shown(messages));
            return saved;
        }
        if (messages.size() > SavedMessage.MOST) {
            problem(SAVED_MESSAGES, "tooManyMessages", messages.size(), SavedMessage.MOST);
            return saved;
        }
        for (int i = 0; i < messages.size(); i++) {
            String path = SAVED_MESSAGES + "[" + i + "]";
            if (messages.get(i) instanceof ObjectNode message) {
                saved.add(savedMessage(message, path));
            } else {
                problem(path, "notObject", shown(messages.get(i)));
            }
        }
        return saved;
    }

    private SavedMessage savedMessage(ObjectNode saved, String path) {
        String name = text(saved.remove("name"), path + ".name");
        return new SavedMessage(name, message(saved, path), saved);
    }

    /** Takes out the message of an object. */
    private JsonNode message(ObjectNode holder, String path) {
        JsonNode message = holder.remove("message");
        if (message == null || message.isNull()) {
            problem(path + ".message", "required");
        } else if (!message.isObject() && !message.isString()) {
            problem(path + ".message", "notMessage", shown(message));
        }
        return message == null ? JsonNodeFactory.instance.objectNode() : message;
    }

    /** An entry copied by hand carries the id of the first: the second gets one of its own. */
    String id(@Nullable JsonNode id, String path) {
        String text = id == null || id.isNull() ? "" : text(id, path);
        return !text.isEmpty() && ids.add(text) ? text : UUID.randomUUID().toString();
    }

    String text(@Nullable JsonNode value, String path) {
        if (value != null && value.isString()) {
            return value.asString();
        }
        if (value == null || value.isNull()) {
            problem(path, "required");
        } else {
            problem(path, "notText", shown(value));
        }
        return "";
    }

    void problem(String path, String key, Object... args) {
        problems.add(new Problem(path, Phrase.of("problem." + key, args)));
    }

    static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    private static FailureException unreadable(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.WORKSPACE_UNREADABLE, name, args));
    }
}
