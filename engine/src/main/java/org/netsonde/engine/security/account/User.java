package org.netsonde.engine.security.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see him: without what proves who he is.
 *
 * @param name as he logs in
 * @param role what he may do
 * @param created since when there is such a user
 * @param failures how often in a row a wrong password was given
 * @param lockedUntil until when nobody can log in as him; null where somebody can
 * @param stored whether he is in the list on disk; else he comes from the settings of a server that runs
 * @param hash the algorithm and the parameters of his password's hash, such as {@code argon2id m=19456 t=2 p=1}
 */
public record User(
        String name,
        AccountRole role,
        Instant created,
        int failures,
        @Nullable Instant lockedUntil,
        boolean stored,
        String hash) {}
