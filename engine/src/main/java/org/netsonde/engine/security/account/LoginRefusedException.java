package org.netsonde.engine.security.account;

import java.time.Duration;

/** Nobody was logged in. Which of name and password was wrong is not told. */
public final class LoginRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Duration wait;

    /**
     * A refusal.
     *
     * @param wait how long that user is locked; zero if he is not
     */
    public LoginRefusedException(Duration wait) {
        super(wait.isZero() ? "wrong name or password" : "locked");
        this.wait = wait;
    }

    /** How long that user is locked; zero if he is not. */
    public Duration waitTime() {
        return wait;
    }
}
