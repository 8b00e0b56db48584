package org.netsonde.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.experiment.ExperimentWatch;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.experiment.builtin.TransportsExperiment;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.export.experiment.ExperimentDocument;
import org.netsonde.engine.export.experiment.ExperimentExports;
import org.netsonde.engine.security.Keys;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of an experiment that was run here, as programs that others wrote read them. */
@Timeout(180)
class ExperimentInteropTest {

    private static final String HOSTILE = "=1+1,</style><script>alert(1)</script>";

    @TempDir
    Path folder;

    private ExperimentResult result;
    private List<Path> files;

    @BeforeEach
    void run() {
        result = new ExperimentRunner(Keys.inMemory(InstantSource.system()), InstantSource.system())
                .run(
                        new TransportsExperiment(),
                        Stand.json("{'connections': 2}"),
                        RunLimits.standard(1).within(Duration.ofMillis(100)),
                        ExperimentWatch.NONE);
        files = ExperimentExports.builtin(Locale.ENGLISH)
                .standard()
                .write(List.of(new ExperimentDocument(HOSTILE, result, "1.2.3")), folder);
    }

    @Test
    void jsonschemaFindsNothingWrongWithTheJson() throws IOException {
        Peers.requirePythonModule("jsonschema", "python3-jsonschema");
        Path schema = Files.write(folder.resolve("schema.json"), Schemas.get("experiment"));
        Path json = file(".json");

        assertThat(python("schema", json, schema)).isEmpty();

        Path wrong = Files.writeString(
                folder.resolve("wrong.json"),
                Files.readString(json).replaceFirst("\"verdict\" : \"[a-z_]+\"", "\"verdict\" : \"lost\""));
        // Where there is but one transport on this machine, nothing is compared.
        boolean compared = !result.points().getFirst().comparisons().isEmpty();
        assertThat(python("schema", wrong, schema).isEmpty()).isEqualTo(!compared);
    }

    @Test
    void pythonReadsTheCsv() {
        JsonNode rows = python("csv", file(".csv"));

        long blocks = result.points().stream()
                .flatMap(point -> point.sides().stream())
                .mapToLong(side -> side.blocks().size())
                .sum();
        assertThat(rows.size()).isEqualTo((int) blocks);
        assertThat(rows.get(0).get("experiment").asString()).isEqualTo("'" + HOSTILE);
        assertThat(Double.parseDouble(rows.get(0).get("rate_per_second").asString()))
                .isPositive();
    }

    private Path file(String ending) {
        return files.stream()
                .filter(file -> file.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode python(String what, Path... paths) {
        Object[] args = new Object[paths.length + 1];
        args[0] = what;
        System.arraycopy(paths, 0, args, 1, paths.length);
        try (PeerProcess python = Peers.python("exports.py", args)) {
            return JsonMapper.shared().readTree(python.line());
        }
    }
}
