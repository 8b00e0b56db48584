package org.netsonde.engine.security.account;

import java.lang.System.Logger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;

/** A list of accounts: users of a shelf and of settings, their sessions and tokens, and who is locked. Safe for threads. */
final class KeptAccounts implements AccountList {

    /** How many users a list has at most. */
    static final int MOST_USERS = 10_000;

    private static final Logger LOG = System.getLogger(KeptAccounts.class.getName());

    /** How soon somebody else's change on disk is seen at the latest, where nobody waits for it. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final Shelf shelf;
    private final Passwords passwords;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final LentUsers lent = new LentUsers();
    private final Sessions sessions = new Sessions();
    private final Attempts attempts = new Attempts();
    private final Tokens tokens = new Tokens();
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong accessVersion = new AtomicLong();
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * A list.
     *
     * @param clock tells the time that is shown, and when a JWT ends
     * @param nanos by which locks and sessions are measured, as {@link System#nanoTime}
     */
    KeptAccounts(String name, Shelf shelf, Passwords passwords, InstantSource clock, LongSupplier nanos) {
        this.name = name;
        this.shelf = shelf;
        this.passwords = passwords;
        this.clock = clock;
        this.nanos = nanos;
        sessions.observe(ended -> accessVersion.incrementAndGet());
    }

    private Moment now() {
        return new Moment(clock.instant(), nanos.getAsLong());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<User> users() {
        Moment now = now();
        List<User> users = new ArrayList<>();
        Map<String, Account> stored = read().users();
        lent.all().forEach(account -> users.add(shown(account, now, false)));
        stored.values().stream()
                .filter(account -> lent.get(account.name()) == null)
                .forEach(account -> users.add(shown(account, now, true)));
        users.sort(Comparator.comparing(User::name));
        return List.copyOf(users);
    }

    private User shown(Account account, Moment now, boolean stored) {
        Attempts.Count count = attempts.of(account.name(), now);
        return new User(
                account.name(),
                account.role(),
                account.created(),
                count.failures(),
                count.lockedUntil(),
                stored,
                words(account.hash().parameters()));
    }

    private static String words(Argon2Parameters parameters) {
        return "argon2id m=" + parameters.memory() + " t=" + parameters.iterations() + " p=" + parameters.parallelism();
    }

    @Override
    public User add(String name, char[] password, AccountRole role) {
        String form = AccountNames.checked(name);
        Passwords.require(password);
        requireFree(read(), form);
        Account account = account(form, password, role);
        change(stored -> {
            requireFree(stored, form);
            if (stored.users().size() >= MOST_USERS) {
                throw new FailureException(
                        Failure.of(Failure.Kind.INVALID_SETTINGS, "accountsFull", this.name, MOST_USERS));
            }
            return stored.with(account);
        });
        attempts.forget(form);
        changed();
        return shown(account, now(), true);
    }

    /** Changes the shelf, which shows what somebody else has changed there before. */
    private void change(UnaryOperator<Stored> change) {
        Stored before = shelf.last();
        AtomicBoolean another = new AtomicBoolean();
        try {
            shelf.change(stored -> {
                another.set(!stored.equals(before));
                return change.apply(stored);
            });
        } finally {
            if (another.get()) {
                accessChanged();
            }
        }
    }

    private Account account(String form, char[] password, AccountRole role) {
        return new Account(form, role, clock.instant(), Account.newId(random), passwords.hash(password));
    }

    private void requireFree(Stored stored, String form) {
        if (stored.get(form) != null || lent.get(form) != null) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountTaken", form));
        }
    }

    @Override
    public Subscription lend(String name, char[] password, AccountRole role) {
        String form = AccountNames.checked(name);
        Passwords.require(password);
        Account known = lent.get(form);
        if (known == null) {
            requireFree(read(), form);
            Account account = account(form, password, role);
            if (lent.add(account)) {
                attempts.forget(form);
                changed();
                return held(account);
            }
            known = lent.get(form);
        }
        boolean same = known != null && known.role() == role && passwords.matches(password, known.hash());
        if (known == null || !same || !lent.hold(known)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountTaken", form));
        }
        return held(known);
    }

    private Subscription held(Account account) {
        AtomicBoolean let = new AtomicBoolean();
        return () -> {
            if (let.compareAndSet(false, true) && lent.letGo(account)) {
                attempts.forget(account.name());
                accessChanged();
            }
        };
    }

    @Override
    public void setPassword(String name, char[] password) {
        Passwords.require(password);
        String form = AccountNames.given(name);
        requireStored(read(), form);
        Argon2Hash hash = passwords.hash(password);
        changeUser(form, account -> account.with(Account.newId(random), hash));
        attempts.forget(form);
    }

    @Override
    public void setRole(String name, AccountRole role) {
        changeUser(AccountNames.given(name), account -> account.with(role));
    }

    private void changeUser(String form, UnaryOperator<Account> change) {
        change(stored -> stored.with(change.apply(requireStored(stored, form))));
        accessChanged();
    }

