package org.netsonde.engine.security;

import java.util.Optional;
import org.netsonde.engine.protocol.Option;

/** Which clients a server that asks for certificates trusts. */
public sealed interface ServerTrust {

    /** Those that Netsonde's own authority vouches for. */
    record Own() implements ServerTrust {}

    /**
     * Those that the authorities of a file vouch for.
     *
     * @param file a PEM file with their certificates
     */
    record Custom(
            @Option(min = 1, max = CertificateSource.MAX_PATH, editor = "file")
            String file) implements ServerTrust {
        /** No file yet. */
        public Custom() {
            this("");
        }

        @Override
        public Optional<String> unchosen() {
            return file.isEmpty() ? Optional.of("file") : Optional.empty();
        }
    }

    /** The option that still needs a file; empty if none does. Constructors let it pass, as a form begins without. */
    default Optional<String> unchosen() {
        return Optional.empty();
    }
}
