package org.netsonde.engine.tls;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/** Names of servers as clients ask for them. Stateless. */
public final class ServerNames {

    private ServerNames() {}

    /** A host name in ASCII, without the dot that may end it; an address as it is. */
    public static String normal(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return isAddress(name) ? name : IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** What a client sends as the server name; empty for addresses, which are not sent. */
    public static Optional<SNIHostName> of(@Nullable String host) {
        if (host == null || host.isEmpty() || isAddress(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a certificate is for a host name or an address. */
    public static boolean isProven(X509Certificate certificate, String host) {
        return CertificateExplanation.isFor(certificate, host);
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }
}
