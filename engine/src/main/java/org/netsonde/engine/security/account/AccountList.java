package org.netsonde.engine.security.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Subscription;

/**
 * Users, and who of them has logged in. Users are kept on disk, with Argon2id hashes of their passwords; sessions end with the
 * program. Safe for threads. What hashes or touches the disk blocks, and is not to be called on event loops.
 */
public interface AccountList {

    /** Its name. */
    String name();

    /** The users, by name. Blocks. */
    List<User> users();

    /**
     * Adds a user, whose password is not erased. Blocks.
     *
     * @throws FailureException if there is one of that name, or name or password are not allowed
     */
    User add(String name, char[] password, AccountRole role);

    /**
     * Adds a user who is not stored and stays until the subscription is closed, when his sessions end; his password is not
     * erased. Who is added more than once with the same password and role is one user. Blocks.
     *
     * @throws FailureException if there is another one of that name, or name or password are not allowed
     */
    Subscription lend(String name, char[] password, AccountRole role);

    /**
     * Gives a user another password; his sessions and tokens end. Blocks.
     *
     * @throws FailureException if there is no such user, he comes from settings, or the password is not allowed
     */
    void setPassword(String name, char[] password);

    /**
     * Gives a user another role, from his next request on. Blocks.
     *
     * @throws FailureException if there is no such user, or he comes from settings
     */
    void setRole(String name, AccountRole role);

    /** Lets a user log in again at once. Blocks. */
    void unlock(String name);

    /**
     * Removes a user; his sessions and tokens end. Blocks.
     *
     * @throws FailureException if there is no such user, or he comes from settings
     */
    void remove(String name);

    /**
     * Logs somebody in. Takes the same time whether there is such a user or not; a hash whose parameters are weaker than those
     * of today is made anew. Blocks.
     *
     * @param remote from where
     * @throws LoginRefusedException if that is no such user, not his password, or he is locked
     * @throws FailureException of kind TOO_MANY_CONNECTIONS if too many others are being logged in, FILE if the list cannot be
     *     read
     */
    NewSession logIn(String name, char[] password, AccountRules rules, String remote);

    /**
     * Who has this token: that of a session, or a JWT that {@link #token} has made. The session counts as used. Does not block.
     *
     * @return empty where it is not valid, or not any more
     */
    Optional<Access> access(String token);

    /**
     * The same without counting as use of the session: for those who look again at somebody who has been let in. Does not
     * block.
     */
    Optional<Access> look(String token);

    /**
     * A JWT for somebody who has proved who he is. It ends by itself, and with the session, whatever ends that: when it is
     * over or revoked, with the user, with his password, and with this program. Does not block.
     *
     * @param access of the session, or of another token of it
     * @throws FailureException if that session is over
     */
    String token(Access access, AccountRules rules);

    /** The sessions, the newest first. Does not block. */
    List<LoginSession> sessions();

    /** Ends a session; false if there is none of that id. Does not block. */
    boolean revoke(long session);

    /** Changes with every user and session that comes, goes or changes; not when a session is used. */
    long version();

    /**
     * Changes whenever somebody who had access may have it no more, or another one: with roles and passwords, with users and
     * sessions that go. Not with logins, be they right or wrong, nor when a session ends by itself ({@link Access#until}).
     */
    long accessVersion();

    /** Hears the ids of sessions that end before their time, on the thread that ends them; must be quick. */
    Subscription observe(Consumer<Long> ended);

    /**
     * A session that has begun.
     *
     * @param session what others see of it
     * @param token 256 random bits in Base64url, which only he who logged in ever sees
     */
    record NewSession(LoginSession session, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "NewSession[" + session + "]";
        }
    }
}
