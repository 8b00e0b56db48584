package org.netsonde.engine.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.experiment.builtin.BalancingExperiment;
import org.netsonde.engine.experiment.builtin.BuffersExperiment;
import org.netsonde.engine.experiment.builtin.ConnectionReuseExperiment;
import org.netsonde.engine.experiment.builtin.FramingExperiment;
import org.netsonde.engine.experiment.builtin.HttpCacheExperiment;
import org.netsonde.engine.experiment.builtin.HttpVersionsExperiment;
import org.netsonde.engine.experiment.builtin.KeyTypesExperiment;
import org.netsonde.engine.experiment.builtin.LatencyUnderLoadExperiment;
import org.netsonde.engine.experiment.builtin.NagleExperiment;
import org.netsonde.engine.experiment.builtin.PayloadSizesExperiment;
import org.netsonde.engine.experiment.builtin.RateLimitsExperiment;
import org.netsonde.engine.experiment.builtin.ThreadingExperiment;
import org.netsonde.engine.experiment.builtin.TlsProvidersExperiment;
import org.netsonde.engine.experiment.builtin.TlsVersionsExperiment;
import org.netsonde.engine.experiment.builtin.TransportsExperiment;
import org.netsonde.engine.experiment.builtin.UdpTcpExperiment;
import org.netsonde.engine.experiment.builtin.WebSocketCompressionExperiment;

/** The experiments that there are, in the order in which they are offered. Immutable. */
public final class ExperimentRegistry {

    private final Map<String, Experiment<?>> byId = new LinkedHashMap<>();

    /** A registry of these. */
    public ExperimentRegistry(List<Experiment<?>> experiments) {
        experiments.forEach(experiment -> byId.put(experiment.id(), experiment));
    }

    /** Those that come with the program. */
    public static ExperimentRegistry builtin() {
        return new ExperimentRegistry(List.of(
                new TransportsExperiment(),
                new ThreadingExperiment(),
                new LatencyUnderLoadExperiment(),
                new ConnectionReuseExperiment(),
                new HttpVersionsExperiment(),
                new HttpCacheExperiment(),
                new BalancingExperiment(),
                new RateLimitsExperiment(),
                new TlsProvidersExperiment(),
                new TlsVersionsExperiment(),
                new KeyTypesExperiment(),
                new WebSocketCompressionExperiment(),
                new UdpTcpExperiment(),
                new NagleExperiment(),
                new BuffersExperiment(),
                new FramingExperiment(),
                new PayloadSizesExperiment()));
    }

    /** All of them. */
    public List<Experiment<?>> all() {
        return List.copyOf(byId.values());
    }

    /** Their ids. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The experiment of that id. */
    public Optional<Experiment<?>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
