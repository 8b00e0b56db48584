package org.netsonde.engine.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Escapes;

/**
 * Turns the exceptions of TLS into {@link Failure}s. The providers report the same condition by different texts, and neither
 * by classes. Stateless.
 */
public final class TlsFailures {

    /** How the JDK tells of an alert that the peer sent, and of a warning that it takes for one. */
    private static final Pattern JDK_ALERT =
            Pattern.compile("(?:Received fatal alert|received handshake warning): ([a-z_0-9]+)");

    /** How OpenSSL does: the last three digits of the number are 1000 and that of the alert. */
    private static final Pattern OPEN_SSL = Pattern.compile("error:([0-9a-fA-F]{8}):");

    private static final Pattern HEX = Pattern.compile("record: ([0-9a-fA-F]+)");

    /** How much of what is no TLS is shown. */
    private static final int SHOWN_BYTES = 40;

    /** How deep causes are followed. */
    private static final int MAX_DEPTH = 20;

    private TlsFailures() {}

    /**
     * The failure that an exception tells of; null if it is none of TLS.
     *
     * @param where the {@code host:port} that it is about, or the peer
     */
    public static @Nullable Failure of(@Nullable Throwable error, String where) {
        String peer = where.isEmpty() ? "-" : where;
        SSLException tls = null;
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof CertificateRefusedException refused) {
                return refused.failure();
            }
            if (tls == null) {
                tls = tls(cause);
            }
            cause = cause.getCause();
        }
        return tls == null ? null : of(tls, peer);
    }

    /** Netty says that a connection was closed, and beside it that this was during a handshake. */
    private static @Nullable SSLException tls(Throwable cause) {
        if (cause instanceof SSLException found) {
            return found;
        }
        for (Throwable suppressed : cause.getSuppressed()) {
            if (suppressed instanceof SSLException found) {
                return found;
            }
        }
        return null;
    }

    private static Failure of(SSLException error, String peer) {
        String text = String.valueOf(error.getMessage());
        if (error instanceof NotSslRecordException) {
            String start = start(text);
            return start.isEmpty() ? handshake("tlsNotSpoken", peer) : handshake("tlsNotSpokenBut", peer, start);
        } else if (error instanceof SslHandshakeTimeoutException) {
            return handshake("tlsTimeout", peer);
        } else if (error instanceof SslClosedEngineException
                || text.contains("closed while SSL/TLS handshake")
                || text.contains("failure when writing TLS control frames")) {
            return handshake("tlsClosed", peer);
        }
        TlsAlert alert = alert(text);
        return alert == null ? here(text.toLowerCase(Locale.ROOT), text, peer) : alert.failure(peer);
    }

    /** The alert that the peer sent; null for something that was found on this side. */
    private static @Nullable TlsAlert alert(String text) {
        Matcher jdk = JDK_ALERT.matcher(text);
        if (jdk.find()) {
            return TlsAlert.of(jdk.group(1));
        }
        Matcher openSsl = OPEN_SSL.matcher(text);
        if (openSsl.find()) {
            int reason = Integer.parseUnsignedInt(openSsl.group(1), 16) & 0xfff;
            return reason >= 1000 && reason < 1256 ? TlsAlert.of(reason - 1000) : null;
        }
        return null;
    }

    private static Failure here(String text, String original, String peer) {
        if (tells(text, "empty client certificate chain", "peer_did_not_return_a_certificate")) {
            return Failure.of(Failure.Kind.CERTIFICATE, "tlsNoClientCertificate", peer);
        } else if (tells(
                text,
                "not accepted by server preferences",
                "not enabled or supported in server context",
                "not accepted by client preferences",
                "unsupported_protocol",
                "wrong_ssl_version")) {
            return handshake("tlsNoCommonVersion", peer);
        } else if (tells(text, "no cipher suites in common", "no_shared_cipher", "unable to find key material")) {
            return handshake("tlsNoCommonCipher", peer);
        } else if (tells(text, "no common named group", "no_shared_group")) {
            return handshake("tlsNoCommonGroup", peer);
        } else if (tells(
                text,
                "no available authentication scheme",
                "no supported signature algorithm",
                "no_common_signature_algorithms",
                "wrong_signature_type")) {
            return handshake("tlsNoCommonSignature", peer);
        } else if (tells(text, "http_request", "https_proxy_request", "unsupported or unrecognized ssl message")) {
            return handshake("tlsNotSpoken", peer);
        }
        return tells(text, "renegotiation is not allowed", "no_renegotiation")
                ? handshake("tlsRenegotiation", peer)
                : handshake("tlsOther", peer, original);
    }

    private static boolean tells(String text, String... signs) {
        for (String sign : signs) {
            if (text.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    private static Failure handshake(String name, Object... args) {
        return Failure.of(Failure.Kind.TLS_HANDSHAKE, name, args);
    }

    /** What came in place of TLS, as far as it fits into a sentence. */
    private static String start(String text) {
        Matcher hex = HEX.matcher(text);
        if (!hex.find()) {
            return "";
        }
        String digits = hex.group(1);
        int length = Math.min(SHOWN_BYTES * 2, digits.length() & ~1);
        byte[] bytes = HexFormat.of().parseHex(digits, 0, length);
        return length < digits.length() ? Escapes.encode(bytes) + "…" : Escapes.encode(bytes);
    }
}
