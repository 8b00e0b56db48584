package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.protocol.Transfers;

/**
 * A reply whose body is saved as a file, over all attempts. Its state is written on the client's event loop and read from any
 * thread. Goes on where it was with a range (RFC 9110, section 14), as long as the server says that it is the same file.
 */
final class Download implements Transfer {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("(?i)\\s*bytes\\s+(?:(\\d{1,18})-(\\d{1,18})|\\*)/(?:(\\d{1,18})|\\*)\\s*");

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NO_SUCH_RANGE = 416;

    private final Agent agent;
    private final ClientRequest request;
    private final Path place;
    private final long id;
    private final Instant since;
    private final String source;

    private volatile Path file;
    private volatile State state = State.RUNNING;
    private volatile long bytes;
    private volatile long total = -1;
    private volatile @Nullable Failure failure;

    private @Nullable Exchange exchange;
    private @Nullable PartFile part;
    private @Nullable Channel channel;
    private @Nullable Consumer<@Nullable Failure> whenSaved;
    private String validator = "";
    private long askedFrom;
    private boolean named;
    private boolean complete;
    private boolean resumeLater;

    private Download(Agent agent, ClientRequest request, SaveTo to) {
        this.agent = agent;
        this.request = request;
        this.place = to.place().toAbsolutePath();
        this.file = place;
        Transfers transfers = agent.context().transfers();
        this.id = transfers.nextId();
        this.since = agent.context().clock().instant();
        this.source = HttpSecrets.target(request.url());
    }

    /** Begins one; on the event loop. */
    static void start(Agent agent, ClientRequest request, SaveTo to, Exchange.Listener listener) {
        Download download = new Download(agent, request, to);
        Exchange exchange = new Exchange(agent, request, download, listener);
        download.exchange = exchange;
        if (!agent.context().transfers().add(download)) {
            exchange.failed(Failure.of(Failure.Kind.FILE, "downloadsFull", Transfers.MOST), false);
            return;
        }
        agent.submit(exchange);
    }

    /** Asks for the rest, where there is something already, and for bytes as they are. */
    void addTo(HttpHeaders fields) {
        fields.set("Accept-Encoding", "identity");
        askedFrom = validator.isEmpty() ? 0 : bytes;
        if (askedFrom > 0) {
            fields.set("Range", "bytes=" + askedFrom + "-");
            fields.set("If-Range", validator);
        }
    }

    /**
     * A reply begins.
     *
     * @return whether its body is saved
     * @throws FailureException if it is no reply to what was asked for
     */
    boolean begins(HttpResponse head, HttpUrl url, Channel from) {
        int status = head.status().code();
        if (status == PARTIAL && askedFrom > 0) {
            total = rangeTotal(head, url);
            part = PartFile.resume(file, askedFrom, new Told(from));
        } else if (status >= OK && status < 300 && status != PARTIAL) {
            total = HttpUtil.getContentLength(head, -1L);
            bytes = 0;
            remember(head.headers());
            part = named
                    ? PartFile.resume(file, 0, new Told(from))
                    : PartFile.create(
                            place, DownloadName.of(head.headers().get("Content-Disposition"), url), new Told(from));
        } else if (status == PARTIAL) {
            throw new FailureException(Failure.of(Failure.Kind.PEER_ERROR, "downloadRange", url.authority()));
        } else {
            return false;
        }
        channel = from;
        return true;
    }

    /** A strong validator, by which the server knows whether it is still the same file (RFC 9110, section 13.1.5). */
    private void remember(HttpHeaders headers) {
        String tag = headers.get(HttpHeaderNames.ETAG, "");
        validator = tag.startsWith("\"") ? tag : headers.get(HttpHeaderNames.LAST_MODIFIED, "");
    }

    private long rangeTotal(HttpResponse head, HttpUrl url) {
        Matcher range = CONTENT_RANGE.matcher(head.headers().get(HttpHeaderNames.CONTENT_RANGE, ""));
        boolean right = range.matches() && range.group(1) != null && Long.parseLong(range.group(1)) == askedFrom;
        long whole = right && range.group(3) != null ? Long.parseLong(range.group(3)) : total;
        if (!right || (total >= 0 && whole != total)) {
            throw new FailureException(Failure.of(Failure.Kind.PEER_ERROR, "downloadRange", url.authority()));
        }
        return whole;
    }

