package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ContentCoding;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.traffic.Direction;

/**
 * A request with its reply, over all redirects and attempts in between. Confined to the client's event loop.
 */
final class Exchange implements ReplySink {

    /** How much of a message is kept in the traffic log. */
    static final int MOST_RECORDED = 64 << 10;

    /** RFC 9110, section 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String VERSION_2 = "HTTP/2";

    /** Hears what becomes of an exchange, on the client's event loop. */
    interface Listener {

        /** The request was handed to the transport; told once, and not of what comes from the cache. */
        void sent(long connection, long bytes);

        /**
         * The reply arrived, whole.
         *
         * @param connection 0 where it comes from the cache
         * @param reply as {@link HttpText} has it; of a download only the beginning of the body
         */
        void replied(long connection, byte[] reply, Duration latency);

        /** There is no reply, and there will be none. It has been counted and told. */
        void failed(Failure failure);
    }

    private final Agent agent;
    private final ClientRequest request;
    private final @Nullable Download download;
    private final Listener listener;
    private final boolean login;

    private HttpUrl url = new HttpUrl(false, "", 0, "/");
    private String method;
    private byte[] body;
    private final HttpHeaders own;
    private boolean aimed;
    private boolean trusted = true;
    private int hops;
    private boolean retried;
    private boolean told;
    private boolean over;

    private long begun;
    private long writtenAt;
    private long firstByteAt;
    private boolean first;
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable ClientConnection connection;
    private int stream;
    private @Nullable HttpResponse reply;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private long length;
    private long heldOfReply;
    private long heldOfBody;
    private boolean saving;
    private @Nullable String cacheKey;
    private @Nullable SentHeaders token;
    private boolean loggedInAgain;

    Exchange(Agent agent, ClientRequest request, @Nullable Download download, Listener listener) {
        this(agent, request, download, listener, false);
    }

    private Exchange(
            Agent agent, ClientRequest request, @Nullable Download download, Listener listener, boolean login) {
        this.login = login;
        this.agent = agent;
        this.request = request;
        this.download = download;
        this.listener = listener;
        this.method = request.method();
        this.body = request.body();
        this.own = request.headers().copy();
    }

    /**
     * One that logs in: without a token, cookies, redirects or the memory of a cache, and with nothing that gives access in what is
     * recorded of its bodies.
     */
    static Exchange ofLogin(Agent agent, ClientRequest request, Listener listener) {
        return new Exchange(agent, request, null, listener, true);
    }

    /** Begins: the address is read, the time counts. False if it has failed already. */
    boolean begin() {
        begun = System.nanoTime();
        watch();
        if (!agent.budget().tryTake(body.length)) {
            failed(HttpFailures.memory(), false);
            return false;
        }
        heldOfBody = body.length;
        try {
            HttpUrl written = HttpUrl.parse(request.url());
            HttpUrl server = agent.aimed();
            url = written.isPath() ? written.at(server.secure(), server.host(), server.port()) : written;
            aimed = url.sameOrigin(server);
            return true;
        } catch (SettingsException e) {
            failed(
                    new Failure(
                            Failure.Kind.INVALID_SETTINGS,
                            e.problems().getFirst().text(),
                            Phrase.of("failure.httpUrl.remedy")),
                    false);
        } catch (FailureException e) {
            failed(e.failure(), false);
        }
        return false;
    }

    /** The time-out: of the whole, or, while a file is saved, of the silence. */
    private void watch() {
        unwatch();
        timeout = agent.later(agent.options().requestTimeout(), this::late);
    }

    /**
     * It was given a connection.
     *
     * @param firstOnIt whether it is the first there, to whose time belongs what making the connection took
     */
    void starts(boolean firstOnIt) {
        first = firstOnIt;
    }

    /** What held it back here is over. */
    void goesOn() {
        if (!over) {
            watch();
        }
    }

    private void unwatch() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private void late() {
        Failure failure = Failure.of(
                Failure.Kind.REPLY_TIMEOUT,
                "httpTimeout",
                url.authority(),
                Durations.format(agent.options().requestTimeout()));
        ClientConnection on = connection;
        failed(failure, false);
        if (on != null) {
            on.cancel(this);
        }
    }

