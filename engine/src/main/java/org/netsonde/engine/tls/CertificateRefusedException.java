package org.netsonde.engine.tls;

import io.netty.internal.tcnative.CertificateVerifier;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/** A peer's certificate was not accepted; carries which check failed, in one plain sentence, and what to do. */
public final class CertificateRefusedException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;
    private final Alert alert;

    /** What the peer is told, as far as the providers have words for it. */
    enum Alert {
        /** {@code unknown_ca} from OpenSSL; the JDK says {@code certificate_unknown}. */
        UNKNOWN_AUTHORITY(null, CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY),
        /** {@code certificate_expired}. */
        EXPIRED(BasicReason.EXPIRED, CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED),
        /** {@code bad_certificate}. */
        BAD(BasicReason.INVALID_SIGNATURE, CertificateVerifier.X509_V_ERR_CERT_REJECTED),
        /** {@code unsupported_certificate}. */
        UNSUPPORTED(BasicReason.ALGORITHM_CONSTRAINED, CertificateVerifier.X509_V_ERR_INVALID_PURPOSE);

        private final @Nullable BasicReason jdk;
        private final int openSsl;

        Alert(@Nullable BasicReason jdk, int openSsl) {
            this.jdk = jdk;
            this.openSsl = openSsl;
        }
    }

    CertificateRefusedException(Failure failure, Alert alert, CertificateException cause) {
        super(failure.toString(), alert.jdk == null ? cause : reason(alert.jdk, cause));
        this.failure = failure;
        this.alert = alert;
    }

    /** The JDK chooses the alert by a cause of this class. */
    private static CertPathValidatorException reason(BasicReason reason, CertificateException cause) {
        return new CertPathValidatorException(cause.getMessage(), cause, null, -1, reason);
    }

    /** Which check failed and what to do. */
    public Failure failure() {
        return failure;
    }

    /** The number by which OpenSSL chooses the alert. */
    int openSslCode() {
        return alert.openSsl;
    }
}
