package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpDates;
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

    /** How much older than its reply a file is whose date tells it from all others. */
    private static final Duration STRONG = Duration.ofSeconds(1);

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
    private @Nullable Origin server;
    private String validator = "";
    private long askedFrom;
    private long expected = -1;
    private long received;
    private boolean paused;
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

    /**
     * Begins one; on the event loop.
     *
     * @param only the connections that may be used; null for any
     * @return false if none of those can take it, and then nothing happened
     */
    static boolean start(
            Agent agent, ClientRequest request, SaveTo to, @Nullable Set<Long> only, Exchange.Listener listener) {
        Download download = new Download(agent, request, to);
        Exchange exchange = new Exchange(agent, request, download, listener);
        download.exchange = exchange;
        if (!agent.context().transfers().add(download)) {
            exchange.failed(Failure.of(Failure.Kind.FILE, "downloadsFull", Transfers.MOST), false);
            return true;
        }
        if (only == null) {
            agent.submit(exchange);
        } else if (!agent.submit(exchange, only)) {
            download.state = State.CANCELLED;
            agent.context().transfers().forget(download);
            return false;
        }
        return true;
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
        server = Origin.of(url);
        if (status == PARTIAL && askedFrom > 0) {
            total = rangeTotal(head, url);
            received = askedFrom;
            part = PartFile.resume(file, askedFrom, new Told(from));
        } else if (status >= OK && status < 300 && status != PARTIAL) {
            total = HttpUtil.getContentLength(head, -1L);
            expected = total;
            received = 0;
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
        paused = false;
        channel = from;
        agent.opened(part);
        return true;
    }

    private void remember(HttpHeaders headers) {
        validator = validator(headers);
    }

    /**
     * The strong validator of a reply, by which its server knows whether it is still the same file; empty where there is none. A
     * date is one only if the file had not changed for a while when it was sent, and only where there is no tag (RFC 9110,
     * sections 8.8.2.2 and 13.1.5).
     */
    static String validator(HttpHeaders headers) {
        String tag = headers.get(HttpHeaderNames.ETAG, "");
        if (!tag.isEmpty()) {
            return tag.startsWith("\"") ? tag : "";
        }
        String modified = headers.get(HttpHeaderNames.LAST_MODIFIED, "");
        Optional<Instant> latest =
                HttpDates.parse(headers.get(HttpHeaderNames.DATE, "")).map(sent -> sent.minus(STRONG));
        boolean strong = latest.isPresent()
                && HttpDates.parse(modified)
                        .filter(changed -> !changed.isAfter(latest.get()))
                        .isPresent();
        return strong ? modified : "";
    }

    private long rangeTotal(HttpResponse head, HttpUrl url) {
        Matcher range = CONTENT_RANGE.matcher(head.headers().get(HttpHeaderNames.CONTENT_RANGE, ""));
        boolean right = range.matches() && range.group(1) != null && Long.parseLong(range.group(1)) == askedFrom;
        long whole = right && range.group(3) != null ? Long.parseLong(range.group(3)) : total;
        long last = right ? Long.parseLong(range.group(2)) : -1;
        boolean fits = last >= askedFrom && (whole < 0 || last < whole);
        if (!right || !fits || (total >= 0 && whole != total)) {
            throw new FailureException(Failure.of(Failure.Kind.PEER_ERROR, "downloadRange", url.authority()));
        }
        expected = last + 1;
        return whole;
    }

    /**
     * A part of the body; while the disk is slow no more is read.
     *
     * @return false while it is slow, when it is no fault of the server that nothing comes
     */
    boolean write(ByteBuf content) {
        PartFile to = part;
        Channel from = channel;
        received += content.readableBytes();
        if (to != null && !to.write(ByteBufUtil.getBytes(content)) && from != null) {
            paused = true;
            from.config().setAutoRead(false);
        }
        return !paused;
    }

    /** The body is over; tells when the file is whole, or why it is not. */
    void ends(Consumer<@Nullable Failure> then) {
        Origin from = server;
        if (from != null && ((expected >= 0 && received != expected) || (total >= 0 && received != total))) {
            // A server may send less than was asked for (RFC 9110, section 15.3.7). The rest can be asked for.
            then.accept(HttpFailures.cutShort(from));
            return;
        }
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
        fail(Failure.of(Failure.Kind.HTTP_STATUS, "downloadStatus", url.authority(), status));
    }

    private void fail(Failure why) {
        // First, as whoever sees that it has failed asks why.
        failure = why;
        state = State.FAILED;
    }

    /** It will not be whole, for now. */
    void failed(Failure why) {
        if (state == State.RUNNING) {
            fail(why);
        }
        stop();
    }

    /** Given up, by the user or since its client ends. A file that is whole already is moved to its place all the same. */
    void abandoned() {
        resumeLater = false;
        if (state == State.RUNNING && !complete) {
            if (agent.isClosing()) {
                fail(Failure.of(Failure.Kind.NOT_CONNECTED, "downloadStopped", source));
            } else {
                state = State.CANCELLED;
            }
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
            agent.loop().execute(() -> {
                from.config().setAutoRead(true);
                Exchange current = exchange;
                if (paused && !complete && current != null) {
                    current.goesOn();
                }
                paused = false;
            });
        }

        @Override
        public void over(@Nullable Path place, @Nullable Failure why) {
            agent.loop().execute(() -> Download.this.over(place, why));
        }
    }

    private void over(@Nullable Path place, @Nullable Failure why) {
        PartFile written = part;
        part = null;
        channel = null;
        Consumer<@Nullable Failure> then = whenSaved;
        whenSaved = null;
        Exchange current = exchange;
        if (place != null) {
            file = place;
            state = State.DONE;
        } else if (why != null && state == State.RUNNING) {
            fail(why);
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
        if (written != null) {
            agent.closed(written);
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
                abandoned();
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
            public void replied(long connection, byte[] reply, Duration latency) {}

            @Override
            public void failed(Failure why) {}
        });
        exchange = next;
        agent.submit(next);
    }
}
