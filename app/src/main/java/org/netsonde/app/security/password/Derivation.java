package org.netsonde.app.security.password;

import java.util.Optional;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.crypto.Watch;

/** A way to derive keys with all its parameters. Runs in the background. */
interface Derivation {

    /**
     * The key.
     *
     * @throws SettingsException if salt, length or what they make together are out of bounds
     */
    byte[] derive(byte[] password, byte[] salt, int length, Watch watch);

    /** The key as a text to be stored, with how it was made; nothing where the method has no such text here. */
    default Optional<String> stored(byte[] salt, byte[] key) {
        return Optional.empty();
    }
}
