package org.netsonde.ui;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ServerCertificate;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.StreamServer;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;

/**
 * A server whose messages have a type, a payload and a checksum: lines of {@code type|payload|length of the payload}. Those
 * of type {@code ping} are a kind of their own, whose content is the payload.
 */
public final class TypedProtocol implements Protocol<TypedProtocol.Port, TypedProtocol.Typed> {

    private static final String PING = "ping";

    static final MetricSpec CHECKS = MetricSpec.counter("checks");
    static final MetricSpec CHECK_TIME = MetricSpec.duration("check_time_ns", CHECKS);

    /** Knows this protocol alone. */
    static final ProtocolRegistry REGISTRY = new ProtocolRegistry(List.of(new TypedProtocol()));

    /** What it does about whoever connects. */
    public enum Checking {
        FULL,
        NONE
    }

    public record Port(
            int port,
            Framing framing,
            @Option(group = "safety") Checking checking,
            @Option(group = "safety") ServerCertificate certificate)
            implements Settings {
        StreamServerConfig stream() {
            return new StreamServerConfig(
                    "127.0.0.1",
                    port,
                    new Responder.Discard(),
                    framing,
                    Threading.EVENT_LOOP,
                    new StreamServerOptions());
        }
    }

    public record Typed(
            @Option(max = 20) String type,
            @Option(editor = "payload") JsonText payload,
            @Option(max = 20) String checksum) {}

    private static final class Codec implements MessageCodec<Typed> {
        @Override
        public byte[] encode(Typed message) {
            String payload = message.payload().source();
            String checksum = message.checksum().isEmpty() ? Integer.toString(payload.length()) : message.checksum();
            return (message.type() + "|" + payload + "|" + checksum).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Typed decode(byte[] payload) {
            String[] parts = new String(payload, StandardCharsets.UTF_8).split("\\|", 3);
            return new Typed(parts[0], new JsonText(parts[1]), "");
        }

        @Override
        public Optional<Verdict> inspect(byte[] payload) {
            String[] parts = new String(payload, StandardCharsets.UTF_8).split("\\|", 3);
            boolean good = parts.length == 3 && parts[2].equals(Integer.toString(parts[1].length()));
            return Optional.of(new Verdict(good, Phrase.of(good ? "lengthRight" : "lengthWrong")));
        }

        @Override
        public Content content(byte[] payload) {
            String[] parts = new String(payload, StandardCharsets.UTF_8).split("\\|", 3);
            return parts.length == 3 && parts[0].equals(PING)
                    ? new Content(Optional.of(Phrase.verbatim(PING)), parts[1].getBytes(StandardCharsets.UTF_8))
                    : new Content(Optional.empty(), payload);
        }

        @Override
        public List<Phrase> kinds() {
            return List.of(Phrase.verbatim(PING));
        }

        @Override
        public Map<String, String> computed(Typed message) {
            return Map.of(
                    "checksum", Integer.toString(message.payload().source().length()));
        }

        @Override
        public Optional<Phrase> remark(Typed message) {
            return Optional.of(Phrase.of("length" + message.payload().source().length()));
        }
    }

    @Override
    public String id() {
        return "typed-server";
    }

    @Override
    public Role role() {
        return Role.SERVER;
    }

    @Override
    public Class<Port> settingsType() {
        return Port.class;
    }

    @Override
    public Port defaults() {
        return new Port(0, new Framing.Lines(), Checking.FULL, new CertificateSource.Generated());
    }

    @Override
    public Class<Typed> messageType() {
        return Typed.class;
    }

    @Override
    public Typed emptyMessage() {
        return new Typed("note", new JsonText(""), "");
    }

    @Override
    public MessageCodec<Typed> codec() {
        return new Codec();
    }

    @Override
    public String counterpart() {
        return id();
    }

    @Override
    public List<Caution> cautions(Port settings) {
        return settings.checking() == Checking.NONE
                ? List.of(new Caution(
                        "checking",
                        Caution.Level.DANGER,
                        Phrase.verbatim("not verified"),
                        Phrase.verbatim("Nothing is checked.")))
                : List.of();
    }

    @Override
    public List<MetricSpec> metrics() {
        return Stream.concat(StreamMetrics.SERVER.stream(), Stream.of(CHECKS, CHECK_TIME))
                .toList();
    }

    @Override
    public List<ChartSpec> charts() {
        return List.of();
    }

    @Override
    public CompletionStage<Binding<Port, Typed>> start(Port settings, EndpointContext context) {
        return StreamServer.start(settings, Port::stream, codec(), context);
    }
}
