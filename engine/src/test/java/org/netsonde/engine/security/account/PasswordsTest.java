package org.netsonde.engine.security.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new Argon2Parameters(8, 1, 1));

    @Test
    void passwordsMatchTheirHashesAlone() {
        char[] password = "pässwörd 密码".toCharArray();
        Argon2Hash hash = passwords.hash(password);

        assertThat(password).as("not erased").isEqualTo("pässwörd 密码".toCharArray());
        assertThat(passwords.matches(password, hash)).isTrue();
        assertThat(passwords.matches("pässwörd 密".toCharArray(), hash)).isFalse();
        assertThat(passwords.matches(password, null)).isFalse();
        assertThat(passwords.hash(password).write()).as("another salt").isNotEqualTo(hash.write());
    }

    @Test
    void thoseWhoAreTooManyAreTurnedAway() {
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger turnedAway = new AtomicInteger();
        CountDownLatch turned = new CountDownLatch(10);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < Passwords.MOST_WAITING + 10; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            Thread.startVirtualThread(() -> {
                try {
                    passwords.inTurn(new char[0], bytes -> await(free));
                } catch (FailureException e) {
                    assertThat(e.failure().kind()).isEqualTo(Failure.Kind.TOO_MANY_CONNECTIONS);
                    turnedAway.incrementAndGet();
                    turned.countDown();
                } finally {
                    done.complete(null);
                }
            });
        }
        await(turned);
        free.countDown();
        all.forEach(CompletableFuture::join);

        assertThat(turnedAway).hasValue(10);
        assertThat(passwords.matches("wonderland".toCharArray(), null))
                .as("room again")
                .isFalse();
    }

    @Test
    void olderHashesOfAWrongPasswordAreAsMuchWorkAsNobodys() {
        Passwords today = new Passwords(new Argon2Parameters(19_456, 2, 1));
        for (Argon2Parameters old : List.of(
                new Argon2Parameters(8, 1, 1), new Argon2Parameters(9_216, 2, 1), new Argon2Parameters(64, 3, 1))) {
            Argon2Parameters rest = today.rest(old);
            assertThat(rest).isNotNull();
            assertThat(work(old) + work(rest)).isBetween(19_456L * 2 - 2, 19_456L * 2);
        }
        assertThat(today.rest(new Argon2Parameters(19_456, 2, 1))).isNull();
        assertThat(today.rest(new Argon2Parameters(19_456, 3, 1))).isNull();
        assertThat(today.rest(new Argon2Parameters(7_168, 6, 1))).isNull();

        Passwords stronger = new Passwords(new Argon2Parameters(64, 2, 1));
        Argon2Hash hash = passwords.hash("wonderland".toCharArray());
        assertThat(stronger.matches("wonderland".toCharArray(), hash)).isTrue();
        assertThat(stronger.matches("looking glass".toCharArray(), hash)).isFalse();
    }

    private static long work(Argon2Parameters parameters) {
        return (long) parameters.memory() * parameters.iterations();
    }

    @Test
    void hashesAreWorkedOnByThreadsOfTheirOwn() throws InterruptedException {
        AtomicReference<Thread> worker = new AtomicReference<>();
        Thread.startVirtualThread(() -> passwords.inTurn(new char[0], bytes -> {
                    worker.set(Thread.currentThread());
                    return true;
                }))
                .join();

        assertThat(worker.get().isVirtual()).isFalse();
        assertThat(worker.get().isDaemon()).isTrue();
        assertThatThrownBy(() -> passwords.inTurn(new char[0], bytes -> {
                    throw new IllegalStateException("as it was thrown");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("as it was thrown");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lengthIsInCharacters() {
        assertThatThrownBy(() -> Passwords.require("\uD83D\uDE00".repeat(7).toCharArray()))
                .isInstanceOf(FailureException.class);
        Passwords.require("\uD83D\uDE00".repeat(8).toCharArray());
    }
}
