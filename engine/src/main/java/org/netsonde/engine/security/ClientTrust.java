package org.netsonde.engine.security;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

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
        public void requireFile() {
            if (file.isEmpty()) {
                throw new SettingsException("file", Phrase.of("problem.fileNeeded"));
            }
        }
    }

    /** Any: nothing is checked. */
    record None() implements ClientTrust {}

    /**
     * Checks that a file is chosen where one is needed.
     *
     * @throws SettingsException if none is
     */
    default void requireFile() {}
}
