package org.netsonde.engine.probe.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.CertificateDetails;

/**
 * What was found out about a server.
 *
 * @param target the server, as it was asked for
 * @param name the name that its certificate should have
 * @param address the address that was connected to, with its port
 * @param at when the inspection began
 * @param took how long it took
 * @param versions what became of each version, the newest first
 * @param groups the groups in which it exchanges keys
 * @param primeBits the size of the prime in which it exchanges keys over DHE; 0 where it does not
 * @param chain the certificates that it showed, its own first; empty where it showed none
 * @param others its own certificates of other kinds, each the first of another chain
 * @param protocol the rest of what it does
 * @param times how long it takes
 * @param findings what there is to say, the worst first
 * @param grade a mark for all of it
 * @param missing what could not be found out, and why
 */
public record TlsInspection(
        TlsTarget target,
        String name,
        String address,
        Instant at,
        Duration took,
        List<Version> versions,
        List<Group> groups,
        int primeBits,
        List<X509Certificate> chain,
        List<X509Certificate> others,
        Features protocol,
        Times times,
        List<Finding> findings,
        Grade grade,
        List<Phrase> missing) {

    public TlsInspection {
        versions = List.copyOf(versions);
        groups = List.copyOf(groups);
        chain = List.copyOf(chain);
        others = List.copyOf(others);
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    /** Whether something holds. */
    public enum Answer {
        YES,
        NO,
        /** It could not be found out. */
        UNKNOWN;

        static Answer of(boolean yes) {
            return yes ? YES : NO;
        }
    }

    /** Who decides which of the suites that both know is taken. */
    public enum Order {
        SERVER,
        CLIENT,
        /** There is but one, or it could not be found out. */
        UNKNOWN
    }

    /** Whether a server wants to see a certificate of the client. */
    public enum ClientCertificates {
        NONE,
        OPTIONAL,
        REQUIRED,
        /** It asks; whether it insists could not be found out. */
        ASKED,
        UNKNOWN
    }

    /**
     * What became of a version.
     *
     * @param version the version
     * @param offered whether the server takes it
     * @param suites those that it takes, its favourite first where it decides
     * @param order who decides
     */
    public record Version(TlsVersion version, Answer offered, List<Suite> suites, Order order) {

        public Version {
            suites = List.copyOf(suites);
        }
    }

    /**
     * A group in which keys are exchanged.
     *
     * @param group the group
     * @param tls13 whether in TLS 1.3
     * @param older whether in older versions
     */
    public record Group(NamedGroup group, boolean tls13, boolean older) {}

    /**
     * What a server does besides.
     *
     * @param protocols what it takes by ALPN, its favourite first
     * @param stapled what its authority says of its certificate; null where nothing is stapled
     * @param clientCertificates whether it wants a certificate
     * @param resumes12 whether it resumes sessions of TLS 1.2
     * @param tickets12 whether it gives tickets for that, or only names
     * @param resumes13 whether it resumes sessions of TLS 1.3
     * @param secureRenegotiation whether renegotiation is protected (RFC 5746), up to TLS 1.2
     * @param clientRenegotiation whether clients may start it, up to TLS 1.2
     * @param compression whether it compresses
     * @param extendedMasterSecret whether keys hang on the whole handshake (RFC 7627), up to TLS 1.2
     * @param encryptThenMac whether CBC is repaired (RFC 7366)
     * @param fallback whether it notices that a client was made to fall back to an older version (RFC 7507)
     */
    public record Features(
            List<String> protocols,
            @Nullable RevocationStatus stapled,
            ClientCertificates clientCertificates,
            Answer resumes12,
            Answer tickets12,
            Answer resumes13,
            Answer secureRenegotiation,
            Answer clientRenegotiation,
            Answer compression,
            Answer extendedMasterSecret,
            Answer encryptThenMac,
            Answer fallback) {

        public Features {
            protocols = List.copyOf(protocols);
        }
    }

    /**
     * Medians; null for what could not be measured.
     *
     * @param connect how long connecting takes
     * @param handshake how long a full handshake takes besides
     * @param resumed how long one takes that resumes a session
     */
    public record Times(
            @Nullable Duration connect,
            @Nullable Duration handshake,
            @Nullable Duration resumed) {}

    /** What became of a version. */
    public Version version(TlsVersion version) {
        return versions.stream()
                .filter(other -> other.version() == version)
                .findFirst()
                .orElseGet(() -> new Version(version, Answer.UNKNOWN, List.of(), Order.UNKNOWN));
    }

    /** The versions that it takes, the newest first. */
    public List<Version> offered() {
        return versions.stream()
                .filter(version -> version.offered() == Answer.YES)
                .toList();
    }

    /** What its certificates say. */
    public List<CertificateDetails> certificates() {
        return chain.stream().map(CertificateDetails::of).toList();
    }

    /** Its own certificate. */
    public Optional<X509Certificate> certificate() {
        return chain.stream().findFirst();
    }
}
