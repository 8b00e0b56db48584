package org.netsonde.engine.security.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.Subscription;

/**
 * Who has logged in and not out. Of a token only the SHA-256 is kept, and found by it, so that neither what is in memory gives
 * access nor the time that a search takes tells anything of a token. Where there would be too many sessions, the oldest ends.
 * Safe for threads.
 */
final class Sessions {

    /** How many there may be. */
    static final int MOST = 10_000;

    /** How many of them one user may have. */
    static final int MOST_OF_USER = 100;

    /** 32 bytes in Base64url. */
    private static final int TOKEN_BYTES = 32;

    private static final int TOKEN_LENGTH = 43;

    /** Names a session in JWTs: as random as a token, and of no use as one. */
    private static final int NAME_BYTES = 16;

    /**
     * One of them; {@code used} is guarded by the lock of all. How long it lasts is measured by a clock that nobody sets; {@code
     * until} is what is shown of that.
     */
    static final class Entry {
        final long id;
        final String key;
        final String name;
        final String user;
        final String account;
        final String remote;
        final Instant since;
        final Instant until;
        private final long deadline;
        private Instant used;

        Entry(long id, String key, String name, Account account, String remote, Moment since, Duration time) {
            this.id = id;
            this.key = key;
            this.name = name;
            this.user = account.name();
            this.account = account.id();
            this.remote = remote;
            this.since = since.instant();
            this.until = since.instant().plus(time);
            deadline = since.nanos() + time.toNanos();
            used = since.instant();
        }

        boolean isOver(Moment now) {
            return now.nanos() - deadline >= 0;
        }

        LoginSession shown(AccountRole role) {
            return new LoginSession(id, user, role, remote, since, used, until);
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Entry> byAge = new LinkedHashMap<>();
    private final Map<String, Entry> byKey = new HashMap<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final List<Consumer<Long>> observers = new CopyOnWriteArrayList<>();
    private long lastId;

    /** Begins one that lasts for some time. */
    AccountList.NewSession begin(Account account, String remote, Moment now, Duration time) {
        String token = random(TOKEN_BYTES);
        List<Long> ended = new ArrayList<>();
        LoginSession session;
        synchronized (this) {
            removeExpired(now);
            makeRoom(account.name(), ended);
            lastId++;
            Entry entry = new Entry(lastId, key(token), random(NAME_BYTES), account, remote, now, time);
            byAge.put(entry.id, entry);
            byKey.put(entry.key, entry);
            byName.put(entry.name, entry);
            session = entry.shown(account.role());
        }
        ended.forEach(this::tell);
        return new AccountList.NewSession(session, token);
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void removeExpired(Moment now) {
        byAge.values().removeIf(entry -> {
            boolean over = entry.isOver(now);
            if (over) {
                byKey.remove(entry.key);
                byName.remove(entry.name);
            }
            return over;
        });
    }

    private void makeRoom(String user, List<Long> ended) {
        List<Entry> his =
                byAge.values().stream().filter(entry -> entry.user.equals(user)).toList();
        if (his.size() >= MOST_OF_USER) {
            ended.add(drop(his.getFirst()));
        } else if (byAge.size() >= MOST) {
            ended.add(drop(byAge.values().iterator().next()));
        }
    }

    private long drop(Entry entry) {
        byAge.remove(entry.id);
        byKey.remove(entry.key);
        byName.remove(entry.name);
        return entry.id;
    }

    /** The session of a token; null where there is none, or none any more. */
    synchronized @Nullable Entry find(String token, Moment now) {
        return token.length() == TOKEN_LENGTH ? live(byKey.get(key(token)), now) : null;
    }

    /** The session of a name in a JWT; null where there is none, or none any more. */
    synchronized @Nullable Entry named(String name, Moment now) {
        return live(byName.get(name), now);
    }

    /** The session of an id; null where there is none, or none any more. */
    synchronized @Nullable Entry find(long id, Moment now) {
        return live(byAge.get(id), now);
    }

    private static @Nullable Entry live(@Nullable Entry entry, Moment now) {
        return entry == null || entry.isOver(now) ? null : entry;
    }

    /** A session is used. */
    synchronized void use(Entry entry, Moment now) {
        entry.used = now.instant();
    }

    /** Those that have not ended, the newest first. */
    synchronized List<LoginSession> shown(Moment now, java.util.function.Function<Entry, @Nullable AccountRole> role) {
        removeExpired(now);
        List<LoginSession> shown = new ArrayList<>();
        for (Entry entry : byAge.values()) {
            AccountRole his = role.apply(entry);
            if (his != null) {
                shown.add(entry.shown(his));
            }
        }
        return shown.reversed();
    }

    /** Ends one; false if there is none of that id. */
    boolean end(long id) {
        return endIf(entry -> entry.id == id) > 0;
    }

    /** Ends those that a test is for, and returns how many there were. */
    int endIf(Predicate<Entry> test) {
        List<Long> ended = new ArrayList<>();
        synchronized (this) {
            for (Entry entry : List.copyOf(byAge.values())) {
                if (test.test(entry)) {
                    ended.add(drop(entry));
                }
            }
        }
        ended.forEach(this::tell);
        return ended.size();
    }

    /** Hears the ids of those that end before their time. */
    Subscription observe(Consumer<Long> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    private void tell(long id) {
        observers.forEach(observer -> observer.accept(id));
    }

    private static String key(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
