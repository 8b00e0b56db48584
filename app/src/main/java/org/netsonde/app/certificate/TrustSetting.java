package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.netsonde.app.form.SettingPlace;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the settings of a protocol say whom it trusts.
 *
 * @param place where that stands
 */
record TrustSetting(SettingPlace place) {

    private static final String CUSTOM = "custom";
    private static final String FILE = "file";

    /** That of a protocol, if it has one. */
    static Optional<TrustSetting> of(Protocol<?, ?> protocol) {
        return SettingPlace.of(
                        protocol,
                        option -> option.name().equals("trust") && SettingPlace.takes(option, CUSTOM, List.of(FILE)))
                .map(TrustSetting::new);
    }

    /** Names the file with the authority that is trusted from now on. */
    void write(ObjectNode settings, Path authority) {
        place.group(settings)
                .putObject(place.option().name())
                .put("type", CUSTOM)
                .put(FILE, authority.toString());
    }
}
