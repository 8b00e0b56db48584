package org.netsonde.app.panel;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.traffic.Inspector;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.protocol.SettingsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What panels ask of a protocol whose types they do not know. Stateless. */
public final class Protocols {

    private Protocols() {}

    static List<OptionSpec> settings(Protocol<?, ?> protocol) {
        return SettingsDescriber.describe(protocol.settingsType(), protocol.defaults());
    }

    static List<OptionSpec> message(Protocol<?, ?> protocol) {
        return SettingsDescriber.describe(protocol.messageType(), protocol.emptyMessage());
    }

    /**
     * What there is to say of settings.
     *
     * @param problems what is wrong with them
     * @param cautions what the user should know of; none where something is wrong
     */
    record Findings(List<Problem> problems, List<Caution> cautions) {}

    /** Looks at settings. */
    static Findings check(Protocol<?, ?> protocol, ObjectNode settings) {
        return checkSettings(protocol, settings);
    }

    private static <S extends Record & Settings> Findings checkSettings(Protocol<S, ?> protocol, ObjectNode settings) {
        Bound<S> bound = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings);
        S value = bound.value();
        return new Findings(bound.problems(), value == null ? List.of() : protocol.cautions(value));
    }

    /**
     * What becomes of a message as it is written.
     *
     * @param problems what is wrong with it; then nothing else is known
     * @param bytes how many bytes its payload has
     * @param computed what is sent for fields that were left empty, by name
     * @param unused the fields that say nothing in it
     * @param remark what the protocol says about it
     */
    record Draft(
            List<Problem> problems,
            int bytes,
            Map<String, String> computed,
            Set<String> unused,
            Optional<Phrase> remark) {}

    /** Looks at a message as it is written. */
    static Draft draft(Protocol<?, ?> protocol, ObjectNode message) {
        return draftOf(protocol, message);
    }

    private static <M extends Record> Draft draftOf(Protocol<?, M> protocol, ObjectNode message) {
        Bound<M> bound = SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), message);
        M value = bound.value();
        if (value == null || !bound.problems().isEmpty()) {
            return new Draft(bound.problems(), 0, Map.of(), Set.of(), Optional.empty());
        }
        MessageCodec<M> codec = protocol.codec();
        return new Draft(
                List.of(), codec.length(value), codec.computed(value), codec.unused(value), codec.remark(value));
    }

    /** The message that sends what crossed the wire. */
    static ObjectNode message(Protocol<?, ?> protocol, byte[] bytes) {
        return SettingsDescriber.toJson(protocol.codec().decode(bytes));
    }

    /**
     * A saved message with every field, if this protocol can send it: its record has all the fields that are given, and
     * takes what they hold.
     */
    static Optional<ObjectNode> taken(Protocol<?, ?> protocol, JsonNode saved) {
        return takenBy(protocol, saved);
    }

    private static <M extends Record> Optional<ObjectNode> takenBy(Protocol<?, M> protocol, JsonNode saved) {
        Bound<M> bound = SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), saved);
        M value = bound.value();
        return value == null || !bound.unknown().isEmpty()
                ? Optional.empty()
                : Optional.of(typable(SettingsDescriber.toJson(value)));
    }

    /** The same message in a form that a field for text keeps: it drops carriage returns and other control characters. */
    private static ObjectNode typable(ObjectNode message) {
        String text = message.path("data").asString("");
        boolean plain = message.path("format").asString("").equals("text");
        if (plain && text.chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x7f)) {
            message.put("format", "escaped").put("data", Escapes.encode(text.getBytes(StandardCharsets.UTF_8)));
        }
        return message;
    }

    /** A message without the fields that are as they are anyway, so that other protocols can send it too. */
    static ObjectNode compact(Protocol<?, ?> protocol, ObjectNode message) {
        ObjectNode empty = SettingsDescriber.toJson(protocol.emptyMessage());
        ObjectNode compact = message.deepCopy();
        for (OptionSpec option : message(protocol)) {
            boolean payload = option.editor().equals("payload");
            if (!payload && Objects.equals(compact.get(option.name()), empty.get(option.name()))) {
                compact.remove(option.name());
            }
        }
        return compact;
    }

    /** Whether the workspace keeps messages of this protocol that were sent. */
    static boolean remembers(Protocol<?, ?> protocol) {
        return remembersEmpty(protocol);
    }

    private static <M extends Record> boolean remembersEmpty(Protocol<?, M> protocol) {
        return protocol.codec().remembered(protocol.emptyMessage()).isPresent();
    }

    /** What the workspace keeps of a message that was sent; nothing where it keeps none, or the message is not right. */
    static Optional<ObjectNode> remembered(Protocol<?, ?> protocol, ObjectNode message) {
        return rememberedOf(protocol, message);
    }

    private static <M extends Record> Optional<ObjectNode> rememberedOf(Protocol<?, M> protocol, ObjectNode message) {
        M value = SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), message)
                .value();
        return value == null
                ? Optional.empty()
                : protocol.codec().remembered(value).map(kept -> compact(protocol, SettingsDescriber.toJson(kept)));
    }

    /** The program whose command lines the protocol's messages can be written as. */
    static Optional<String> program(Protocol<?, ?> protocol) {
        return programOf(protocol);
    }

    private static <S extends Record & Settings> Optional<String> programOf(Protocol<S, ?> protocol) {
        return protocol.commands().map(Commands::program);
    }

    /**
     * A message as a command line.
     *
     * @param server where the endpoint is aimed at where it names another endpoint; empty otherwise
     * @throws FailureException if settings or message are not right
     */
    static String command(Protocol<?, ?> protocol, ObjectNode settings, ObjectNode message, String server) {
        return commandOf(protocol, settings, message, server);
    }

    private static <S extends Record & Settings, M extends Record> String commandOf(
            Protocol<S, M> protocol, ObjectNode settings, ObjectNode message, String server) {
        S bound = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .orThrow();
        M value = SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), message)
                .orThrow();
        return protocol.commands().orElseThrow().write(bound, value, server);
    }

    /**
     * What a command line came to.
     *
     * @param message the message
     * @param secrets values to be kept under these names, to be erased
     * @param remarks what has no place in a message
     */
    record PastedMessage(ObjectNode message, Map<String, char[]> secrets, List<Phrase> remarks) {}

    /**
     * Reads a command line.
     *
     * @throws SettingsException if it is not understood
     */
    static PastedMessage pasted(Protocol<?, ?> protocol, String line) {
        return pastedOf(protocol, line);
    }

    private static <S extends Record & Settings, M extends Record> PastedMessage pastedOf(
            Protocol<S, M> protocol, String line) {
        Commands.Pasted<M> pasted = protocol.commands().orElseThrow().read(line);
        return new PastedMessage(
                typable(SettingsDescriber.toJson(pasted.message())), pasted.secrets(), pasted.remarks());
    }

    /** What tells the protocol's good messages from bad ones. */
    public static Inspector inspector(Protocol<?, ?> protocol) {
        return inspectorOf(protocol);
    }

    private static <M extends Record> Inspector inspectorOf(Protocol<?, M> protocol) {
        return Inspector.of(protocol.codec(), protocol.emptyMessage());
    }

    /** Where an endpoint's messages end: the framing among its settings, or every read where there is none. */
    static Framing framing(Endpoint endpoint) {
        return framing(endpoint.check().value());
    }

    /** Where messages end by settings that were recorded; every read where that is not among them or is not right. */
    public static Framing framing(Protocol<?, ?> protocol, ObjectNode settings) {
        return framing(bind(protocol, settings));
    }

    private static <S extends Record & Settings> @Nullable Record bind(Protocol<S, ?> protocol, ObjectNode settings) {
        return SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .value();
    }

    private static Framing framing(@Nullable Record settings) {
        if (settings != null) {
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                if (component.getType() == Framing.class) {
                    return framing(component, settings);
                }
            }
        }
        return new Framing.Raw();
    }

    private static Framing framing(RecordComponent component, Record settings) {
        try {
            return (Framing) component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings are public records", e);
        }
    }
}
