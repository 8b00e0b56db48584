package org.netsonde.engine.probe.tls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.Finding.Topic;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Group;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspection.Version;

/** Puts into sentences what is good and bad about what a server offers, but for its certificate. Used once. */
final class Findings {

    private static final int LEAST_PRIME = 2048;
    private static final int BROKEN_PRIME = 1024;

    private final List<Finding> found = new ArrayList<>();
    private final List<Version> offered;

    Findings(List<Version> versions, Features features, List<Group> groups, int primeBits, Instant now) {
        offered = versions.stream()
                .filter(version -> version.offered() == Answer.YES)
                .toList();
        versions();
        suites();
        keys(groups, primeBits);
        protocol(features, now);
    }

    List<Finding> all() {
        return List.copyOf(found);
    }

    private void add(Topic topic, Severity severity, String name, Object... args) {
        found.add(Finding.of(topic, severity, name, args));
    }

    private boolean offers(TlsVersion version) {
        return offered.stream().anyMatch(other -> other.version() == version);
    }

    private void versions() {
        for (Version version : offered) {
            Severity severity = version.version().offered();
            if (severity != Severity.GOOD) {
                add(Topic.VERSIONS, severity, "oldVersion", version.version().label());
            }
        }
        if (!offers(TlsVersion.TLS12) && !offers(TlsVersion.TLS13)) {
            add(Topic.VERSIONS, Severity.BAD, "noModernVersion");
        } else if (!offers(TlsVersion.TLS13)) {
            add(Topic.VERSIONS, Severity.WEAK, "noTls13");
        } else {
            add(Topic.VERSIONS, Severity.GOOD, "tls13");
        }
    }

    private void suites() {
        name(Severity.BAD, "noEncryption", suite -> suite.bits() == 0);
        name(Severity.BAD, "anonymous", Suite::isAnonymous);
        name(Severity.BAD, "export", Suite::isExport);
        name(Severity.BAD, "rc4", Suite::isRc4);
        name(Severity.WEAK, "shortBlocks", suite -> suite.hasShortBlocks() && !suite.isExport());
        List<Suite> all = suites(suite -> true);
        if (!all.isEmpty() && all.stream().noneMatch(Suite::isForwardSecret)) {
            add(Topic.SUITES, Severity.BAD, "noForwardSecrecy");
        } else {
            name(Severity.WEAK, "someForwardSecrecy", suite -> !suite.isForwardSecret() && !suite.isAnonymous());
        }
        if (!all.isEmpty() && all.stream().allMatch(suite -> suite.strength() == Severity.GOOD)) {
            add(Topic.SUITES, Severity.GOOD, "goodSuites");
        }
        boolean weak = all.stream().anyMatch(suite -> suite.strength().compareTo(Severity.WEAK) >= 0);
        for (Version version : offered) {
            if (version.order() == Order.CLIENT && version.version() != TlsVersion.TLS13) {
                add(
                        Topic.SUITES,
                        weak ? Severity.WEAK : Severity.NOTE,
                        "clientOrder",
                        version.version().label());
            }
        }
    }

    private List<Suite> suites(Predicate<Suite> kind) {
        return offered.stream()
                .flatMap(version -> version.suites().stream())
                .distinct()
                .filter(kind)
                .toList();
    }

    private void name(Severity severity, String name, Predicate<Suite> kind) {
        List<Suite> some = suites(kind);
        if (!some.isEmpty()) {
            String names = some.stream().limit(4).map(Suite::name).collect(Collectors.joining(", "));
            add(Topic.SUITES, severity, name, some.size() > 4 ? names + ", …" : names, some.size());
        }
    }

    private void keys(List<Group> groups, int primeBits) {
        if (primeBits > 0 && primeBits < LEAST_PRIME) {
            add(Topic.SUITES, primeBits < BROKEN_PRIME ? Severity.BAD : Severity.WEAK, "shortPrime", primeBits);
        }
        String weak = groups.stream()
                .map(Group::group)
                .filter(group -> group.strength() == Severity.BAD)
                .map(NamedGroup::label)
                .collect(Collectors.joining(", "));
        if (!weak.isEmpty()) {
            add(Topic.SUITES, Severity.WEAK, "weakGroups", weak);
        }
        groups.stream()
                .map(Group::group)
                .filter(NamedGroup::isPostQuantum)
                .findFirst()
                .ifPresent(group -> add(Topic.SUITES, Severity.GOOD, "postQuantum", group.label()));
    }

    private void protocol(Features features, Instant now) {
        if (features.compression() == Answer.YES) {
            add(Topic.PROTOCOL, Severity.BAD, "compression");
        }
        if (features.secureRenegotiation() == Answer.NO) {
            add(
                    Topic.PROTOCOL,
                    features.clientRenegotiation() == Answer.YES ? Severity.BAD : Severity.WEAK,
                    "insecureRenegotiation");
        }
        if (features.clientRenegotiation() == Answer.YES) {
            add(Topic.PROTOCOL, Severity.WEAK, "clientRenegotiation");
        }
        if (features.extendedMasterSecret() == Answer.NO) {
            add(Topic.PROTOCOL, Severity.NOTE, "noExtendedMasterSecret");
        }
        boolean old =
                offered.size() > 1 && (offers(TlsVersion.TLS10) || offers(TlsVersion.TLS11) || offers(TlsVersion.SSL3));
        if (old && features.fallback() == Answer.NO) {
            add(Topic.PROTOCOL, Severity.WEAK, "noFallback");
        }
        if (features.clientCertificates() == ClientCertificates.REQUIRED) {
            add(Topic.PROTOCOL, Severity.NOTE, "clientRequired");
        } else if (features.clientCertificates() == ClientCertificates.OPTIONAL) {
            add(Topic.PROTOCOL, Severity.NOTE, "clientOptional");
        }
        stapled(features.stapled(), now);
    }

    private void stapled(@Nullable RevocationStatus status, Instant now) {
        if (status == null) {
            return;
        }
        switch (status.verdict()) {
            case REVOKED -> add(Topic.CERTIFICATE, Severity.BAD, "revoked");
            case UNREADABLE -> add(Topic.CERTIFICATE, Severity.WEAK, "stapleUnreadable");
            case UNKNOWN -> add(Topic.CERTIFICATE, Severity.WEAK, "stapleUnknown");
            case GOOD -> {
                if (!status.isCurrent(now)) {
                    add(Topic.CERTIFICATE, Severity.WEAK, "stapleOld");
                } else if (!status.signed()) {
                    add(Topic.CERTIFICATE, Severity.WEAK, "stapleUnsigned");
                } else {
                    add(Topic.CERTIFICATE, Severity.GOOD, "stapled");
                }
            }
        }
    }
}
