package org.netsonde.engine.experiment.builtin;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.tls.TlsProvider;
import org.netsonde.engine.tls.TlsVersions;

/** {@code tls-versions}: TLS 1.2 against TLS 1.3. */
public final class TlsVersionsExperiment implements Experiment<TlsVersionsExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param work what is done
     * @param callers how many do it at the same time
     * @param provider whose TLS it is
     * @param keyKind of the server's key
     */
    public record Parameters(
            TlsWork work, @Option(min = 1, max = 64) int callers, TlsProvider provider, KeyKind keyKind)
            implements Settings {

        public Parameters {
            if (keyKind == KeyKind.ED25519 && provider != TlsProvider.JDK) {
                throw new SettingsException("keyKind", Phrase.of("problem.experiment.edwards"));
            }
        }

        /** Full handshakes, two at a time. */
        public Parameters() {
            this(TlsWork.FULL_HANDSHAKE, 2, TlsProvider.AUTO, KeyKind.ECDSA_P256);
        }
    }

    @Override
    public String id() {
        return "tls-versions";
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
        return TlsLoad.plan(
                parameters.work(),
                List.of(
                        Side.named("tls12", "TLS 1.2", load(parameters, TlsVersions.TLS12)::open),
                        Side.named("tls13", "TLS 1.3", load(parameters, TlsVersions.TLS13)::open)));
    }

    private static TlsLoad load(Parameters parameters, TlsVersions versions) {
        return new TlsLoad(
                parameters.work(), parameters.callers(), versions, parameters.provider(), parameters.keyKind());
    }
}
