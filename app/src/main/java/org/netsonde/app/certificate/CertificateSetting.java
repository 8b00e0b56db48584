package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.netsonde.app.form.SettingPlace;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the settings of a protocol name the certificate that it shows.
 *
 * @param place where that stands
 */
record CertificateSetting(SettingPlace place) {

    private static final String PEM = "pem";
    private static final String MODE = "mode";
    private static final String ON = "on";

    /** That of a protocol, if it has one. */
    static Optional<CertificateSetting> of(Protocol<?, ?> protocol) {
        return SettingPlace.of(protocol, option -> SettingPlace.takes(option, PEM, List.of("chain", "key")))
                .map(CertificateSetting::new);
    }

    /** Whether beside it stands what switches encryption on. */
    private boolean switchable() {
        return place.beside().stream()
                .anyMatch(o -> o.name().equals(MODE)
                        && o.type() instanceof OptionType.Choice choice
                        && choice.values().contains(ON));
    }

    /** Names the files of a certificate and of its key in settings, and switches encryption on. */
    void write(ObjectNode settings, Path chain, Path key) {
        ObjectNode group = place.group(settings);
        if (switchable()) {
            group.put(MODE, ON);
        }
        group.putObject(place.option().name())
                .put("type", PEM)
                .put("chain", chain.toString())
                .put("key", key.toString());
    }
}
