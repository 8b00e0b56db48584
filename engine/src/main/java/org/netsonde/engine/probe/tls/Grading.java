package org.netsonde.engine.probe.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.tls.Grade.Letter;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Version;

/**
 * Gives marks in the manner of SSL Labs' SSL Server Rating Guide. Versions count for 30 %, the exchange of keys for 30 %, ciphers
 * for 40 %; then come caps, each with its reason:
 *
 * <ul>
 *   <li>F: SSL 2.0; suites without encryption, without authentication or of export grade; keys below 1024 bits; renegotiation
 *       that can be injected into;
 *   <li>C: SSL 3.0; no TLS 1.2 or newer; RC4 with TLS 1.1 or newer; compression; ciphers with short blocks with TLS 1.1 or newer;
 *   <li>B: TLS 1.0 or 1.1; RC4; keys or primes below 2048 bits; no forward secrecy with any suite; no authenticated encryption;
 *       no certificate seen, or not all known about the versions; renegotiation without protection of which it is not known
 *       whether clients may start it;
 *   <li>A-: no TLS 1.3; suites without forward secrecy; renegotiation without protection (RFC 5746) that clients may not start;
 *   <li>A instead of A+: where anything is left that should be better;
 *   <li>M where the certificate is for another name, T where nobody who is trusted vouches for it.
 * </ul>
 *
 * <p>HTTP's strict transport security, which SSL Labs wants for A+, is no matter of TLS and not looked at. Used once.
 */
final class Grading {

    private static final double PROTOCOLS = 0.3;
    private static final double EXCHANGE = 0.3;
    private static final double CIPHERS = 0.4;

    private final List<Version> offered;
    private final List<Suite> suites;
    private final List<Phrase> reasons = new ArrayList<>();
    private Letter letter = Letter.A_PLUS;

    private Grading(List<Version> versions) {
        offered = versions.stream()
                .filter(version -> version.offered() == Answer.YES)
                .sorted(Comparator.comparing(Version::version))
                .toList();
        suites = offered.stream()
                .flatMap(version -> version.suites().stream())
                .distinct()
                .toList();
    }

    /**
     * The mark.
     *
     * @param versions what became of each version, of which the server takes one at least
     * @param keyBits how strong the key of its certificate is, as one of RSA; 0 without a certificate
     * @param primeBits the size of its prime; 0 for none
     * @param curveBits the strength of its weakest curve, in bits of a symmetric key; 0 for none
     * @param trusted whether its certificate is trusted
     * @param named whether it is for the name
     * @param seen whether its certificate was seen
     * @param complete whether all of its versions and suites are known
     * @param findings what was found besides: whatever is bad or weak is in the way of A+
     */
    static Grade grade(
            List<Version> versions,
            Features features,
            int keyBits,
            int primeBits,
            int curveBits,
            boolean trusted,
            boolean named,
            boolean seen,
            boolean complete,
            List<Finding> findings) {
        Grading grading = new Grading(versions);
        int protocols = grading.protocols();
        int exchange = grading.exchange(keyBits, primeBits, curveBits);
        int ciphers = grading.ciphers();
        int total = (int) Math.round(PROTOCOLS * protocols + EXCHANGE * exchange + CIPHERS * ciphers);
        grading.cap(letter(total), "score", total);
        grading.capVersions();
        grading.capSuites();
        grading.capKeys(keyBits, primeBits);
        grading.capFeatures(features);
        if (!seen) {
            grading.cap(Letter.B, "certificateNotSeen");
        }
        if (!complete || versions.stream().anyMatch(version -> version.offered() == Answer.UNKNOWN)) {
            grading.cap(Letter.B, "incomplete");
        }
        if (grading.letter == Letter.A_PLUS
                && findings.stream()
                        .anyMatch(finding -> finding.topic() != Finding.Topic.CERTIFICATE
                                && finding.severity().compareTo(Severity.WEAK) >= 0)) {
            grading.cap(Letter.A, "leftToWish");
        }
        Letter besides = grading.letter;
        if (!named) {
            grading.cap(Letter.M, "name");
        }
        if (!trusted) {
            grading.cap(Letter.T, "trust");
        }
        return new Grade(grading.letter, besides, protocols, exchange, ciphers, grading.reasons);
    }

    private static Letter letter(int total) {
        return total >= 80
                ? Letter.A_PLUS
                : total >= 65
                        ? Letter.B
                        : total >= 50 ? Letter.C : total >= 35 ? Letter.D : total >= 20 ? Letter.E : Letter.F;
    }

    private void cap(Letter most, String reason, Object... args) {
        if (most == Letter.A_PLUS) {
            return;
        }
        List<Object> all = new ArrayList<>();
        all.add(most.label());
        all.addAll(List.of(args));
        reasons.add(Phrase.of("inspect.grade." + reason, all.toArray()));
        letter = letter.orWorse(most);
    }

