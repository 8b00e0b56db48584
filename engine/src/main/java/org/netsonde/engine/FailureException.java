package org.netsonde.engine;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} through code that throws or completes exceptionally. */
public final class FailureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /** The failure, ready to be shown. */
    public Failure failure() {
        return failure;
    }
}
