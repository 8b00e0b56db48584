package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.security.CertificateDetails;

class KnownCertificatesTest {

    private final KnownCertificates certificates = new KnownCertificates();

    private static X509Certificate made() {
        return Sides.AUTHORITY.issue(Sides.serverPlan()).certificate();
    }

    @Test
    void theSameCertificateIsReadOnce() throws Exception {
        X509Certificate certificate = made();
        X509Certificate again = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
        CertificateDetails details = certificates.details(certificate);

        assertThat(details).isEqualTo(CertificateDetails.of(certificate));
        assertThat(certificates.details(again)).isSameAs(details);
    }

    @Test
    void thoseNotSeenForLongAreForgotten() {
        X509Certificate own = made();
        X509Certificate other = made();
        CertificateDetails ownDetails = certificates.details(own);
        CertificateDetails otherDetails = certificates.details(other);
        for (int i = 0; i < KnownCertificates.MAX; i++) {
            certificates.details(made());
            certificates.details(own);
        }

        assertThat(certificates.details(own)).isSameAs(ownDetails);
        assertThat(certificates.details(other)).isEqualTo(otherDetails).isNotSameAs(otherDetails);
    }
}
