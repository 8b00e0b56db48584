package org.netsonde.engine.http.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.security.Keys;

/**
 * Logs a client in when it needs a token, and keeps that until the server does not accept it any more. There is one login at a
 * time, which all who need a token wait for; who waits sees to it that it does not wait for ever. Where a server refuses the name
 * or the password, it is asked once more after a minute at the earliest and then never again, so that a client that nobody
 * watches does not lock its user; where it says that it has locked him, not before the time that it tells is over. Confined to
 * an executor of one thread.
 */
public final class TokenSource {

    /** How long a refusal holds where the server does not tell. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    /** How many refusals of a name and a password in a row are enough: servers lock users at three or more. */
    private static final int MOST_REFUSALS = 2;

    /** Where one token that has never been accepted has followed another, it is given up after this time. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** Asks a server for something, and tells what came of it on the executor of the source: one of both, once. */
    public interface Line {

        /** Sends a request to log in. */
        void ask(Request request, Consumer<HttpText> replied, Consumer<Failure> failed);
    }

    /**
     * A request to log in: a {@code POST}.
     *
     * @param url an address
     * @param body JSON, or nothing; erased once it has been answered
     * @param fields what gives access
     */
    public record Request(HttpUrl url, byte[] body, SentHeaders fields) {
        /** Without what is secret. */
        @Override
        public String toString() {
            return "POST " + url;
        }
    }

    /** Hears what is to be written down. */
    public interface Events {

        /** Something that happened. */
        void noted(Phrase what);

        /**
         * A login failed.
         *
         * @param told whether whoever was asked has told of it already
         */
        void failed(Failure failure, boolean told);
    }

    private final ClientAuthorization.Login login;
    private final Supplier<HttpUrl> server;
    private final Keys keys;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Line line;
    private final Events events;

    private @Nullable SentHeaders token;
    private long since;
    private boolean accepted;
    private boolean second;
    private @Nullable CompletableFuture<SentHeaders> asking;
    private @Nullable Failure refusal;
    private long refusedUntil;
    private int refusals;

    /**
     * One that has not logged in.
     *
     * @param server where the client is aimed at; throws {@link FailureException} where that is not known
     * @param executor of one thread
     */
    public TokenSource(
            ClientAuthorization.Login login,
            Supplier<HttpUrl> server,
            Keys keys,
            Executor executor,
            LongSupplier nanoTime,
            Line line,
            Events events) {
        this.login = login;
        this.server = server;
        this.keys = keys;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.line = line;
        this.events = events;
    }

    /** Whether it has a token. */
    public boolean isReady() {
        return token != null;
    }

    /**
     * The field that carries the token; logs in where there is none. Completes on the executor, at once where there is one,
     * exceptionally with a {@link FailureException} that has been counted.
     */
    public CompletionStage<SentHeaders> fields() {
        SentHeaders known = token;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Failure held = refusal;
        if (held != null && (refusals >= MOST_REFUSALS || nanoTime.getAsLong() - refusedUntil < 0)) {
            return CompletableFuture.failedFuture(new FailureException(held));
        }
        CompletableFuture<SentHeaders> running = asking;
        if (running == null) {
            running = new CompletableFuture<>();
            asking = running;
            begin();
        }
        return running.copy();
    }

    /** The server has served somebody with this token. */
    public void accepted(SentHeaders used) {
        accepted |= used == token;
    }

    /**
     * The server has answered 401 to a token.
     *
     * @return whether another login may help: not where neither this token nor the one before it has ever been good for
     *     anything. One alone may have ended before it was used, or with the server that gave it.
     */
    public boolean refused(SentHeaders used) {
        if (used != token) {
            // Somebody else has noticed, and there is another token already or soon.
            return true;
        } else if (!accepted && second && nanoTime.getAsLong() - since < YOUNG.toNanos()) {
            return false;
        }
        second = !accepted;
        token = null;
        events.noted(Phrase.of("event.tokenRefused"));
        return true;
    }

    private void begin() {
        HttpUrl url;
        try {
            HttpUrl written = login.address();
            HttpUrl own = server.get();
            url = written.isPath() ? written.at(own.secure(), own.host(), own.port()) : written;
        } catch (FailureException e) {
            fail(e.failure(), false);
            return;
        }
        // The secret may have to be read from the disk.
        CompletableFuture.supplyAsync(
                        this::credentials,
                        task -> Thread.ofVirtual().name("netsonde-login").start(task))
                .whenCompleteAsync(
                        (body, error) -> {
                            if (body == null) {
                                fail(Failures.of(error), false);
                            } else {
                                guarded(() -> ask(new Request(url, body, SentHeaders.NONE), this::loggedIn));
                            }
                        },
                        executor);
    }

    private byte[] credentials() {
        if (login.password().isNone()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "loginNoPassword"));
        }
        char[] password = keys.secret(login.password());
        try {
            return LoginTalk.credentials(login.user(), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** What follows from a token that a server has given. */
    private interface Next {
        void with(Request request, String given);
    }

    private void ask(Request request, Next next) {
        line.ask(request, reply -> guarded(() -> answered(request, reply, next)), failure -> {
            Arrays.fill(request.body(), (byte) 0);
            fail(failure, true);
        });
    }

    private void answered(Request request, HttpText reply, Next next) {
        Arrays.fill(request.body(), (byte) 0);
        LoginTalk.Answer answer = LoginTalk.judge(reply, request.url(), login.user());
        Arrays.fill(reply.bytes(), (byte) 0);
        switch (answer) {
            case LoginTalk.Answer.Token given -> next.with(request, given.token());
            case LoginTalk.Answer.Refused refused -> {
                hold(refused);
                fail(refused.failure(), false);
            }
            case LoginTalk.Answer.Failed failed -> fail(failed.failure(), false);
        }
    }

    /** Whatever goes wrong, nobody waits for ever. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(Failures.of(e), false);
        }
    }

    private void loggedIn(Request request, String session) {
        switch (login.as()) {
            case SESSION -> {
                done(request, session);
            }
            case TOKEN ->
                ask(new Request(request.url().resolve("token"), new byte[0], SentHeaders.bearer(session)), this::done);
        }
    }

    private void done(Request request, String given) {
        SentHeaders fields = SentHeaders.bearer(given);
        token = fields;
        since = nanoTime.getAsLong();
        accepted = false;
        refusal = null;
        refusals = 0;
        events.noted(Phrase.of("event.loggedIn", request.url().authority(), LoginTalk.shown(login.user())));
        finish().ifPresent(running -> running.complete(fields));
    }

    private void hold(LoginTalk.Answer.Refused refused) {
        if (refused.judged()) {
            refusals++;
        }
        refusal = refused.failure();
        refusedUntil = nanoTime.getAsLong() + refused.locked().orElse(HOLD).toNanos();
    }

    private void fail(Failure failure, boolean told) {
        events.failed(failure, told);
        finish().ifPresent(running -> running.completeExceptionally(new FailureException(failure)));
    }

    private Optional<CompletableFuture<SentHeaders>> finish() {
        Optional<CompletableFuture<SentHeaders>> running = Optional.ofNullable(asking);
        asking = null;
        return running;
    }
}
