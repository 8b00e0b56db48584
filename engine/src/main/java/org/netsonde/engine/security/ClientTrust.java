package org.netsonde.engine.security;

import java.util.Optional;
import org.netsonde.engine.protocol.Option;

/** Which servers a client trusts. */
public sealed interface ClientTrust {

    /** Those that this system's authorities vouch for, or Netsonde's own. */
    record Full() implements ClientTrust {}

    /**
     * Those that the authorities of a file vouch for.
     *
     * @param file a PEM file with their certificates
     */
    record Custom(
            @Option(min = 1, max = CertificateSource.MAX_PATH, editor = "file")
            String file) implements ClientTrust {
        /** No file yet. */
        public Custom() {
            this("");
        }

        @Override
        public Optional<String> unchosen() {
            return file.isEmpty() ? Optional.of("file") : Optional.empty();
        }
    }

    /** Any: nothing is checked. */
    record None() implements ClientTrust {}

    /** The option that still needs a file; empty if none does. Constructors let it pass, as a form begins without. */
    default Optional<String> unchosen() {
        return Optional.empty();
    }
}
