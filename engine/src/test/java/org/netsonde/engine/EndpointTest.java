package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The life of an endpoint, with a protocol that does each step only when the test says so. */
class EndpointTest {

    private final List<Attempt> attempts = new ArrayList<>();
    private final Engine engine = new Engine(
            EngineOptions.on(TransportKind.NIO),
            new ProtocolRegistry(List.of(new ManualProtocol())),
            Keys.inMemory(InstantSource.system()),
            InstantSource.system());
    private final Endpoint endpoint = engine.add(null, "manual", "manual", json("{}"));
    private final List<EndpointState> seen = Collections.synchronizedList(new ArrayList<>());

    EndpointTest() {
        endpoint.observe(seen::add);
    }

    @AfterEach
    void close() {
        attempts.forEach(attempt -> attempt.closed.complete(null));
        engine.close();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static Failure failureOf(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        return ((FailureException) thrown.getCause()).failure();
    }

    private List<String> states() {
        return seen.stream().map(state -> state.getClass().getSimpleName()).toList();
    }

    private static final Failure BROKEN = Failure.of(Failure.Kind.CONNECTION_RESET, "connectionReset", "peer");

    @Test
    void runsOnceItsProtocolHasStartedAndIdlesOnceItHasClosed() {
        CompletableFuture<EndpointState.Running> started = endpoint.start().toCompletableFuture();
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Starting.class);
        assertThat(started).isNotDone();

        attempts.getFirst().succeed();
        assertThat(started).isCompletedWithValue((EndpointState.Running) endpoint.state());

        CompletableFuture<Void> stopped = endpoint.stop().toCompletableFuture();
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Stopping.class);
        assertThat(stopped).isNotDone();

