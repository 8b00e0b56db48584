package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.stream.Farewell;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.stream.StreamSession;
import org.netsonde.engine.traffic.Direction;

/**
 * Between frames and the session: puts messages together from their frames and takes them apart again, answers pings, keeps
 * to the closing handshake (RFC 6455, sections 5.4, 5.5 and 7), and records each message and control frame as
 * {@link Typed} bytes.
 */
final class WebSocketStage extends ChannelDuplexHandler {

    /** A message is not cut into more frames than these. */
    private static final int MOST_FRAMES = 4096;

    private static final String SESSION_ENDED = "session ended";

    private final Installation installation;
    private final StreamConnection connection;
    private final StreamSession session;
    private final boolean server;
    private final WebSocketOptions options;
    private final Assembly assembly;
    private final Heartbeat heartbeat;
    private @Nullable Handshake handshake;
    private @Nullable Guest guest;
    private @Nullable ChannelHandlerContext context;
    private boolean flushWanted;
    private byte @Nullable [] owed;
    private boolean closeSent;
    private boolean closeReceived;
    private boolean broken;
    private boolean over;

    WebSocketStage(Installation installation, boolean server, WebSocketOptions options) {
        this.installation = installation;
        this.connection = installation.connection();
        this.session = installation.session();
        this.server = server;
        this.options = options;
        this.assembly = new Assembly(options.maxMessage().bytes());
        this.heartbeat =
                new Heartbeat(options, connection.meter(), System::nanoTime, this::isHeld, this::ping, this::silent);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // It is open for the session once it has been upgraded.
    }

    /** The opening handshake is over. */
    void established(Handshake agreed) {
        // The heads may be long, and are not kept beyond their record.
        handshake = agreed.withoutHeads();
        showFacts();
        connection.farewell(this::leave);
        connection.introduce(agreed.summary());
        connection.whenOpened(() -> {
            Direction request = server ? Direction.IN : Direction.OUT;
            Direction response = server ? Direction.OUT : Direction.IN;
            recordHandshake(request, agreed.request());
            recordHandshake(response, agreed.response());
        });
        heartbeat.start(connection.channel().eventLoop());
        session.opened();
    }

    /**
     * Somebody who has logged in comes in, and goes when he may not be there any more.
     *
     * @return what is decided about him now that he hears of the end of his session
     */
    LoginGate.Decision enter(Guests guests, Guests.Asked asked, Access access) {
        Guest entering =
                guests.enter(asked, access, connection::execute, changed -> connection.execute(() -> review(changed)));
        LoginGate.Decision decision = guests.decide(entering);
        if (decision instanceof LoginGate.Decision.Refused) {
            entering.left();
        } else {
            guest = entering;
        }
        return decision;
    }

    private void review(Guest changed) {
        if (changed.isOver()) {
            sendAway(changed);
        } else {
            showFacts();
        }
    }

