package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.tls.TlsProvider;
import org.netsonde.engine.tls.TlsVersions;

/** {@code key-types}: full handshakes with servers that prove who they are by keys of several kinds. */
public final class KeyTypesExperiment implements Experiment<KeyTypesExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param callers how many connect at the same time
     * @param versions which version
     * @param provider whose TLS it is
     */
    public record Parameters(@Option(min = 1, max = 64) int callers, TlsVersions versions, TlsProvider provider)
            implements Settings {

        /** TLS 1.3 of the JDK, which knows all kinds, two at a time. */
        public Parameters() {
            this(2, TlsVersions.TLS13, TlsProvider.JDK);
        }
    }

    /** In the order in which they are shown; what most servers have is what the others are compared with. */
    private static final Map<KeyKind, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(KeyKind.RSA_2048, "RSA 2048");
        NAMES.put(KeyKind.RSA_3072, "RSA 3072");
        NAMES.put(KeyKind.RSA_4096, "RSA 4096");
        NAMES.put(KeyKind.ECDSA_P256, "ECDSA P-256");
        NAMES.put(KeyKind.ECDSA_P384, "ECDSA P-384");
        NAMES.put(KeyKind.ED25519, "Ed25519");
    }

    @Override
    public String id() {
        return "key-types";
    }

    @Override
    public Class<Parameters> parametersType() {
        return Parameters.class;
    }

    @Override
    public Parameters defaults() {
        return new Parameters();
    }

    @Override
    public Plan plan(Parameters parameters) {
        List<Side> sides = new ArrayList<>();
        List<Phrase> notes = new ArrayList<>();
        NAMES.forEach((key, name) -> {
            // BoringSSL takes Ed25519 from nobody unless it is told to.
            if (key == KeyKind.ED25519 && parameters.provider() != TlsProvider.JDK) {
                notes.add(Phrase.of("experiment.note.noEdwards"));
            } else {
                String id = key.name().toLowerCase(Locale.ROOT).replace('_', '-');
                sides.add(Side.named(id, name, load(parameters, key)::open));
            }
        });
        Plan plan = TlsLoad.plan(TlsWork.FULL_HANDSHAKE, sides);
        notes.addAll(plan.notes());
        return plan.noting(notes);
    }

    private static TlsLoad load(Parameters parameters, KeyKind key) {
        return new TlsLoad(
                TlsWork.FULL_HANDSHAKE, parameters.callers(), parameters.versions(), parameters.provider(), key);
    }
}
