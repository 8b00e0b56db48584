package org.netsonde.app.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.security.CertificateExtras;
import org.netsonde.engine.security.CertificatesRead;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.CertificateCheck;

/**
 * What somebody looks at, and what there is to say about it.
 *
 * @param read what was read
 * @param certificates those that were read, with what they say
 * @param check what is wrong with the first, and the way from it to an authority; null where a password is needed to look
 */
record Looked(
        CertificatesRead read,
        List<One> certificates,
        @Nullable CertificateCheck check) {

    /**
     * A certificate.
     *
     * @param depth how far it is from the first on the way to an authority; negative for one that is not on the way
     */
    record One(X509Certificate certificate, CertificateDetails details, CertificateExtras extras, int depth) {}

    Looked {
        certificates = List.copyOf(certificates);
    }

    /**
     * Looks closely. Blocks on the disk.
     *
     * @param folders authorities that are trusted beside those of the system, where they exist
     * @param host the name that the first must be for; empty for any
     */
    static Looked at(CertificatesRead read, Keys keys, List<AuthorityFolder> folders, String host) {
        if (read.locked() || read.certificates().isEmpty()) {
            return new Looked(read, List.of(), null);
        }
        List<X509Certificate> anchors = new ArrayList<>(keys.system());
        folders.stream()
                .filter(AuthorityFolder::exists)
                .forEach(folder -> anchors.add(folder.authority().certificate()));
        CertificateCheck check = CertificateCheck.of(read.certificates(), anchors, host, Instant.now());
        List<One> all = read.certificates().stream()
                .map(certificate -> new One(
                        certificate,
                        CertificateDetails.of(certificate),
                        CertificateExtras.of(certificate),
                        check.path().indexOf(certificate)))
                .toList();
        return new Looked(read, all, check);
    }
}
