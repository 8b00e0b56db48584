package org.netsonde.engine.tls;

import java.util.Locale;
import org.netsonde.engine.Failure;

/**
 * An alert by which a peer ended a connection.
 *
 * @param name its name in the registry of TLS, or its number where it is not known
 */
public record TlsAlert(String name) {

    /** The alert of a name, however it is written. */
    public static TlsAlert of(String name) {
        return new TlsAlert(name.toLowerCase(Locale.ROOT));
    }

    /** The alert of a number. */
    public static TlsAlert of(int number) {
        return new TlsAlert(
                switch (number) {
                    case 10 -> "unexpected_message";
                    case 20 -> "bad_record_mac";
                    case 22 -> "record_overflow";
                    case 40 -> "handshake_failure";
                    case 42 -> "bad_certificate";
                    case 43 -> "unsupported_certificate";
                    case 44 -> "certificate_revoked";
                    case 45 -> "certificate_expired";
                    case 46 -> "certificate_unknown";
                    case 47 -> "illegal_parameter";
                    case 48 -> "unknown_ca";
                    case 49 -> "access_denied";
                    case 50 -> "decode_error";
                    case 51 -> "decrypt_error";
                    case 70 -> "protocol_version";
                    case 71 -> "insufficient_security";
                    case 80 -> "internal_error";
                    case 86 -> "inappropriate_fallback";
                    case 90 -> "user_canceled";
                    case 100 -> "no_renegotiation";
                    case 109 -> "missing_extension";
                    case 110 -> "unsupported_extension";
                    case 112 -> "unrecognized_name";
                    case 113 -> "bad_certificate_status_response";
                    case 115 -> "unknown_psk_identity";
                    case 116 -> "certificate_required";
                    case 120 -> "no_application_protocol";
                    default -> Integer.toString(number);
                });
    }

    /** What the peer means by it. */
    public Failure failure(String peer) {
        return switch (name) {
            case "unknown_ca" -> certificate("alertUnknownCa", peer);
            case "bad_certificate" -> certificate("alertBadCertificate", peer);
            case "certificate_unknown" -> certificate("alertCertificateUnknown", peer);
            case "certificate_expired" -> certificate("alertCertificateExpired", peer);
            case "certificate_revoked" -> certificate("alertCertificateRevoked", peer);
            case "unsupported_certificate" -> certificate("alertUnsupportedCertificate", peer);
            case "certificate_required" -> certificate("alertCertificateRequired", peer);
            case "handshake_failure" -> handshake("alertHandshakeFailure", peer);
            case "protocol_version" -> handshake("alertProtocolVersion", peer);
            case "insufficient_security" -> handshake("alertInsufficientSecurity", peer);
            case "no_application_protocol" -> handshake("alertNoApplicationProtocol", peer);
            case "unrecognized_name" -> handshake("alertUnrecognizedName", peer);
            case "decrypt_error" -> handshake("alertDecryptError", peer);
            case "access_denied" -> handshake("alertAccessDenied", peer);
            case "internal_error" -> handshake("alertInternalError", peer);
            default -> handshake("alertOther", peer, name);
        };
    }

    private static Failure certificate(String name, Object... args) {
        return Failure.of(Failure.Kind.CERTIFICATE, name, args);
    }

    private static Failure handshake(String name, Object... args) {
        return Failure.of(Failure.Kind.TLS_HANDSHAKE, name, args);
    }
}
