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

/** {@code tls-providers}: OpenSSL against the TLS of the JDK, each with itself. */
public final class TlsProvidersExperiment implements Experiment<TlsProvidersExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param work what is done
     * @param callers how many do it at the same time
     * @param versions which version
     * @param keyKind of the server's key
     */
    public record Parameters(
            TlsWork work, @Option(min = 1, max = 64) int callers, TlsVersions versions, KeyKind keyKind)
            implements Settings {

        public Parameters {
            if (keyKind == KeyKind.ED25519) {
                throw new SettingsException("keyKind", Phrase.of("problem.experiment.edwards"));
            }
        }

        /** Full handshakes of TLS 1.3, two at a time. */
        public Parameters() {
            this(TlsWork.FULL_HANDSHAKE, 2, TlsVersions.TLS13, KeyKind.ECDSA_P256);
        }
    }

    @Override
    public String id() {
        return "tls-providers";
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
                        Side.named("jdk", "JDK", load(parameters, TlsProvider.JDK)::open),
                        Side.named("openssl", "OpenSSL", load(parameters, TlsProvider.OPENSSL)::open)));
    }

    private static TlsLoad load(Parameters parameters, TlsProvider provider) {
        return new TlsLoad(
                parameters.work(), parameters.callers(), parameters.versions(), provider, parameters.keyKind());
    }
}
