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
        UNKNOWN_AUTHORITY(null),
        /** {@code certificate_expired}. */
        EXPIRED(BasicReason.EXPIRED),
        /** {@code bad_certificate}. */
        BAD(BasicReason.INVALID_SIGNATURE),
        /** {@code unsupported_certificate}. */
        UNSUPPORTED(BasicReason.ALGORITHM_CONSTRAINED);

        private final @Nullable BasicReason jdk;

        Alert(@Nullable BasicReason jdk) {
            this.jdk = jdk;
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

    /** The number by which OpenSSL chooses the alert. To be asked for where OpenSSL is loaded only, which knows the numbers. */
    int openSslCode() {
        return switch (alert) {
            case UNKNOWN_AUTHORITY -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
            case EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
            case BAD -> CertificateVerifier.X509_V_ERR_CERT_REJECTED;
            case UNSUPPORTED -> CertificateVerifier.X509_V_ERR_INVALID_PURPOSE;
        };
    }
}
