package org.netsonde.app.shell;

import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.workbench.Item;
import org.netsonde.engine.protocol.Role;

/** How the parts that endpoints play look. Stateless. */
final class Roles {

    private Roles() {}

    static Feather icon(Role role) {
        return switch (role) {
            case SERVER -> Feather.SERVER;
            case RELAY -> Feather.SHUFFLE;
            case CLIENT -> Feather.MONITOR;
        };
    }

    static Feather icon(Item item) {
        return item instanceof Item.Known known
                ? icon(known.endpoint().protocol().role())
                : Feather.HELP_CIRCLE;
    }
}