    private void sendAway(Guest leaving) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || over) {
            return;
        }
        connection.closeReason(Phrase.of("event.sessionEnded", UpgradeStage.shown(leaving)));
        broken = true;
        assembly.giveUp();
        if (handshake == null) {
            ctx.close();
        } else if (!closeSent) {
            sendClose(ctx, Unpooled.wrappedBuffer(Typed.closing(CloseCode.POLICY, SESSION_ENDED)));
            connection.partSoon();
        }
    }

    private void showFacts() {
        if (handshake != null) {
            List<Fact> facts = handshake.facts(heartbeat.latestRoundTrip());
            if (guest != null) {
                facts.addAll(guest.facts());
            }
            connection.facts().put(new FactGroup("websocket", facts));
        }
    }

    private void recordHandshake(Direction direction, String head) {
        record(direction, Typed.of(Kind.HANDSHAKE, head.getBytes(StandardCharsets.UTF_8)));
    }

    private void record(Direction direction, byte[] typed) {
        installation.tap().data(connection.id(), direction, Unpooled.wrappedBuffer(typed), System.nanoTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            // Where a rule was broken nothing tells what the frames behind it belong to.
            if (!closeReceived && (!broken || frame instanceof CloseWebSocketFrame)) {
                read(ctx, frame);
            }
        } finally {
            frame.release();
        }
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> pinged(ctx, ping.content());
            case PongWebSocketFrame pong -> ponged(pong.content());
            case CloseWebSocketFrame close -> closing(ctx, close.content());
            default -> {
                ByteBuf typed = assembly.add(ctx.alloc(), frame);
                if (typed != null) {
                    try {
                        deliver(ctx, typed);
                    } finally {
                        typed.release();
                    }
                }
            }
        }
    }

    private void deliver(ChannelHandlerContext ctx, ByteBuf typed) {
        installation
                .tap()
                .data(connection.id(), Direction.IN, typed, installation.clock().at());
        Guest sender = guest;
        if (sender != null && !sender.maySend()) {
            refuse(ctx, Violation.readOnly(connection.remote(), UpgradeStage.shown(sender)), null);
            return;
        }
        int start = typed.readerIndex();
        int length = typed.readableBytes();
        session.frame(typed, start, length);
        session.read(typed, start, start + length, 1);
    }

    private void pinged(ChannelHandlerContext ctx, ByteBuf payload) {
        byte[] ping = Typed.of(Kind.PING, payload);
        record(Direction.IN, ping);
        owed = Typed.payload(ping);
        answerPing(ctx);
    }

    /**
     * Sends the pong that is owed. One that does not read its pongs is not sent more of them: the latest ping is answered when
     * it reads again, which is all that it may ask for (RFC 6455, section 5.5.3).
     */
    private void answerPing(ChannelHandlerContext ctx) {
        byte[] payload = owed;
        if (payload != null && !closeSent && ctx.channel().isWritable()) {
            owed = null;
            record(Direction.OUT, Typed.of(Kind.PONG.opcode(), payload));
            ctx.write(new PongWebSocketFrame(Unpooled.wrappedBuffer(payload)));
            flushWanted = true;
        }
    }

    private void ponged(ByteBuf payload) {
        record(Direction.IN, Typed.of(Kind.PONG, payload));
        if (heartbeat.ponged(payload, installation.clock().at())) {
            showFacts();
        }
    }

    /** The peer takes its leave: so do we, with its own code, and the server ends the connection. */
    private void closing(ChannelHandlerContext ctx, ByteBuf payload) {
        closeReceived = true;
        assembly.giveUp();
        byte[] typed = Typed.of(Kind.CLOSE, payload);
        record(Direction.IN, typed);
        CloseCode close = CloseCode.of(Typed.payload(typed));
        if (payload.isReadable() && !CloseCode.maySend(close.code())) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "invalid close frame code: " + close.code());
        }
        connection.closeReason(Phrase.of("event.closedWith", close.phrase()));
        boolean answered = closeSent;
        if (!closeSent) {
            sendClose(ctx, payload.readableBytes() < 2 ? Unpooled.EMPTY_BUFFER : payload.retainedSlice(0, 2));
        }
        if (server && answered) {
            // Both have said goodbye: the server ends the connection (RFC 6455, section 7.1.1).
            new Farewell.Tcp().say(connection);
        } else if (server) {
            // Not at once: what the peer still sends would be answered by a reset, which may overtake our close.
            connection.closeGently(Phrase.of("event.closedByPeer"));
        } else {
            // A client leaves it to the server to end the connection (RFC 6455, section 7.1.1), but not for ever.
            connection.closeSoon();
        }
    }

    private void sendClose(ChannelHandlerContext ctx, ByteBuf payload) {
        closeSent = true;
        heartbeat.stop();
        record(Direction.OUT, Typed.of(Kind.CLOSE, payload));
        ctx.writeAndFlush(new CloseWebSocketFrame(true, 0, payload));
    }

    /** Our own leave, when all that was written has left. */
    private void leave(StreamConnection leaving) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || closeSent) {
            if (server) {
                new Farewell.Tcp().say(leaving);
            } else {
                leaving.closeSoon();
            }
            return;
        }
        int code = server ? CloseCode.GOING_AWAY : CloseCode.NORMAL;
        sendClose(ctx, Unpooled.wrappedBuffer(Typed.closing(code, "")));
        leaving.closeSoon();
    }

    /** Whether nothing is read from the peer, since it does not take what it is sent: its pongs lie in our own socket. */
    private boolean isHeld() {
        return !connection.channel().isWritable()
                || !connection.channel().config().isAutoRead();
    }

    private void ping(byte[] payload) {
        ChannelHandlerContext ctx = context;
        if (ctx != null && !closeSent && ctx.channel().isWritable()) {
            send(ctx, Unpooled.wrappedBuffer(Typed.of(Kind.PING, Unpooled.wrappedBuffer(payload))), ctx.newPromise());
            ctx.flush();
        }
    }

    /** The peer has not answered a ping in time. */
    private void silent(FailureException failure) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.fireExceptionCaught(failure);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (handshake == null || !(message instanceof ByteBuf written) || !written.isReadable()) {
            ctx.write(message, promise);
            return;
        }
        try {
            do {
                ByteBuf typed = Envelope.next(written);
                send(ctx, typed, written.isReadable() ? ctx.newPromise() : promise);
            } while (written.isReadable());
        } finally {
            written.release();
        }
    }

    /** Sends a message as frames; takes it over. */
    private void send(ChannelHandlerContext ctx, ByteBuf typed, ChannelPromise promise) {
        long now = System.nanoTime();
        if (closeSent) {
            typed.release();
            promise.setSuccess();
            return;
        }
        installation.tap().data(connection.id(), Direction.OUT, typed, now);
        Kind kind = Typed.kind(typed, typed.readerIndex());
        ByteBuf payload = typed.skipBytes(1);
        switch (kind) {
            case TEXT, BINARY -> sendMessage(ctx, kind, payload, promise);
            case PONG -> ctx.write(new PongWebSocketFrame(payload), promise);
            case PING -> {
                heartbeat.pinged(payload, now);
                ctx.write(new PingWebSocketFrame(payload), promise);
            }
            case CLOSE -> {
                closeSent = true;
                heartbeat.stop();
                connection.closeReason(Phrase.of("event.closedHere"));
                ctx.write(new CloseWebSocketFrame(true, 0, payload), promise);
                connection.partSoon();
            }
        }
    }

    private void sendMessage(ChannelHandlerContext ctx, Kind kind, ByteBuf payload, ChannelPromise promise) {
        int wanted = (int) options.fragmentSize().bytes();
        // Every frame takes memory until it has left, however small it is.
        int most = wanted == 0 ? 0 : Math.max(wanted, payload.readableBytes() / MOST_FRAMES + 1);
        if (most == 0 || payload.readableBytes() <= most) {
            ctx.write(frame(kind, true, payload), promise);
            return;
        }
        ctx.write(frame(kind, false, payload.readRetainedSlice(most)));
        while (payload.readableBytes() > most) {
            ctx.write(new ContinuationWebSocketFrame(false, 0, payload.readRetainedSlice(most)));
        }
        ctx.write(new ContinuationWebSocketFrame(true, 0, payload), promise);
    }

    private static WebSocketFrame frame(Kind kind, boolean last, ByteBuf payload) {
        return kind == Kind.TEXT
                ? new TextWebSocketFrame(last, 0, payload)
                : new BinaryWebSocketFrame(last, 0, payload);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (handshake != null) {
            session.readComplete();
        }
        flushPongs(ctx);
    }

    private void flushPongs(ChannelHandlerContext ctx) {
        if (flushWanted) {
            flushWanted = false;
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (handshake != null) {
            answerPing(ctx);
            flushPongs(ctx);
            session.writable(ctx.channel().isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            ctx.fireUserEventTriggered(event);
        } else if (handshake == null) {
            ctx.close();
        } else {
            if (!closeReceived && !closeSent) {
                connection.closeReason(Phrase.of("event.closedWith", new CloseCode(CloseCode.ABNORMAL, "").phrase()));
            }
            session.inputClosed();
        }
    }

    /** What breaks the rules is answered with the code for it; then it is a failure of the connection like any other. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Violation violation = handshake == null ? null : Violation.of(cause, connection.remote());
        if (violation == null) {
            ctx.fireExceptionCaught(cause);
            return;
        }
        refuse(ctx, violation, cause);
    }

    private void refuse(ChannelHandlerContext ctx, Violation violation, @Nullable Throwable cause) {
        broken = true;
        assembly.giveUp();
        if (!closeSent) {
            sendClose(ctx, Unpooled.wrappedBuffer(Typed.closing(violation.code(), violation.reason())));
        }
        ctx.fireExceptionCaught(
                cause == null
                        ? new FailureException(violation.failure())
                        : new FailureException(violation.failure(), cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            heartbeat.stop();
            assembly.giveUp();
            if (guest != null) {
                guest.left();
            }
            session.closed();
        }
    }
}
