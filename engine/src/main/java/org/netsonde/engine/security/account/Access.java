package org.netsonde.engine.security.account;

import java.time.Instant;

/**
 * Somebody who has proved who he is, by the token of a session or by one that he carries.
 *
 * @param user his name
 * @param role what he may do
 * @param session the id of his session; with a JWT, of the one that it belongs to
 * @param jwt whether he carries a JWT, rather than the token of the session
 * @param until when that ends
 */
public record Access(String user, AccountRole role, long session, boolean jwt, Instant until) {

    /** Whether he may do this. */
    public boolean allows(Permission permission) {
        return role.allows(permission);
    }
}
