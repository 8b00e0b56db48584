package org.netsonde.engine.security.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.netsonde.engine.security.crypto.Argon2Hash;

/**
 * A user with what proves who he is.
 *
 * @param name as he logs in
 * @param role what he may do
 * @param created since when there is such a user
 * @param id random, and another one with each password: what has been given to somebody of the same name, or for another
 *     password, does not count any more
 * @param hash of his password
 */
record Account(String name, AccountRole role, Instant created, String id, Argon2Hash hash) {

    private static final int ID_BYTES = 12;

    /** A new id. */
    static String newId(SecureRandom random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Account with(AccountRole other) {
        return new Account(name, other, created, id, hash);
    }

    Account with(String newId, Argon2Hash other) {
        return new Account(name, role, created, newId, other);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
