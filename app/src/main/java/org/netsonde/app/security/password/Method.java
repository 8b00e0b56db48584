package org.netsonde.app.security.password;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.netsonde.engine.protocol.SettingsException;

/** A way to derive keys, with the fields of its parameters. JavaFX thread only. */
interface Method {

    /** Its name, the same in every language. */
    String title();

    /** Those of its parameters that are numbers. */
    Numbers numbers();

    /** Its fields, in their order. */
    default List<Parameter> parameters() {
        return numbers().parameters();
    }

    /** Calls when a parameter changes. */
    default void onChange(Runnable changed) {
        numbers().onChange(changed);
    }

    /** What the fields say; nothing where they are wrong, which is said under them then. */
    Optional<Derivation> derivation();

    /** What to know of what the fields say, where they are good: that it is less than what is advised for one. */
    Optional<String> remark();

    /** Says under a field what is wrong, as far as it is one of the method's. */
    default boolean problem(SettingsException wrong) {
        return numbers().problem(wrong);
    }

    /** A field and its name. */
    record Parameter(String label, Node node) {}
}
