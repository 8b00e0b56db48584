package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;

/** The parameters of the experiments that come with the program. */
class BuiltinParametersTest {

    private static <P extends Record & Settings> Bound<P> bind(Experiment<P> experiment, String json) {
        return SettingsBinder.bind(experiment.parametersType(), experiment.defaults(), Stand.json(json));
    }

    private static <P extends Record & Settings> void plans(Experiment<P> experiment) {
        Bound<P> bound = bind(experiment, "{}");
        assertThat(bound.problems()).as(experiment.id()).isEmpty();
        Plan plan = experiment.plan(bound.orThrow());
        assertThat(plan.sides()).as(experiment.id()).hasSizeGreaterThan(1);
        assertThat(plan.sides()).extracting(Side::id).doesNotHaveDuplicates();
        assertThat(plan.measures()).as(experiment.id()).isNotEmpty();
    }

    @Test
    void everyExperimentPlansWithItsDefaults() {
        List<Experiment<?>> all = ExperimentRegistry.builtin().all();

        assertThat(all).hasSizeGreaterThan(16).extracting(Experiment::id).doesNotHaveDuplicates();
        all.forEach(BuiltinParametersTest::plans);
        assertThat(ExperimentRegistry.builtin().find("balancing")).isPresent();
        assertThat(ExperimentRegistry.builtin().find("luck")).isEmpty();
    }

    private static void refused(Experiment<?> experiment, String json, String field) {
        assertThat(problemFields(experiment, json)).as(json).containsExactly(field);
    }

    private static <P extends Record & Settings> List<String> problemFields(Experiment<P> experiment, String json) {
        return bind(experiment, json).problems().stream()
                .map(problem -> problem.field())
                .toList();
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        refused(new BalancingExperiment(), "{'serverDelay': '0s', 'slowdown': 2}", "serverDelay");
        refused(new RateLimitsExperiment(), "{'burstPause': '1s'}", "burstPause");
        refused(new TlsProvidersExperiment(), "{'keyKind': 'ed25519'}", "keyKind");
        refused(new TlsVersionsExperiment(), "{'keyKind': 'ed25519', 'provider': 'auto'}", "keyKind");
    }

    @Test
    void whatGoesTogetherIsTaken() {
        assertThat(problemFields(new BalancingExperiment(), "{'serverDelay': '0s', 'slowdown': 1}"))
                .isEmpty();
        assertThat(problemFields(new TlsVersionsExperiment(), "{'keyKind': 'ed25519', 'provider': 'jdk'}"))
                .isEmpty();
    }

    @Test
    void numbersAreBounded() {
        refused(new ThreadingExperiment(), "{'mostConnections': 1001}", "mostConnections");
        refused(new TransportsExperiment(), "{'payloadSize': '1GiB'}", "payloadSize");
        refused(new ConnectionReuseExperiment(), "{'callers': 0}", "callers");
        refused(new HttpCacheExperiment(), "{'pageSize': '1MiB'}", "pageSize");
        refused(new PayloadSizesExperiment(), "{'largestPayload': '2MiB'}", "largestPayload");
    }

    @Test
    void newConnectionsAreLimited() {
        for (Experiment<?> experiment : List.of(
                new ConnectionReuseExperiment(),
                new TlsProvidersExperiment(),
                new TlsVersionsExperiment(),
                new KeyTypesExperiment(),
                new BalancingExperiment())) {
            limited(experiment);
        }
    }

    private static <P extends Record & Settings> void limited(Experiment<P> experiment) {
        assertThat(experiment.plan(experiment.defaults()).sides())
                .as(experiment.id())
                .anySatisfy(side -> assertThat(side.most()).isLessThanOrEqualTo(Side.CONNECTIONS));
    }
}