    private int protocols() {
        return (offered.getFirst().version().score()
                        + offered.getLast().version().score())
                / 2;
    }

    private int exchange(int keyBits, int primeBits, int curveBits) {
        if (suites.stream().anyMatch(Suite::isAnonymous)) {
            return 0;
        }
        int score = 100;
        for (int bits : new int[] {keyBits, primeBits, asRsa(curveBits)}) {
            if (bits > 0) {
                score = Math.min(score, bits < 512 ? 20 : bits < 1024 ? 40 : bits < 2048 ? 80 : bits < 4096 ? 90 : 100);
            }
        }
        return suites.stream().anyMatch(Suite::isExport) ? Math.min(score, 40) : score;
    }

    /** How many bits a key of RSA would need (NIST SP 800-57, table 2). */
    private static int asRsa(int bits) {
        return bits == 0 ? 0 : bits >= 192 ? 7680 : bits >= 128 ? 3072 : bits >= 112 ? 2048 : 1024;
    }

    private int ciphers() {
        int strongest = suites.stream().mapToInt(Suite::bits).max().orElse(0);
        int weakest = suites.stream().mapToInt(Suite::bits).min().orElse(0);
        return (cipherScore(strongest) + cipherScore(weakest)) / 2;
    }

    private static int cipherScore(int bits) {
        return bits == 0 ? 0 : bits < 128 ? 20 : bits < 256 ? 80 : 100;
    }

    private boolean offers(TlsVersion version) {
        return offered.stream().anyMatch(other -> other.version() == version);
    }

    private void capVersions() {
        if (offers(TlsVersion.SSL2)) {
            cap(Letter.F, "version", TlsVersion.SSL2.label());
        }
        if (offers(TlsVersion.SSL3)) {
            cap(Letter.C, "version", TlsVersion.SSL3.label());
        }
        for (TlsVersion version : List.of(TlsVersion.TLS10, TlsVersion.TLS11)) {
            if (offers(version)) {
                cap(Letter.B, "version", version.label());
            }
        }
        if (!offers(TlsVersion.TLS12) && !offers(TlsVersion.TLS13)) {
            cap(Letter.C, "noTls12");
        } else if (!offers(TlsVersion.TLS13)) {
            cap(Letter.A_MINUS, "noTls13");
        }
    }

    private boolean any(java.util.function.Predicate<Suite> kind) {
        return suites.stream().anyMatch(kind);
    }

    private boolean modern(java.util.function.Predicate<Suite> kind) {
        return offered.stream()
                .filter(version -> version.version().compareTo(TlsVersion.TLS11) >= 0)
                .flatMap(version -> version.suites().stream())
                .anyMatch(kind);
    }

    private void capSuites() {
        if (any(suite -> suite.bits() == 0)) {
            cap(Letter.F, "noEncryption");
        }
        if (any(Suite::isAnonymous)) {
            cap(Letter.F, "anonymous");
        }
        if (any(Suite::isExport)) {
            cap(Letter.F, "export");
        }
        if (any(Suite::isRc4)) {
            cap(modern(Suite::isRc4) ? Letter.C : Letter.B, "rc4");
        }
        if (any(Suite::hasShortBlocks)) {
            cap(modern(Suite::hasShortBlocks) ? Letter.C : Letter.B, "shortBlocks");
        }
        if (!suites.isEmpty() && !any(Suite::isForwardSecret)) {
            cap(Letter.B, "noForwardSecrecy");
        } else if (any(suite -> !suite.isForwardSecret())) {
            cap(Letter.A_MINUS, "someForwardSecrecy");
        }
        if (!suites.isEmpty() && !any(Suite::isAead)) {
            cap(Letter.B, "noAead");
        }
    }

    private void capKeys(int keyBits, int primeBits) {
        if (keyBits > 0 && keyBits < 2048) {
            cap(keyBits < 1024 ? Letter.F : Letter.B, "key", keyBits);
        }
        if (primeBits > 0 && primeBits < 2048) {
            cap(primeBits < 1024 ? Letter.F : Letter.B, "prime", primeBits);
        }
    }

    private void capFeatures(Features features) {
        if (features.compression() == Answer.YES) {
            cap(Letter.C, "compression");
        }
        if (features.secureRenegotiation() == Answer.NO) {
            switch (features.clientRenegotiation()) {
                case YES -> cap(Letter.F, "insecureRenegotiation");
                case NO -> cap(Letter.A_MINUS, "noSecureRenegotiation");
                case UNKNOWN -> cap(Letter.B, "renegotiationNotRuledOut");
            }
        }
    }
}
