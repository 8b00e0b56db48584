package org.netsonde.engine.tls;

import java.util.List;

/** The versions of TLS that may be agreed on. */
public enum TlsVersions {
    TLS12_OR_13,
    TLS13,
    TLS12;

    /** Their names in Java. */
    List<String> names() {
        return switch (this) {
            case TLS12_OR_13 -> List.of("TLSv1.3", "TLSv1.2");
            case TLS13 -> List.of("TLSv1.3");
            case TLS12 -> List.of("TLSv1.2");
        };
    }
}
