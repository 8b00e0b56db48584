package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.Queries;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.Permission;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.StreamConnection;

/**
 * Who is connected to a server that requires a login. Looks once a second, or when it is told of the end of a session, at whether
 * those who are there may still be, and lets go of the others. Safe for threads.
 */
final class Guests {

    /** How tokens are told that stand in an address, since browsers let nobody set a header field (RFC 6750, section 2.3). */
    static final String PARAMETER = "access_token";

    private static final String AUTHORIZATION = "Authorization";
    /** What tells who somebody is, and whether it counts. */
    private static final List<String> TELLING =
            List.of(AUTHORIZATION, "Cookie", UpgradeFields.HOST, "Origin", "Sec-Fetch-Site", UpgradeFields.UPGRADE);

    private static final int MOST_PARAMETERS = 100;

    private final LoginGate gate;
    private final EndpointContext context;
    private final Set<Guest> present = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Subscription ends;
    private final ScheduledFuture<?> round;
    private volatile long version;

    Guests(LoginGate gate, EndpointContext context) {
        this.gate = gate;
        this.context = context;
        this.version = version();
        this.ends = gate.accounts().observe(this::ended);
        this.round = context.loops().next().scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Changes with all that may change who may be there. */
    private long version() {
        return gate.accounts().accessVersion();
    }

    /**
     * Whether a request of plain HTTP is for the routes of logins.
     *
     * @param path decoded
     */
    boolean answers(String path) {
        return gate.answers(path);
    }

    /** Answers one of those. */
    CompletionStage<ServerReply> answer(ServerRequest request) {
        return gate.answer(request);
    }

    /**
     * What is to be decided about.
     *
     * @param path decoded
     * @param telling who asks
     * @param secure whether it came over TLS
     */
    record Asked(String path, HttpHeaders telling, boolean secure) {
        /** Without what gives access. */
        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * A request for WebSocket. Who asks is told by its field {@code Authorization}, else by the parameter {@value #PARAMETER},
     * else by its cookie, which counts for pages of this server only.
     *
     * @param path decoded, without a query
     * @param target path and query as they were sent
     * @param secure whether it came over TLS
     */
    static Asked asked(String path, String target, HttpHeaders headers, boolean secure) {
        return new Asked(path, telling(target, headers), secure);
    }

    /** Decides about a request. */
    LoginGate.Decision decide(Asked asked) {
        return gate.decide(asked.path(), asked.telling(), asked.secure(), Permission.READ);
    }

    /** Decides anew about somebody who is here; what he may do by now is told to him. */
    LoginGate.Decision decide(Guest guest) {
        Asked asked = guest.asked();
        LoginGate.Decision decision = gate.again(asked.path(), asked.telling(), asked.secure(), Permission.READ);
        if (decision instanceof LoginGate.Decision.Granted granted) {
            guest.access(granted.access());
        }
        return decision;
    }

    private static HttpHeaders telling(String target, HttpHeaders headers) {
        HttpHeaders telling = new DefaultHttpHeaders();
        for (String name : TELLING) {
            if (headers.contains(name)) {
                telling.set(name, headers.getAll(name));
            }
        }
        List<String> tokens = tokens(target);
        if (!telling.contains(AUTHORIZATION)
                && tokens.size() == 1
                && tokens.getFirst().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            telling.set(AUTHORIZATION, "Bearer " + tokens.getFirst());
        }
        return telling;
    }

    /** None where an escape is none, as with somebody who means something else by a percent sign. */
    private static List<String> tokens(String target) {
        try {
            return Queries.of(target, MOST_PARAMETERS).getOrDefault(PARAMETER, List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /**
     * Somebody comes in. What happened since he was granted that was not told to him, so that whoever lets him in decides
     * {@linkplain #decide(Guest) anew} behind this.
     *
     * @param asked a request that was granted
     * @param loop where he is looked at; from any thread
     * @param changed called, on any thread, when he has another role, or may not be there any more
     */
    Guest enter(Asked asked, Access access, Executor loop, Consumer<Guest> changed) {
        Guest guest = new Guest(this, asked, access, loop, changed);
        present.add(guest);
        return guest;
    }

    /** Somebody has gone. */
    void left(Guest guest) {
        present.remove(guest);
    }

    private void ended(long session) {
        for (Guest guest : present) {
            if (guest.access().session() == session && session != 0) {
                guest.end();
            }
        }
    }

    private void look() {
        long now = version();
        boolean changed = now != version;
        Instant time = context.clock().instant();
        version = now;
        for (Guest guest : present) {
            if (!time.isBefore(guest.access().until())) {
                guest.end();
            } else if (changed) {
                // On his own loop, so that many do not hold up the one of this round.
                guest.loop().execute(() -> review(guest));
            }
        }
    }

    private void review(Guest guest) {
        if (decide(guest) instanceof LoginGate.Decision.Refused) {
            guest.end();
        }
    }

    /** What protects the server's connections, with whose end this ends as well; the gate is closed by whoever opened it. */
    ConnectionSecurity.Source with(ConnectionSecurity.Source security) {
        return starting -> security.prepare(starting).thenApply(Closing::new);
    }

    private final class Closing implements ConnectionSecurity {
        private final ConnectionSecurity security;

        Closing(ConnectionSecurity security) {
            this.security = security;
        }

        @Override
        public void install(ChannelPipeline pipeline, StreamConnection connection, @Nullable InetSocketAddress peer) {
            security.install(pipeline, connection, peer);
        }

        @Override
        public void close() {
            security.close();
            Guests.this.close();
        }
    }

    /** The server is over, or has not come to be. May be called more than once. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            round.cancel(false);
            ends.close();
        }
    }
}
