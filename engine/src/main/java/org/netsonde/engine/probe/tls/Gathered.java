package org.netsonde.engine.probe.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Group;

/** What is found out behind the versions. Filled by an {@link Interview}. */
final class Gathered {

    List<X509Certificate> chain = List.of();
    final List<X509Certificate> others = new ArrayList<>();
    final Set<NamedGroup> groups13 = new LinkedHashSet<>();
    final Set<NamedGroup> groups12 = new LinkedHashSet<>();
    int primeBits;
    byte @Nullable [] stapled;
    List<String> protocols = List.of();
    ClientCertificates clientCertificates = ClientCertificates.UNKNOWN;
    Answer resumes12 = Answer.UNKNOWN;
    Answer tickets12 = Answer.UNKNOWN;
    Answer resumes13 = Answer.UNKNOWN;
    Answer secureRenegotiation = Answer.UNKNOWN;
    Answer clientRenegotiation = Answer.UNKNOWN;
    Answer compression = Answer.UNKNOWN;
    Answer extendedMasterSecret = Answer.UNKNOWN;
    Answer encryptThenMac = Answer.UNKNOWN;
    Answer fallback = Answer.UNKNOWN;

    @Nullable
    Duration connect;

    @Nullable
    Duration handshake;

    @Nullable
    Duration resumed;

    /** What the server does besides. */
    Features features(@Nullable RevocationStatus status) {
        return new Features(
                protocols,
                status,
                clientCertificates,
                resumes12,
                tickets12,
                resumes13,
                secureRenegotiation,
                clientRenegotiation,
                compression,
                extendedMasterSecret,
                encryptThenMac,
                fallback);
    }

    /** The groups that it takes. */
    List<Group> groups() {
        Set<NamedGroup> all = new LinkedHashSet<>(groups13);
        all.addAll(groups12);
        return all.stream()
                .map(group -> new Group(group, groups13.contains(group), groups12.contains(group)))
                .toList();
    }
}
