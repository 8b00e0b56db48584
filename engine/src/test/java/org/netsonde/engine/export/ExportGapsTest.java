package org.netsonde.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionWriter;
import org.netsonde.engine.session.StoredSession;
import tools.jackson.databind.node.JsonNodeFactory;

/** The seconds of sessions in which nothing is for a long time. */
@Timeout(30)
class ExportGapsTest {

    private static final long SECOND = 1_000_000_000L;
    /** Seconds of about forty years. */
    private static final long YEARS = 40L * 365 * 86_400;

    @TempDir
    private Path folder;

    private SessionStore store;
    private SessionWriter writer;

    @BeforeEach
    void begin() {
        store = new SessionStore(folder, ProtocolRegistry.builtin());
        writer = store.create("", Instant.EPOCH, "1.2.3", new Machine("", "", 0, ""), "", 1 << 20);
        for (String id : List.of("a", "b")) {
            var settings = JsonNodeFactory.instance.objectNode();
            writer.endpoint(new EndpointInfo(id, id, "tcp-server", Role.SERVER, "127.0.0.1:1", settings), List.of());
        }
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private void sample(String id, long second, long seconds, long uptime, long requests) {
        Sample sample = new Sample(
                second * 1000,
                seconds * SECOND,
                uptime * SECOND,
                0,
                0,
                requests,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Percentiles.NONE,
                new long[0]);
        writer.sample(id, sample, Map.of(), null);
    }

    private List<String> rows() {
        writer.end(SessionInfo.State.ENDED, Instant.ofEpochSecond(YEARS));
        List<String> rows = new ArrayList<>();
        try (StoredSession session = store.open(writer.info().id())) {
            ExportSource.of(session, Instant.EPOCH)
                    .forEachSecond(
                            Progress.NONE,
                            (endpoint, sample) -> rows.add(endpoint.info().id() + " " + sample.atMillis() / 1000));
        }
        return rows;
    }

    @Test
    void whereNoEndpointHasASecondNoTimeIsSpent() {
        sample("a", 1, 1, 1, 1);
        sample("b", YEARS / 2, 1, 1, 1);
        sample("a", YEARS, 1, YEARS, 2);
        sample("b", YEARS, 1, YEARS, 2);

        assertThat(rows()).containsExactly("a 1", "b " + YEARS / 2, "a " + YEARS, "b " + YEARS);
    }

    @Test
    void ofYearsInWhichItDidNotRunOnlyTheEndsAreGiven() {
        sample("a", 1, 1, 1, 1);
        sample("a", 2, 1, 0, 1);
        sample("a", YEARS - 10, YEARS - 12, 0, 1);
        sample("a", YEARS, 1, 1, 2);

        assertThat(rows()).containsExactly("a 1", "a 2", "a 3", "a " + (YEARS - 10), "a " + YEARS);
    }

    @Test
    void anIdleStretchInWhichItRanHasEachSecond() {
        sample("a", 1, 1, 1, 1);
        sample("a", 2, 1, 2, 1);
        sample("b", 2, 1, 2, 1);
        sample("a", 1002, 1000, 1002, 1);
        sample("a", 1003, 1, 1003, 2);
        List<String> all = rows();

        assertThat(all).hasSize(1004).startsWith("a 1", "a 2", "b 2", "a 3").endsWith("a 1002", "a 1003");
        assertThat(all).doesNotHaveDuplicates();
    }
}
