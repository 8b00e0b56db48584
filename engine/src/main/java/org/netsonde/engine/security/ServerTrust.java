package org.netsonde.engine.security;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

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
        public void requireFile() {
            if (file.isEmpty()) {
                throw new SettingsException("file", Phrase.of("problem.fileNeeded"));
            }
        }
    }

    /**
     * Checks that a file is chosen where one is needed.
     *
     * @throws SettingsException if none is
     */
    default void requireFile() {}
}