    /** A part of the body; while the disk is slow no more is read. */
    void write(ByteBuf content) {
        PartFile to = part;
        Channel from = channel;
        if (to != null && !to.write(ByteBufUtil.getBytes(content)) && from != null) {
            from.config().setAutoRead(false);
        }
    }

    /** The body is whole; tells when the file is, or why it is not. */
    void ends(Consumer<@Nullable Failure> then) {
        complete = true;
        whenSaved = then;
        PartFile to = part;
        if (to != null) {
            to.move();
        }
    }

    /** Whether a reply that was not saved means that all is to be asked for again. */
    boolean startsAnew(int status) {
        if (status != NO_SUCH_RANGE || askedFrom == 0) {
            return false;
        }
        bytes = 0;
        validator = "";
        return true;
    }

    /** A reply came that is not to be saved. */
    void notSaved(int status, HttpUrl url) {
        state = State.FAILED;
        failure = Failure.of(Failure.Kind.HTTP_STATUS, "downloadStatus", url.authority(), status);
    }

    /** It will not be whole, for now. */
    void failed(Failure why) {
        if (state == State.RUNNING) {
            state = State.FAILED;
            failure = why;
        }
        stop();
    }

    private void stop() {
        PartFile to = part;
        if (to != null && !complete) {
            to.stop();
        }
    }

    /** Hears of the file and goes on on the event loop. */
    private final class Told implements PartFile.Listener {
        private final Channel from;

        Told(Channel from) {
            this.from = from;
        }

        @Override
        public void named(Path place) {
            agent.loop().execute(() -> {
                file = place;
                named = true;
            });
        }

        @Override
        public void written(long all) {
            agent.loop().execute(() -> bytes = all);
        }

        @Override
        public void room() {
            agent.loop().execute(() -> from.config().setAutoRead(true));
        }

        @Override
        public void over(@Nullable Path place, @Nullable Failure why) {
            agent.loop().execute(() -> Download.this.over(place, why));
        }
    }

    private void over(@Nullable Path place, @Nullable Failure why) {
        part = null;
        channel = null;
        Consumer<@Nullable Failure> then = whenSaved;
        whenSaved = null;
        Exchange current = exchange;
        if (place != null) {
            file = place;
            state = State.DONE;
        } else if (why != null && state == State.RUNNING) {
            state = State.FAILED;
            failure = why;
        }
        if (then != null) {
            then.accept(place == null && why == null ? failure : why);
        } else if (why != null && current != null && !current.isOver()) {
            // In the middle of it, such as since the disk is full.
            current.broken(why, ReplySink.Acted.LIKELY);
            current.hangUp();
        }
        if (resumeLater) {
            resumeLater = false;
            again();
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void cancel() {
        agent.loop().execute(() -> {
            Exchange current = exchange;
            if (state == State.RUNNING && !complete && current != null) {
                state = State.CANCELLED;
                stop();
                current.abandon(Failure.of(Failure.Kind.PEER_ERROR, "downloadCancelled", source));
            }
        });
    }

    @Override
    public boolean resumable() {
        State now = state;
        return (now == State.CANCELLED || now == State.FAILED) && !agent.isClosing();
    }

    @Override
    public void resume() {
        agent.loop().execute(() -> {
            if (!resumable()) {
                return;
            }
            state = State.RUNNING;
            failure = null;
            complete = false;
            if (part == null) {
                again();
            } else {
                // What is still to be written of the last attempt comes first.
                resumeLater = true;
            }
        });
    }

    private void again() {
        Exchange next = new Exchange(agent, request, this, new Exchange.Listener() {
            @Override
            public void sent(long connection, long sent) {}

            @Override
            public void replied(long connection, byte[] reply, java.time.Duration latency) {}

            @Override
            public void failed(Failure why) {}
        });
        exchange = next;
        agent.submit(next);
    }
}