    private Account requireStored(Stored stored, String form) {
        Account account = stored.get(form);
        if (account == null) {
            String why = lent.get(form) == null ? "accountUnknown" : "accountOfSettings";
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, why, form, name));
        }
        return account;
    }

    @Override
    public void unlock(String name) {
        attempts.forget(AccountNames.given(name));
        changed();
    }

    @Override
    public void remove(String name) {
        String form = AccountNames.given(name);
        change(stored -> {
            requireStored(stored, form);
            return stored.without(form);
        });
        attempts.forget(form);
        accessChanged();
    }

    @Override
    public NewSession logIn(String name, char[] password, AccountRules rules, String remote) {
        read();
        String form = AccountNames.given(name);
        Account account = find(form);
        boolean right = passwords.matches(password, account == null ? null : account.hash());
        try {
            attempts.judge(form.isEmpty() ? AccountNames.cut(name) : form, account != null, right, rules, now());
        } finally {
            changed();
        }
        Account still = find(form);
        if (account == null || still == null || !still.id().equals(account.id())) {
            // Removed while the password was looked at, or given another one.
            throw new LoginRefusedException(Duration.ZERO);
        }
        if (passwords.isWeak(account.hash())) {
            upgrade(account, password);
        }
        NewSession session = sessions.begin(still, remote, now(), rules.sessionTime());
        changed();
        return session;
    }

    /** Hashes a password anew as it is done today. The user is in, whatever becomes of that. */
    private void upgrade(Account account, char[] password) {
        try {
            Argon2Hash hash = passwords.hash(password);
            change(stored -> {
                Account now = stored.get(account.name());
                return now == null || !now.id().equals(account.id()) ? stored : stored.with(now.with(now.id(), hash));
            });
        } catch (FailureException e) {
            LOG.log(Logger.Level.WARNING, () -> "a hash of " + name + " stays as weak as it is", e);
        }
    }

    @Override
    public Optional<Access> access(String token) {
        return access(token, true);
    }

    @Override
    public Optional<Access> look(String token) {
        return access(token, false);
    }

    private Optional<Access> access(String token, boolean uses) {
        lookSoon();
        Moment now = now();
        Sessions.Entry session = sessions.find(token, now);
        if (session != null) {
            return access(session, false, session.until, now, uses);
        }
        Tokens.Claims claims = tokens.read(token, shelf.last().tokenKey(), now.instant());
        Sessions.Entry his = claims == null ? null : sessions.named(claims.session(), now);
        return claims == null || his == null || !his.user.equals(claims.user())
                ? Optional.empty()
                : access(his, true, claims.until(), now, uses);
    }

    private Optional<Access> access(Sessions.Entry session, boolean jwt, Instant until, Moment now, boolean uses) {
        Account account = valid(session.user, session.account);
        if (account == null) {
            return Optional.empty();
        }
        if (uses) {
            sessions.use(session, now);
        }
        return Optional.of(new Access(account.name(), account.role(), session.id, jwt, until));
    }

    @Override
    public String token(Access access, AccountRules rules) {
        Moment now = now();
        Sessions.Entry session = sessions.find(access.session(), now);
        // By the account of the session: one whose password has changed since is another, whatever he is called.
        if (session == null || !session.user.equals(access.user()) || valid(session.user, session.account) == null) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "accountSessionOver", access.user(), name));
        }
        Instant end = now.instant().plus(rules.tokenTime());
        Instant until = session.until.isBefore(end) ? session.until : end;
        return tokens.make(session.user, session.name, shelf.last().tokenKey(), now.instant(), until);
    }

    @Override
    public List<LoginSession> sessions() {
        return List.copyOf(sessions.shown(now(), this::role));
    }

    private @Nullable AccountRole role(Sessions.Entry session) {
        Account account = valid(session.user, session.account);
        return account == null ? null : account.role();
    }

    @Override
    public boolean revoke(long session) {
        boolean ended = sessions.end(session);
        if (ended) {
            changed();
        }
        return ended;
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public long accessVersion() {
        return accessVersion.get();
    }

    @Override
    public Subscription observe(Consumer<Long> ended) {
        return sessions.observe(ended);
    }

    private void changed() {
        version.incrementAndGet();
    }

    /** Who may do what has changed: the sessions of those who are gone end. */
    private void accessChanged() {
        accessVersion.incrementAndGet();
        changed();
        if (sessions.endIf(entry -> valid(entry.user, entry.account) == null) > 0) {
            changed();
        }
    }

    /** Who is called so now, as far as is known without looking at the disk. */
    private @Nullable Account find(String form) {
        // A server that runs is not to lose its users to another process.
        Account held = lent.get(form);
        return held == null ? shelf.last().get(form) : held;
    }

    /** The account of that name if it is still the same, with the same password. */
    private @Nullable Account valid(String form, String id) {
        Account account = find(form);
        return account != null && account.id().equals(id) ? account : null;
    }

    /** Reads the shelf, and ends the sessions of those who are gone since. */
    private Stored read() {
        Stored before = shelf.last();
        Stored now = shelf.read();
        lookedAt.set(System.nanoTime());
        if (!now.equals(before)) {
            accessChanged();
        }
        return now;
    }

    /** Looks at the disk on another thread, where that has not been done for a while. */
    private void lookSoon() {
        if (System.nanoTime() - lookedAt.get() > LOOK_NANOS && looking.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    read();
                } catch (FailureException e) {
                    // Whoever waits for the disk hears of it; until then it is as it was.
                    lookedAt.set(System.nanoTime());
                    LOG.log(Logger.Level.DEBUG, () -> "the accounts of " + name + " cannot be read", e);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    /** Its name, and nothing of what is in it. */
    @Override
    public String toString() {
        return "KeptAccounts[" + Objects.requireNonNull(name) + "]";
    }
}
