package org.netsonde.engine.security.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.security.crypto.Argon2id;

/**
 * Makes and checks hashes of passwords. Each takes its memory and a processor, so that there are only a few at a time; others
 * wait, not too many and not for long. They are worked on by threads of their own: on a virtual one, hashes would keep the
 * carriers from all others. Passwords are compared as they are typed, in UTF-8. Safe for threads. Methods block.
 */
final class Passwords {

    /** The shortest password, in characters: that of NIST SP 800-63B. */
    static final int LEAST = 8;

    /** The longest one. */
    static final int MOST = 1024;

    private static final int MOST_AT_ONCE = 4;

    /** How many there may be, those that are worked on included. */
    static final int MOST_WAITING = 64;

    private static final int HASH_BYTES = 32;
    private static final int WAIT_SECONDS = 10;
    private static final int IDLE_SECONDS = 10;

    private final Argon2Parameters parameters;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Semaphore work;
    private final ExecutorService workers;

    /** What is compared where there is no such user: random bytes that are the hash of nothing. */
    private final Argon2Hash nobody;

    /**
     * Hashes with some parameters.
     *
     * @param parameters of those that are made; others are still checked
     */
    Passwords(Argon2Parameters parameters) {
        this.parameters = parameters;
        // One processor stays with those who do not log in, where there is more than one.
        int atOnce = Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, MOST_AT_ONCE);
        work = new Semaphore(atOnce);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("netsonde-passwords-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
        nobody = Argon2Hash.of(parameters, bytes(16), bytes(HASH_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Sees to it that a password may be set.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is too short or too long
     */
    static void require(char[] password) {
        int length = Character.codePointCount(password, 0, password.length);
        if (length < LEAST || password.length > MOST) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountPassword", LEAST, MOST));
        }
    }

    /**
     * The hash of a new password, which is not erased.
     *
     * @throws FailureException of kind TOO_MANY_CONNECTIONS if too many others wait for theirs
     */
    Argon2Hash hash(char[] password) {
        return inTurn(password, bytes -> Argon2id.hash(bytes, parameters, random));
    }

    /**
     * Whether a password is the one of a hash. Where it is not, that takes as long where there is no hash as where there is one,
     * be it as strong as those of today or weaker.
     *
     * @throws FailureException of kind TOO_MANY_CONNECTIONS if too many others wait for theirs
     */
    boolean matches(char[] password, @Nullable Argon2Hash hash) {
        // Longer ones cannot have been set; as much work is done all the same.
        char[] bounded = password.length > MOST ? new char[0] : password;
        Argon2Hash compared = hash == null ? nobody : hash;
        boolean equal = inTurn(bounded, bytes -> verify(compared, bytes));
        return equal && hash != null && bounded.length > 0;
    }

    private boolean verify(Argon2Hash hash, byte[] password) {
        boolean equal = hash.verify(password);
        @Nullable Argon2Parameters rest = equal ? null : rest(hash.parameters());
        if (rest != null) {
            Arrays.fill(Argon2id.derive(password, nobody.salt(), rest, HASH_BYTES), (byte) 0);
        }
        return equal;
    }

    /**
     * What is to be done after a hash with these parameters was compared, so that it is as much work as with those of today, by
     * which nobody's is made; null where it was no less. The time goes by the memory that is filled over all iterations.
     */
    @Nullable
    Argon2Parameters rest(Argon2Parameters done) {
        long missing = filled(parameters) - filled(done);
        long memory = missing / parameters.iterations();
        return memory < Argon2Parameters.MIN_MEMORY
                ? null
                : new Argon2Parameters((int) memory, parameters.iterations(), 1);
    }

    private static long filled(Argon2Parameters parameters) {
        return (long) parameters.memory() * parameters.iterations();
    }

    /** Whether it is to be made anew, since it took less work than those of today do. */
    boolean isWeak(Argon2Hash hash) {
        return hash.isWeakerThan(parameters);
    }

    /** Does something with a password when it is its turn. */
    <T> T inTurn(char[] password, Function<byte[], T> action) {
        if (!room.tryAcquire()) {
            throw busy();
        }
        try {
            if (!work.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
            try {
                return worked(password, action);
            } finally {
                work.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            room.release();
        }
    }

    /** Waits until a worker has done it, also when interrupted meanwhile: it is soon over, and it reads the password. */
    private <T> T worked(char[] password, Function<byte[], T> action) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(() -> with(password, action), workers);
        try {
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static <T> T with(char[] password, Function<byte[], T> action) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.put(0, new byte[bytes.length]);
        try {
            return action.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static FailureException busy() {
        return new FailureException(Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "loginsBusy"));
    }
}