        attempts.getFirst().closed.complete(null);
        assertThat(stopped).isCompleted();
        assertThat(states()).containsExactly("Starting", "Running", "Stopping", "Idle");
    }

    @Test
    void startingTwiceFailsTheSecondAndLeavesTheFirstAlone() {
        CompletionStage<?> first = endpoint.start();
        assertThat(failureOf(endpoint.start()).what().key()).isEqualTo("failure.alreadyStarted.what");
        attempts.getFirst().succeed();
        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(failureOf(endpoint.start()).what().key()).isEqualTo("failure.alreadyStarted.what");
        assertThat(attempts).hasSize(1);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Running.class);
    }

    @Test
    void oneThatAnObserverRestartsWhenItEndsCanBeStopped() {
        endpoint.observe(state -> {
            if (state instanceof EndpointState.Idle && attempts.size() == 1) {
                endpoint.start();
                attempts.getLast().succeed();
            }
        });
        endpoint.start();
        attempts.getFirst().succeed();
        attempts.getFirst().closed.complete(null);
        attempts.getFirst().ended.complete(null);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Running.class);

        CompletionStage<Void> stopped = endpoint.stop();
        attempts.getLast().closed.complete(null);
        assertThat(stopped.toCompletableFuture()).isCompleted();
        assertThat(attempts).hasSize(2);
    }

    @Test
    void stoppingTwiceIsOneStop() {
        endpoint.start();
        attempts.getFirst().succeed();
        CompletionStage<Void> first = endpoint.stop();
        CompletionStage<Void> second = endpoint.stop();
        assertThat(second.toCompletableFuture()).isNotDone();
        attempts.getFirst().closed.complete(null);
        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(attempts.getFirst().closeCalls).isEqualTo(1);
        assertThat(states()).containsExactly("Starting", "Running", "Stopping", "Idle");
    }

    @Test
    void stoppingAnIdleOneDoesNothing() {
        assertThat(endpoint.stop().toCompletableFuture()).isCompleted();
        assertThat(seen).isEmpty();
        assertThat(attempts).isEmpty();
    }

    @Test
    void stoppingWhileStartingGivesTheAttemptUp() {
        CompletionStage<?> started = endpoint.start();
        CompletionStage<Void> stopped = endpoint.stop();
        assertThat(attempts.getFirst().started).isCancelled();
        assertThat(stopped.toCompletableFuture()).isCompleted();
        assertThat(failureOf(started).what().key()).isEqualTo("failure.stoppedWhileStarting.what");
        assertThat(states()).containsExactly("Starting", "Stopping", "Idle");
        assertThat(endpoint.lastFailure()).isEmpty();

        CompletionStage<?> again = endpoint.start();
        attempts.getLast().succeed();
        assertThat(again.toCompletableFuture()).isCompleted();
    }

    @Test
    void failedStartIsAStateThatCanBeLeft() {
        CompletionStage<?> started = endpoint.start();
        attempts.getFirst().started.completeExceptionally(new FailureException(BROKEN));
        assertThat(failureOf(started)).isEqualTo(BROKEN);
        assertThat(endpoint.state()).isEqualTo(new EndpointState.Failed(BROKEN));
        assertThat(endpoint.lastFailure()).contains(BROKEN);

        endpoint.start();
        assertThat(endpoint.lastFailure()).isEmpty();
        attempts.getLast().started.completeExceptionally(new FailureException(BROKEN));
        assertThat(endpoint.stop().toCompletableFuture()).isCompleted();
        assertThat(states()).containsExactly("Starting", "Failed", "Starting", "Failed", "Idle");
    }

    @Test
    void observerOfAFailureFindsItAsTheLatest() {
        List<Failure> found = new ArrayList<>();
        endpoint.observe(state -> {
            if (state instanceof EndpointState.Failed) {
                found.add(endpoint.lastFailure().orElse(null));
            }
        });
        endpoint.start();
        attempts.getFirst().started.completeExceptionally(new FailureException(BROKEN));
        assertThat(found).containsExactly(BROKEN);
    }

    @Test
    void protocolThatThrowsIsAFailedStart() {
        endpoint.configure(json("{'number': 13}"));
        assertThat(failureOf(endpoint.start()).kind()).isEqualTo(Failure.Kind.INTERNAL);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Failed.class);
    }

    @Test
    void badSettingsAreKeptAndFailTheStart() {
        endpoint.configure(json("{'number': 'x', 'later': 1}"));
        assertThat(endpoint.check().problems()).hasSize(1);
        assertThat(failureOf(endpoint.start()).kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);
        assertThat(attempts).isEmpty();
        assertThat(endpoint.settings()).isEqualTo(json("{'number': 'x', 'later': 1}"));
    }

    @Test
    void endingByItselfIsIdleOrFailedAndClosesTheBindingFirst() {
        endpoint.start();
        attempts.getFirst().succeed();
        attempts.getFirst().ended.complete(null);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Running.class);
        attempts.getFirst().closed.complete(null);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Idle.class);

        endpoint.start();
        attempts.getLast().succeed();
        attempts.getLast().closed.complete(null);
        attempts.getLast().ended.completeExceptionally(new FailureException(BROKEN));
        assertThat(endpoint.state()).isEqualTo(new EndpointState.Failed(BROKEN));
        assertThat(endpoint.lastFailure()).contains(BROKEN);
    }

    @Test
    void failureWhileRunningIsRememberedAndChangesNothingElse() {
        endpoint.start();
        attempts.getFirst().succeed();
        attempts.getFirst().context.fail().accept(BROKEN);
        assertThat(endpoint.lastFailure()).contains(BROKEN);
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Running.class);
    }

    @Test
    void runningEndpointTakesSettingsThatBind() {
        endpoint.start();
        attempts.getFirst().succeed();
        endpoint.configure(json("{'number': 5}"));
        endpoint.configure(json("{'number': 'x'}"));
        assertThat(attempts.getFirst().updates).containsExactly(new ManualSettings(5));
    }

    @Test
    void sendingNeedsARunningEndpointAndAMessageThatBinds() {
        assertThat(failureOf(endpoint.send(Target.all(), json("{'data': 'x'}")))
                        .what()
                        .key())
                .isEqualTo("failure.notRunning.what");
        endpoint.start();
        attempts.getFirst().succeed();
        assertThat(endpoint.send(Target.all(), json("{'data': 'x'}")).toCompletableFuture())
                .isCompletedWithValue(new SendReceipt(1, 1, 0));
        assertThat(failureOf(endpoint.send(Target.all(), json("{'format': 'hex', 'data': 'x'}")))
                        .kind())
                .isEqualTo(Failure.Kind.INVALID_SETTINGS);
    }

    @Test
    void requestNeedsARunningEndpointAndAMessageThatBinds() {
        Duration limit = Duration.ofSeconds(1);
        assertThat(failureOf(endpoint.request(Target.all(), json("{'data': 'x'}"), limit))
                        .what()
                        .key())
                .isEqualTo("failure.notRunning.what");
        endpoint.start();
        attempts.getFirst().succeed();
        assertThat(failureOf(endpoint.request(Target.all(), json("{'format': 'hex', 'data': 'x'}"), limit))
                        .kind())
                .isEqualTo(Failure.Kind.INVALID_SETTINGS);
        CompletionStage<Reply<?>> reply = endpoint.request(Target.one(3), json("{'data': 'x'}"), limit);
        assertThat(attempts.getFirst().requests)
                .containsExactly(new Asked(Target.one(3), new StreamMessage(StreamMessage.Format.TEXT, "x"), limit));
        assertThat(reply.toCompletableFuture()).isNotDone();
        attempts.getFirst().reply.complete(new Reply<>(3, new StreamMessage(), limit));
        assertThat(reply.toCompletableFuture()).isCompletedWithValue(new Reply<>(3, new StreamMessage(), limit));
    }

    @Test
    void preparedRequestBindsItsMessageOnceAndOutlivesRestarts() {
        Duration limit = Duration.ofSeconds(1);
        FailureException bad = catchThrowableOfType(
                FailureException.class, () -> endpoint.prepare(json("{'format': 'hex', 'data': 'x'}")));
        assertThat(bad.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);

        PreparedRequest request = endpoint.prepare(json("{'data': 'x'}"));
        assertThat(failureOf(request.send(Target.all(), limit)).what().key()).isEqualTo("failure.notRunning.what");
        endpoint.start();
        attempts.getFirst().succeed();
        request.send(Target.all(), limit);
        request.send(Target.all(), limit);
        assertThat(attempts.getFirst().requests).hasSize(2);
        assertThat(attempts.getFirst().requests.getFirst().message())
                .isSameAs(attempts.getFirst().requests.getLast().message());
        endpoint.stop();
        attempts.getFirst().closed.complete(null);
        endpoint.start();
        attempts.getLast().succeed();
        request.send(Target.all(), limit);
        assertThat(attempts.getLast().requests).hasSize(1);
    }

    @Test
    void doneCompletesWhenTheProtocolIsDoneOrHasEndedOrNothingRuns() {
        assertThat(endpoint.done().toCompletableFuture()).isCompleted();
        endpoint.start();
        attempts.getFirst().succeed();
        CompletionStage<Void> done = endpoint.done();
        assertThat(done.toCompletableFuture()).isNotDone();
        attempts.getFirst().ended.completeExceptionally(new FailureException(BROKEN));
        assertThat(done.toCompletableFuture()).isCompleted();
    }

    @Test
    void cancelledObserverHearsNothingMore() {
        List<EndpointState> few = new ArrayList<>();
        Subscription subscription = endpoint.observe(few::add);
        endpoint.start();
        subscription.close();
        subscription.close();
        attempts.getFirst().succeed();
        assertThat(few).hasSize(1);
        assertThat(seen).hasSize(2);
    }

    @Test
    void everyObserverSeesTheSameOrderWhoeverMakesTheChanges() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 200; j++) {
                    endpoint.start();
                    endpoint.stop();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        endpoint.stop();
        assertThat(endpoint.state()).isInstanceOf(EndpointState.Idle.class);
        String before = "Idle";
        for (String state : states()) {
            assertThat(List.of("Idle Starting", "Starting Stopping", "Stopping Idle"))
                    .contains(before + " " + state);
            before = state;
        }
        assertThat(before).isEqualTo("Idle");
    }

    /** Settings with one number; 13 makes the start throw. */
    public record ManualSettings(
            @Option(min = 0, max = 100, live = true) int number) implements Settings {
        public ManualSettings() {
            this(0);
        }
    }

    private record Asked(Target to, StreamMessage message, Duration limit) {}

    private final class Attempt implements Binding<ManualSettings, StreamMessage> {
        private final EndpointContext context;
        private final CompletableFuture<Binding<ManualSettings, StreamMessage>> started = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final List<ManualSettings> updates = new ArrayList<>();
        private final List<Asked> requests = new ArrayList<>();
        private final CompletableFuture<Reply<StreamMessage>> reply = new CompletableFuture<>();
        private int closeCalls;

        Attempt(EndpointContext context) {
            this.context = context;
        }

        void succeed() {
            started.complete(this);
        }

        @Override
        public SocketAddress localAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public CompletionStage<SendReceipt> send(Target to, StreamMessage message) {
            return CompletableFuture.completedFuture(new SendReceipt(1, message.bytes().length, 0));
        }

        @Override
        public CompletionStage<Reply<StreamMessage>> request(Target to, StreamMessage message, Duration limit) {
            requests.add(new Asked(to, message, limit));
            return reply;
        }

        @Override
        public Subscription listen(Target to, MessageListener<StreamMessage> listener) {
            return () -> {};
        }

        @Override
        public CompletionStage<Void> update(ManualSettings settings) {
            updates.add(settings);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> disconnect(Target what) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> close() {
            closeCalls++;
            return closed;
        }

        @Override
        public CompletionStage<Void> done() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> ended() {
            return ended;
        }
    }

    private final class ManualProtocol implements Protocol<ManualSettings, StreamMessage> {
        @Override
        public String id() {
            return "manual";
        }

        @Override
        public Role role() {
            return Role.CLIENT;
        }

        @Override
        public Class<ManualSettings> settingsType() {
            return ManualSettings.class;
        }

        @Override
        public ManualSettings defaults() {
            return new ManualSettings();
        }

        @Override
        public MessageCodec<StreamMessage> codec() {
            return new StreamMessageCodec();
        }

        @Override
        public Class<StreamMessage> messageType() {
            return StreamMessage.class;
        }

        @Override
        public StreamMessage emptyMessage() {
            return new StreamMessage();
        }

        @Override
        public String counterpart() {
            return "manual";
        }

        @Override
        public CompletionStage<Binding<ManualSettings, StreamMessage>> start(
                ManualSettings settings, EndpointContext context) {
            if (settings.number() == 13) {
                throw new IllegalStateException("thirteen");
            }
            Attempt attempt = new Attempt(context);
            synchronized (attempts) {
                attempts.add(attempt);
            }
            return attempt.started;
        }
    }
}
