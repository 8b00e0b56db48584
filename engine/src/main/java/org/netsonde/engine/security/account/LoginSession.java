package org.netsonde.engine.security.account;

import java.time.Instant;

/**
 * Somebody who has logged in and not out, as others see him: without the token.
 *
 * @param id tells sessions apart; not the token
 * @param user whose it is
 * @param role what he may do
 * @param remote from where he logged in
 * @param since when that was
 * @param used when the session was used last
 * @param until when it ends by itself
 */
public record LoginSession(
        long id, String user, AccountRole role, String remote, Instant since, Instant used, Instant until) {}
