package org.netsonde.ui;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * A client whose messages have groups, a history and command lines, without a network: each message that is sent is answered at
 * once by what the test made of its address.
 */
public final class RichProtocol implements Protocol<RichProtocol.Nothing, HttpMessage> {

    private final Role role;
    private final Function<String, byte[]> answers;

    /**
     * A protocol.
     *
     * @param role of a server, its messages cannot be sent at any time
     * @param answers makes the recorded reply to an address
     */
    RichProtocol(Role role, Function<String, byte[]> answers) {
        this.role = role;
        this.answers = answers;
    }

    /** Knows a client and a server of it. */
    static ProtocolRegistry registry(Function<String, byte[]> answers) {
        return new ProtocolRegistry(
                List.of(new RichProtocol(Role.CLIENT, answers), new RichProtocol(Role.SERVER, answers)));
    }

    /** A request to this path is recorded in part. */
    static final String CUT = "/cut";

    /** Settings without a network. */
    public record Nothing(String target) implements Settings {}

    private static final class Codec implements MessageCodec<HttpMessage> {
        @Override
        public byte[] encode(HttpMessage message) {
            byte[] body = switch (message.content()) {
                case org.netsonde.engine.protocol.http.Content.Json json ->
                    json.json().source().getBytes(StandardCharsets.UTF_8);
                default -> new byte[0];
            };
            String type = body.length == 0 ? "" : "content-type: application/json\r\n";
            return HttpText.of(message.method() + " " + message.url() + " HTTP/1.1\r\nhost: here\r\n" + type, body);
        }

        @Override
        public HttpMessage decode(byte[] payload) {
            HttpText text = HttpText.parse(payload);
            return new HttpMessage(
                    text.first(),
                    text.second(),
                    List.of(),
                    List.of(),
                    new org.netsonde.engine.protocol.http.Content.None(),
                    new Authorization.None(),
                    "");
        }

        @Override
        public Content content(byte[] payload) {
            HttpText text = HttpText.parse(payload);
            String head = new String(payload, 0, text.bodyAt(), StandardCharsets.UTF_8);
            return new Content(
                    Optional.of(Phrase.verbatim(text.first() + " " + text.second())),
                    text.body(),
                    head,
                    text.mediaType());
        }

        @Override
        public Optional<HttpMessage> remembered(HttpMessage message) {
            return Optional.of(message);
        }
    }

    /** Knows {@code fetch METHOD ADDRESS [TOKEN]}. */
    private static final class Fetch implements Commands<Nothing, HttpMessage> {
        @Override
        public String program() {
            return "fetch";
        }

        @Override
        public String write(Nothing settings, HttpMessage message, String server) {
            return "fetch " + message.method() + " " + message.url();
        }

        @Override
        public Pasted<HttpMessage> read(String commandLine) {
            String[] words = commandLine.strip().split("\\s+");
            if (words.length < 3) {
                throw new SettingsException("command", Phrase.verbatim("An address is missing."));
            }
            Map<String, char[]> secrets = words.length > 3 ? Map.of("fetch-token", words[3].toCharArray()) : Map.of();
            return new Pasted<>(
                    new HttpMessage(
                            words[1],
                            words[2],
                            List.of(),
                            List.of(),
                            new org.netsonde.engine.protocol.http.Content.None(),
                            new Authorization.None(),
                            ""),
                    secrets,
                    List.of(Phrase.verbatim("Nothing else was read.")));
        }
    }

    @Override
    public String id() {
        return role == Role.CLIENT ? "rich-client" : "rich-server";
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public Class<Nothing> settingsType() {
        return Nothing.class;
    }

    @Override
    public Nothing defaults() {
        return new Nothing("");
    }

    @Override
    public Class<HttpMessage> messageType() {
        return HttpMessage.class;
    }

    @Override
    public HttpMessage emptyMessage() {
        return new HttpMessage();
    }

    @Override
    public MessageCodec<HttpMessage> codec() {
        return new Codec();
    }

    @Override
    public String counterpart() {
        return id();
    }

    @Override
    public boolean sends() {
        return role == Role.CLIENT;
    }

    @Override
    public Optional<Commands<Nothing, HttpMessage>> commands() {
        return Optional.of(new Fetch());
    }

    @Override
    public CompletionStage<Binding<Nothing, HttpMessage>> start(Nothing settings, EndpointContext context) {
        return CompletableFuture.completedFuture(new Answering(context));
    }

    private final class Answering implements Binding<Nothing, HttpMessage> {
        private static final SocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere.example", 80);

        private final EndpointContext context;
        private final Connection connection;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        Answering(EndpointContext context) {
            this.context = context;
            connection = context.connections().opened(NOWHERE, () -> 0);
        }

        @Override
        public SocketAddress localAddress() {
            return NOWHERE;
        }

        @Override
        public CompletionStage<SendReceipt> send(Target to, HttpMessage message) {
            byte[] request = codec().encode(message);
            record(Direction.OUT, request, message.url().equals(CUT) ? request.length * 2 : request.length);
            byte[] answer = answers.apply(message.url());
            record(Direction.IN, answer, answer.length);
            if (!message.saveTo().isEmpty()) {
                context.transfers()
                        .add(new SavedSlowly(context.transfers().nextId(), message.url(), Path.of(message.saveTo())));
            }
            return CompletableFuture.completedFuture(new SendReceipt(1, request.length, 0));
        }

        private void record(Direction direction, byte[] bytes, int length) {
            TrafficTap tap = context.traffic().tap(this);
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            tap.data(connection.id(), direction, buffer, length, System.nanoTime());
            buffer.release();
        }

        @Override
        public CompletionStage<Reply<HttpMessage>> request(Target to, HttpMessage message, Duration limit) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public Subscription listen(Target to, MessageListener<HttpMessage> listener) {
            return () -> {};
        }

        @Override
        public CompletionStage<Void> update(Nothing settings) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> disconnect(Target what) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> close() {
            context.connections().closed(connection.id());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> done() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> ended() {
            return ended;
        }
    }
}
