package org.netsonde.engine.probe.phase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed on over TLS.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher the cipher suite
 * @param alpn the application protocol (RFC 7301); empty for none
 * @param subject whose certificate the server showed; empty where it showed none
 * @param issuer who signed it
 * @param until when it expires; null where there is none
 */
public record TlsSeen(
        String version,
        String cipher,
        String alpn,
        String subject,
        String issuer,
        @Nullable Instant until) {}
