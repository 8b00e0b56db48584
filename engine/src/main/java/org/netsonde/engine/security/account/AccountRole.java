package org.netsonde.engine.security.account;

import java.util.EnumSet;
import java.util.Set;

/** What a user is, and so what he may do. */
public enum AccountRole {
    /** Looks only. */
    READER(Permission.READ),
    /** Looks and changes. */
    WRITER(Permission.WRITE),
    /** May do all. */
    ADMIN(Permission.ADMIN);

    private final Permission highest;

    AccountRole(Permission highest) {
        this.highest = highest;
    }

    /** What such a user may do. */
    public Set<Permission> permissions() {
        return EnumSet.range(Permission.READ, highest);
    }

    /** Whether such a user may do this. */
    public boolean allows(Permission permission) {
        return permission.compareTo(highest) <= 0;
    }
}
