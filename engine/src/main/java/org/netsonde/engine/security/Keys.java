package org.netsonde.engine.security;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.account.Accounts;

/**
 * Gives endpoints the certificates, the authorities and the accounts that their settings name. Safe for threads. Methods block on the disk
 * and while keys are made, so they are not to be called on event loops.
 */
public final class Keys {

    /** How many generated identities are kept. */
    private static final int MAX_GENERATED = 100;

    /** One that ends sooner is made anew. */
    private static final Duration LEFT_AT_LEAST = Duration.ofDays(1);

    private static final String CLIENT_NAME = "Netsonde client";

    private final Supplier<Authority> authority;
    private final Secrets secrets;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Map<Wanted, Generated> generated = new LinkedHashMap<>();
    private @Nullable List<X509Certificate> system;

    private record Wanted(Purpose purpose, CertificateSource.Generated source) {}

    /**
     * Keys of an authority.
     *
     * @param authority asked for when it is needed, such as {@link AuthorityFolder#authority}
     */
    public Keys(Supplier<Authority> authority, Secrets secrets, InstantSource clock) {
        this(authority, secrets, Accounts.inMemory(clock), clock);
    }

    /**
     * Keys of an authority, with the accounts that servers ask for.
     *
     * @param authority asked for when it is needed, such as {@link AuthorityFolder#authority}
     */
    public Keys(Supplier<Authority> authority, Secrets secrets, Accounts accounts, InstantSource clock) {
        this.authority = authority;
        this.secrets = secrets;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Keys that leave nothing on disk: with an authority of their own, and secrets from the environment only. */
    public static Keys inMemory(InstantSource clock) {
        return new Keys(new MemoryAuthority(clock), new Secrets(System::getenv, null), clock);
    }

    /** An authority that is made when it is first asked for. */
    private static final class MemoryAuthority implements Supplier<Authority> {

        private final InstantSource clock;
        private @Nullable Authority made;

        MemoryAuthority(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public synchronized Authority get() {
            Authority authority = made;
            if (authority == null) {
                authority = Authority.create(CertificatePlan.authority("Netsonde authority", clock.instant()));
                made = authority;
            }
            return authority;
        }
    }

    /**
     * What a server shows.
     *
     * @throws FailureException if a file or a secret is missing or cannot be used
     */
    public Identity identity(ServerCertificate source) {
        return switch (source) {
            case CertificateSource.Generated wanted -> generated(Purpose.SERVER, wanted);
            case CertificateSource.Pem pem -> read(pem);
            case CertificateSource.Pkcs12 pkcs12 -> read(pkcs12);
        };
    }

    /**
     * What a client shows; null for nothing.
     *
     * @throws FailureException if a file or a secret is missing or cannot be used
     */
    public @Nullable Identity identity(ClientCertificate source) {
        return switch (source) {
            case ClientCertificate.None none -> null;
            case CertificateSource.Generated wanted -> generated(Purpose.CLIENT, wanted);
            case CertificateSource.Pem pem -> read(pem);
            case CertificateSource.Pkcs12 pkcs12 -> read(pkcs12);
        };
    }

    /**
     * The authorities that a client trusts; none where nothing is checked, which is for the caller to see to.
     *
     * @throws FailureException if a file cannot be used
     */
    public List<X509Certificate> anchors(ClientTrust trust) {
        return switch (trust) {
            case ClientTrust.Full full -> {
                List<X509Certificate> all = new ArrayList<>(system());
                addOwn(all);
                yield List.copyOf(all);
            }
            case ClientTrust.Custom custom -> PemFiles.chain(path(custom.file()));
            case ClientTrust.None none -> List.of();
        };
    }

    /**
     * Adds Netsonde's authority. It is made if there is none yet, as a server may be about to show a certificate of it. Where
     * there can be none, it has issued nothing that is to be trusted.
     */
    private void addOwn(List<X509Certificate> anchors) {
        try {
            anchors.add(authority.get().certificate());
        } catch (FailureException e) {
            System.getLogger(Keys.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            () -> "Netsonde's authority cannot be had and is not trusted: "
                                    + e.failure().what());
        }
    }

    /**
     * The authorities that a server trusts.
     *
     * @throws FailureException if a file cannot be used, or Netsonde's authority
     */
    public List<X509Certificate> anchors(ServerTrust trust) {
        return switch (trust) {
            case ServerTrust.Own own -> List.of(authority.get().certificate());
            case ServerTrust.Custom custom -> PemFiles.chain(path(custom.file()));
        };
    }

    /**
     * A secret, for the caller to erase; of length 0 where settings name none.
     *
     * @throws FailureException of kind SECRET_MISSING if it is not known, FILE if the store cannot be read
     */
    public char[] secret(Secret secret) {
        return secrets.resolve(secret);
    }

    /** Who may use servers that require a login. */
    public Accounts accounts() {
        return accounts;
    }

    /** The authorities that this system trusts. Blocks when it is first asked. */
    public synchronized List<X509Certificate> system() {
        List<X509Certificate> known = system;
        if (known == null) {
            known = List.copyOf(SystemAuthorities.load());
            system = known;
        }
        return known;
    }

    private Identity generated(Purpose purpose, CertificateSource.Generated source) {
        // Without the lock of all: a key may take seconds, and others want other identities meanwhile.
        return reserved(new Wanted(purpose, source)).get();
    }

    private synchronized Generated reserved(Wanted wanted) {
        Generated known = generated.remove(wanted);
        if (known == null) {
            known = new Generated(wanted);
        }
        // The one asked for last is the last to go.
        generated.put(wanted, known);
        if (generated.size() > MAX_GENERATED) {
            generated.remove(generated.keySet().iterator().next());
        }
        return known;
    }

    /** An identity that is made when it is first asked for, and anew when it is about to end. */
    private final class Generated {

        private final Wanted wanted;
        private @Nullable Identity identity;

        Generated(Wanted wanted) {
            this.wanted = wanted;
        }

        synchronized Identity get() {
            Instant now = clock.instant();
            Identity known = identity;
            if (known == null || known.certificate().getNotAfter().toInstant().isBefore(now.plus(LEFT_AT_LEAST))) {
                known = authority.get().issue(plan(now));
                identity = known;
            }
            return known;
        }

        private CertificatePlan plan(Instant now) {
            CertificateSource.Generated source = wanted.source();
            return wanted.purpose() == Purpose.SERVER
                    ? CertificatePlan.server(source.key(), source.names(), now)
                    : CertificatePlan.client(source.key(), CLIENT_NAME, source.names(), now);
        }
    }

    private Identity read(CertificateSource.Pem pem) {
        Path chain = path(pem.chain());
        char[] password = secrets.resolve(pem.password());
        try {
            return PemFiles.identity(chain, pem.key().isEmpty() ? chain : path(pem.key()), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private Identity read(CertificateSource.Pkcs12 pkcs12) {
        Path file = path(pkcs12.file());
        char[] password = secrets.resolve(pkcs12.password());
        try {
            return Pkcs12Files.read(file, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "noFileChosen"));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileAbsent", text), e);
        }
    }
}