    HttpUrl url() {
        return url;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isOver() {
        return over;
    }

    /** The fields of the request as it goes to {@link #url}. */
    private HttpHeaders fields() {
        HttpHeaders fields = new DefaultHttpHeaders();
        fields.set("Host", url.authority());
        fields.set("User-Agent", "netsonde");
        fields.set("Accept", "*/*");
        if (agent.options().compression() && download == null) {
            fields.set("Accept-Encoding", ContentCoding.ACCEPTED);
        }
        ofSettings().addTo(fields);
        own.names().forEach(fields::remove);
        fields.add(own);
        if (trusted) {
            request.secrets().addTo(fields);
        }
        CookieJar cookies = login ? null : agent.cookies();
        if (cookies != null && !fields.contains(HttpHeaderNames.COOKIE)) {
            cookies.forRequest(url).ifPresent(value -> fields.set("Cookie", value));
        }
        if (download != null) {
            download.addTo(fields);
        }
        if (body.length > 0 || WITH_BODY.contains(method)) {
            fields.set("Content-Length", body.length);
        }
        return fields;
    }

    /** What gives access goes to the server that it was meant for. */
    private SentHeaders ofSettings() {
        SentHeaders carried = token;
        if (!aimed || !trusted) {
            return agent.headers().withoutSecrets();
        }
        return carried == null ? agent.headers() : agent.headers().and(carried);
    }

    /** Whether it goes where the token of a login is meant for, and says nothing of its own of who asks. */
    boolean wantsToken() {
        String name = HttpHeaderNames.AUTHORIZATION.toString();
        return !login
                && aimed
                && trusted
                && !own.contains(name)
                && !request.secrets().contains(name);
    }

    /** Takes the field that carries the token. */
    void carry(SentHeaders fields) {
        token = fields;
    }

    /** Whether the reply tells of a token that is not valid any more, so that another one is to be had first. */
    private boolean needsLogin(HttpResponse head) {
        SentHeaders used = token;
        TokenSource source = agent.tokens();
        if (used == null || source == null || !wantsToken() || saving) {
            return false;
        } else if (head.status().code() != 401) {
            source.accepted(used);
            return false;
        }
        return !loggedInAgain && source.refused(used);
    }

    /** The reply of the cache; empty where there is none, and then the reply to come may be kept there. */
    byte @Nullable [] cached(ReplyCache cache) {
        HttpHeaders fields = fields();
        cacheKey = null;
        if (download != null || !ReplyCache.mayAsk(method, body.length > 0, fields)) {
            return null;
        }
        String key = ReplyCache.key(url, fields);
        byte[] found = cache.find(key).orElse(null);
        if (found == null) {
            cacheKey = key;
            agent.meter().add(HttpClientMetrics.MISSES, 1);
        } else {
            agent.meter().add(HttpClientMetrics.HITS, 1);
        }
        return found;
    }

    /** Ends with a reply of the cache. */
    void hit(byte[] found) {
        finish();
        listener.replied(0, found, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Sends the request; called by the connection. */
    void write(ClientConnection on, Channel channel) {
        connection = on;
        reply = null;
        length = 0;
        saving = false;
        agent.budget().give(heldOfReply);
        heldOfReply = 0;
        kept = new ByteArrayOutputStream(0);
        HttpHeaders fields = fields();
        FullHttpRequest out = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(method),
                url.target(),
                Unpooled.wrappedBuffer(body),
                fields,
                new DefaultHttpHeaders());
        long now = System.nanoTime();
        writtenAt = now;
        on.stream().meter().written(0, 1, now);
        channel.writeAndFlush(out).addListener(written -> {
            if (!written.isSuccess() && channel instanceof Http2StreamChannel && on.cancel(this)) {
                broken(HttpFailures.of(written.cause(), on.origin()), Acted.NO);
            }
        });
        stream = channel instanceof Http2StreamChannel two ? two.stream().id() : 0;
        String head = HttpHeads.request(
                        method, url.target(), on.version(), fields, ofSettings().and(request.secrets()))
                + streamField();
        byte[] first = HttpText.of(head, new byte[0]);
        byte[] shown = login ? LoginTalk.shown(body, null) : body;
        record(on, Direction.OUT, first, shown, shown.length, now);
        if (!told) {
            told = true;
            listener.sent(on.id(), (long) first.length + body.length);
        }
    }

    private String streamField() {
        return stream == 0 ? "" : HttpText.STREAM + ": " + stream + "\r\n";
    }

    private void record(
            ClientConnection on, Direction direction, byte[] head, byte[] content, long contentLength, long now) {
        int most = Math.min(content.length, Math.max(0, MOST_RECORDED - head.length));
        ByteBuf bytes = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(head), Unpooled.wrappedBuffer(content, 0, most));
        int whole = (int) Math.min(Integer.MAX_VALUE, head.length + contentLength);
        agent.tap().data(on.id(), direction, bytes, whole, now);
    }

    @Override
    public boolean head(HttpResponse head, Channel channel) {
        if (over) {
            return false;
        }
        firstByteAt = System.nanoTime();
        reply = head;
        CookieJar cookies = login ? null : agent.cookies();
        if (cookies != null) {
            cookies.take(url, head.headers());
        }
        boolean leads = leadsOn(head);
        if (download != null && !leads && !isHead()) {
            try {
                saving = download.begins(head, url, channel);
            } catch (FailureException e) {
                failed(e.failure(), false);
                return false;
            }
            if (saving) {
                watch();
                return true;
            }
        }
        long declared = isHead() ? -1 : HttpUtil.getContentLength(head, -1L);
        if (declared > agent.options().maxBody().bytes()) {
            failed(
                    HttpFailures.bodyTooLarge(
                            Origin.of(url),
                            Long.toString(declared),
                            agent.options().maxBody().bytes()),
                    false);
            return false;
        }
        return true;
    }

    private boolean leadsOn(HttpResponse head) {
        return !login
                && agent.options().redirects() > 0
                && Redirects.isRedirect(head.status().code(), head.headers().contains(HttpHeaderNames.LOCATION));
    }

    @Override
    public boolean content(ByteBuf part) {
        if (over) {
            return false;
        }
        int bytes = part.readableBytes();
        length += bytes;
        Download file = download;
        if (saving && file != null) {
            if (file.write(part)) {
                watch();
            } else {
                unwatch();
            }
            return keep(part, Math.min(bytes, MOST_RECORDED - kept.size()));
        }
        if (length > agent.options().maxBody().bytes()) {
            failed(
                    HttpFailures.bodyTooLarge(
                            Origin.of(url),
                            "> " + agent.options().maxBody().bytes(),
                            agent.options().maxBody().bytes()),
                    false);
            return false;
        }
        return keep(part, bytes);
    }

    /** False where there is no memory left for it. */
    private boolean keep(ByteBuf part, int bytes) {
        if (bytes <= 0) {
            return true;
        }
        if (!agent.budget().tryTake(bytes)) {
            failed(HttpFailures.memory(), false);
            return false;
        }
        heldOfReply += bytes;
        try {
            part.getBytes(part.readerIndex(), kept, bytes);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end() {
        HttpResponse head = reply;
        ClientConnection on = connection;
        if (over || head == null || on == null) {
            return;
        }
        long now = System.nanoTime();
        byte[] whole = recorded(head, on, now);
        agent.count(head.status().code());
        on.stream().meter().add(HttpClientMetrics.FIRST_BYTE, Math.max(0, firstByteAt - writtenAt));
        on.stream().meter().add(HttpClientMetrics.TOTAL, now - begun);
        on.stream().meter().add(HttpClientMetrics.REPLIES, 1);
        ReplyCache cache = agent.cache();
        int status = head.status().code();
        if (cache != null && ReplyCache.changes(method) && status >= 200 && status < 400) {
            cache.forget(url);
        }
        Download file = download;
        if (needsLogin(head)) {
            loggedInAgain = true;
            token = null;
            retried = false;
            agent.route(this);
        } else if (leadsOn(head)) {
            follow(head);
        } else if (file != null && saving) {
            unwatch();
            file.ends(failure -> saved(on, whole, failure));
        } else if (file != null && file.startsAnew(head.status().code())) {
            agent.route(this);
        } else {
            if (file != null) {
                file.notSaved(head.status().code(), url);
            }
            if (cache != null
                    && cacheKey != null
                    && ReplyCache.mayKeep(head.status().code(), head.headers())) {
                cache.keep(cacheKey, whole);
            }
            done(on, whole, now);
        }
    }

    private void saved(ClientConnection on, byte[] whole, @Nullable Failure failure) {
        if (over) {
            return;
        }
        if (failure == null) {
            done(on, whole, System.nanoTime());
        } else {
            failed(failure, false);
        }
    }

    private void done(ClientConnection on, byte[] whole, long now) {
        ClientConnection.Setup setup = on.setup();
        on.timed(new Timings(
                Duration.ofNanos(first ? setup.lookup() : 0),
                Duration.ofNanos(first ? setup.connect() : 0),
                Duration.ofNanos(first ? setup.tls() : 0),
                Duration.ofNanos(Math.max(0, firstByteAt - writtenAt)),
                Duration.ofNanos(now - firstByteAt),
                Duration.ofNanos(now - begun)));
        on.stream().meter().latency(now - begun, 1);
        finish();
        listener.replied(on.id(), whole, Duration.ofNanos(now - begun));
    }

    /** Records the reply, and gives it whole. */
    private byte[] recorded(HttpResponse head, ClientConnection on, long now) {
        on.stream().meter().read(0, 1, now);
        HttpHeaders fields = head.headers();
        String version = on.version();
        if (version.equals(VERSION_2)) {
            // What Netty adds so that its other parts take a message of HTTP/2 for one of HTTP/1.1.
            fields.remove(HttpHeaderNames.TRANSFER_ENCODING);
            fields.names().stream()
                    .filter(name -> name.startsWith("x-http2-"))
                    .toList()
                    .forEach(fields::remove);
        } else {
            version = head.protocolVersion().text();
        }
        byte[] first = HttpText.of(HttpHeads.response(version, head.status(), fields) + streamField(), new byte[0]);
        byte[] content = kept.toByteArray();
        kept = new ByteArrayOutputStream(0);
        if (login) {
            byte[] shown = LoginTalk.shown(content, head.status().code());
            record(on, Direction.IN, first, shown, shown.length, now);
        } else {
            record(on, Direction.IN, first, content, length, now);
        }
        byte[] whole = java.util.Arrays.copyOf(first, first.length + content.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        return whole;
    }

    private void follow(HttpResponse head) {
        String location = head.headers().get(HttpHeaderNames.LOCATION, "");
        if (hops >= agent.options().redirects()) {
            failed(
                    Failure.of(
                            Failure.Kind.PEER_ERROR,
                            "httpRedirects",
                            url.authority(),
                            agent.options().redirects()),
                    false);
            return;
        }
        Redirects.Step step;
        try {
            step = Redirects.next(
                    head.status().code(), method, url, location, agent.options().leaveTls());
        } catch (FailureException e) {
            failed(e.failure(), false);
            return;
        }
        hops++;
        agent.meter().add(HttpClientMetrics.REDIRECTS, 1);
        if (!step.keepsBody()) {
            body = new byte[0];
            own.names().stream()
                    .filter(name -> name.regionMatches(true, 0, "content-", 0, "content-".length()))
                    .forEach(own::remove);
        }
        if (!step.url().sameOrigin(url)) {
            trusted = false;
            Redirects.leaveBehind(own);
        }
        method = step.method();
        url = step.url();
        retried = false;
        agent.route(this);
    }

    @Override
    public void broken(Failure failure, Acted acted) {
        if (over) {
            return;
        }
        boolean again = acted == Acted.NO || (acted == Acted.HARDLY && IDEMPOTENT.contains(method));
        if (again && !retried && !agent.isClosing()) {
            retried = true;
            agent.meter().add(HttpClientMetrics.RETRIES, 1);
            agent.route(this, acted == Acted.HARDLY);
        } else {
            failed(failure, false);
        }
    }

    /**
     * Ends without a reply.
     *
     * @param counted whether the failure has been counted already
     */
    void failed(Failure failure, boolean counted) {
        if (over) {
            return;
        }
        ClientConnection on = connection;
        finish();
        if (!counted && on != null) {
            on.stream().note(failure);
        } else if (!counted) {
            agent.note(failure);
        }
        agent.report(failure);
        if (download != null) {
            download.failed(failure);
        }
        listener.failed(failure);
    }

    /** Gives it up without a word, as the user wants it. */
    void abandon(Failure why) {
        if (over) {
            return;
        }
        ClientConnection on = connection;
        finish();
        if (on != null) {
            on.cancel(this);
        }
        if (download != null) {
            download.abandoned();
        }
        listener.failed(why);
    }

    /** Ends the connection's part in it, which nobody needs any more. */
    void hangUp() {
        ClientConnection on = connection;
        if (on != null) {
            on.cancel(this);
        }
    }

    /** There is no room for it where it was to go. */
    void skip() {
        finish();
    }

    /** Its address, without what is secret in it. */
    String shownUrl() {
        return HttpSecrets.target(url.toString());
    }

    private void finish() {
        over = true;
        unwatch();
        agent.budget().give(heldOfBody + heldOfReply);
        heldOfBody = 0;
        heldOfReply = 0;
        agent.over(this);
    }
}
