package org.netsonde.engine.security;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Finds secrets by the names that stand in settings: in an environment variable, then in the store. Safe for threads.
 * Methods block on the disk.
 */
public final class Secrets {

    private static final String PREFIX = "NETSONDE_SECRET_";

    private final Function<String, @Nullable String> environment;
    private final @Nullable SecretStore store;

    /**
     * The secrets of an environment and a store.
     *
     * @param environment the value of a variable, null if it is not set
     * @param store where the user has stored some; null for nowhere
     */
    public Secrets(Function<String, @Nullable String> environment, @Nullable SecretStore store) {
        this.environment = environment;
        this.store = store;
    }

    /** The environment variable that holds the secret of a name: {@code NETSONDE_SECRET_DB_KEY} for {@code db-key}. */
    public static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * The secret, for the caller to erase; of length 0 where settings name none.
     *
     * @throws FailureException of kind SECRET_MISSING if it is neither in the environment nor in the store, FILE if the
     *     store cannot be read
     */
    public char[] resolve(Secret secret) {
        if (secret.isNone()) {
            return new char[0];
        }
        String variable = environment.apply(variable(secret.secret()));
        if (variable != null && !variable.isEmpty()) {
            return variable.toCharArray();
        }
        char[] stored = store == null ? null : store.get(secret.secret());
        if (stored == null) {
            throw new FailureException(Failure.of(
                    Failure.Kind.SECRET_MISSING, "secretMissing", secret.secret(), variable(secret.secret())));
        }
        return stored;
    }
}
