package org.netsonde.app.certificate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.security.IssuedCertificate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the settings of a protocol name the certificate that it shows.
 *
 * @param groups the names of the groups around it, the outermost first
 * @param name its name in the innermost of them
 * @param switchable whether beside it stands what switches encryption on
 */
record CertificateSetting(List<String> groups, String name, boolean switchable) {

    private static final String PEM = "pem";
    private static final String MODE = "mode";
    private static final String ON = "on";

    /** That of a protocol, if it has one. */
    static Optional<CertificateSetting> of(Protocol<?, ?> protocol) {
        return find(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()), List.of());
    }

    private static Optional<CertificateSetting> find(List<OptionSpec> options, List<String> groups) {
        boolean switchable = options.stream()
                .anyMatch(o -> o.name().equals(MODE)
                        && o.type() instanceof OptionType.Choice choice
                        && choice.values().contains(ON));
        return options.stream()
                .flatMap(option -> switch (option.type()) {
                    case OptionType.Variant variant
                    when takesPem(variant) -> Stream.of(new CertificateSetting(groups, option.name(), switchable));
                    case OptionType.Nested nested ->
                        find(
                                nested.options(),
                                Stream.concat(groups.stream(), Stream.of(option.name()))
                                        .toList())
                                .stream();
                    default -> Stream.empty();
                })
                .findFirst();
    }

    private static boolean takesPem(OptionType.Variant variant) {
        return variant.cases().stream()
                .filter(kind -> kind.id().equals(PEM))
                .anyMatch(kind ->
                        kind.options().stream().map(OptionSpec::name).toList().containsAll(List.of("chain", "key")));
    }

    /** Names a certificate in settings, and switches encryption on. */
    void write(ObjectNode settings, IssuedCertificate issued) {
        ObjectNode group = settings;
        for (String inner : groups) {
            group = group.get(inner) instanceof ObjectNode there ? there : group.putObject(inner);
        }
        if (switchable) {
            group.put(MODE, ON);
        }
        group.putObject(name)
                .put("type", PEM)
                .put("chain", issued.chain().toString())
                .put("key", issued.key().toString());
    }
}
