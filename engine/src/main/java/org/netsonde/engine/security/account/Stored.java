package org.netsonde.engine.security.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a list.
 *
 * @param tokenKey signs its tokens; not to be modified
 * @param users by name, in the order in which they came
 */
record Stored(byte[] tokenKey, Map<String, Account> users) {

    Stored {
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }

    /** The same with another user, or with another state of one. */
    Stored with(Account account) {
        Map<String, Account> changed = new LinkedHashMap<>(users);
        changed.put(account.name(), account);
        return new Stored(tokenKey, changed);
    }

    /** The same without a user. */
    Stored without(String name) {
        Map<String, Account> changed = new LinkedHashMap<>(users);
        changed.remove(name);
        return new Stored(tokenKey, changed);
    }

    @Nullable
    Account get(String name) {
        return users.get(name);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Stored" + users.values();
    }
}
