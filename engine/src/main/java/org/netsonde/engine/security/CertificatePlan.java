package org.netsonde.engine.security;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What a certificate is to say. Expired ones and ones that are not valid yet can be planned too: for tests.
 *
 * @param purpose what it is for
 * @param name its common name
 * @param names what it is for: host names, with {@code *.} in front for all of a domain, addresses, URIs, e-mail addresses
 * @param from when it begins to be valid
 * @param until when it ends
 * @param key the kind of its key
 * @param signer who vouches for it
 * @param hash what is signed of it
 */
public record CertificatePlan(
        Purpose purpose,
        @Option(min = 1, max = 64) String name,
        @Option(max = MAX_NAMES) List<String> names,
        @Option(max = 40, editor = "instant") Instant from,
        @Option(max = 40, editor = "instant") Instant until,
        KeyKind key,
        Signer signer,
        SignatureHash hash) {

    /** How many names a certificate may have. */
    public static final int MAX_NAMES = 100;

    /** Clocks differ: what was made this moment must be valid on a machine whose clock is behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** More than 398 days are refused by many clients. */
    private static final Duration LEAF = Duration.ofDays(397);

    private static final Duration AUTHORITY = Duration.ofDays(3653);

    private static final Duration ENDED = Duration.ofDays(1);
    private static final Duration BEGINS = Duration.ofDays(30);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public CertificatePlan {
        names = List.copyOf(names);
        // Certificates know whole seconds only.
        from = from.truncatedTo(ChronoUnit.SECONDS);
        until = until.truncatedTo(ChronoUnit.SECONDS);
        List<Problem> problems = new ArrayList<>(AlternativeName.problems("names", names));
        if (from.isBefore(FIRST)) {
            problems.add(new Problem("from", Phrase.of("problem.certificateYear")));
        }
        if (until.isAfter(LAST)) {
            problems.add(new Problem("until", Phrase.of("problem.certificateYear")));
        }
        if (!from.isBefore(until)) {
            problems.add(new Problem("until", Phrase.of("problem.certificateUntil")));
        }
        if (hash == SignatureHash.SHA1 && signer == Signer.ITSELF && key == KeyKind.ED25519) {
            problems.add(new Problem("hash", Phrase.of("problem.certificateHash")));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** What an authority vouches for, signed as suits its key. */
    public CertificatePlan(Purpose purpose, String name, List<String> names, Instant from, Instant until, KeyKind key) {
        this(purpose, name, names, from, until, key, Signer.AUTHORITY, SignatureHash.SUITABLE);
    }

    /** An authority for ten years, with an ECDSA key. */
    public static CertificatePlan authority(String name, Instant now) {
        return new CertificatePlan(
                Purpose.AUTHORITY, name, List.of(), now.minus(BACKDATED), now.plus(AUTHORITY), KeyKind.ECDSA_P256);
    }

    /** A server of these names, for a little more than a year. */
    public static CertificatePlan server(KeyKind key, List<String> names, Instant now) {
        String name = names.isEmpty() ? "localhost" : names.getFirst();
        return new CertificatePlan(Purpose.SERVER, cut(name), names, now.minus(BACKDATED), now.plus(LEAF), key);
    }

    /** A client of that name, for a little more than a year. */
    public static CertificatePlan client(KeyKind key, String name, List<String> names, Instant now) {
        return new CertificatePlan(Purpose.CLIENT, name, names, now.minus(BACKDATED), now.plus(LEAF), key);
    }

    /** The same, valid from and until other times. */
    public CertificatePlan valid(Instant newFrom, Instant newUntil) {
        return new CertificatePlan(purpose, name, names, newFrom, newUntil, key, signer, hash);
    }

    /** The same under another name; what it is for stays. */
    public CertificatePlan named(String other) {
        return new CertificatePlan(purpose, cut(other), names, from, until, key, signer, hash);
    }

    /** The same, signed otherwise. */
    public CertificatePlan signed(Signer by, SignatureHash how) {
        return new CertificatePlan(purpose, name, names, from, until, key, by, how);
    }

    /** The same, but it ended a day ago. */
    public CertificatePlan expired(Instant now) {
        return valid(now.minus(ENDED).minus(LEAF), now.minus(ENDED));
    }

    /** The same, but it begins in a month. */
    public CertificatePlan notYet(Instant now) {
        return valid(now.plus(BEGINS), now.plus(BEGINS).plus(LEAF));
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
