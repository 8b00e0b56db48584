package org.netsonde.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SavedExperimentTest {

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static SavedExperiment ran(String name, int minute, int size) {
        return SavedExperiment.of(name, "transports", object())
                .withResult(object().put("at", "2026-01-31T12:%02d:00Z".formatted(minute))
                        .put("text", "x".repeat(size)));
    }

    @Test
    void aWorkspaceHasRoomForSoMany() {
        SavedExperiment one = SavedExperiment.of("one", "transports", object());

        assertThat(SavedExperiment.bounded(Collections.nCopies(SavedExperiment.MOST + 1, one)))
                .hasSize(SavedExperiment.MOST);
    }

    @Test
    void whereResultsAreTooLargeTogetherTheOldestRunsGiveWay() {
        List<SavedExperiment> all = new ArrayList<>();
        for (int minute : List.of(30, 20, 1, 40, 50, 10)) {
            all.add(ran("at " + minute, minute, 900_000));
        }

        List<SavedExperiment> kept = SavedExperiment.bounded(all);

        assertThat(kept)
                .extracting(SavedExperiment::name)
                .containsExactlyElementsOf(
                        all.stream().map(SavedExperiment::name).toList());
        assertThat(kept.stream().filter(saved -> saved.result() == null))
                .extracting(SavedExperiment::name)
                .containsExactly("at 1", "at 10");
    }

    @Test
    void aResultThatIsTooLargeByItselfIsNotKept() {
        List<SavedExperiment> kept =
                SavedExperiment.bounded(List.of(ran("huge", 2, SavedExperiment.MAX_RESULT), ran("small", 1, 10)));

        assertThat(kept.getFirst().result()).isNull();
        assertThat(kept.getLast().result()).isNotNull();
    }

    @Test
    void whatItGivesCannotBeUsedToChangeIt() {
        SavedExperiment saved = ran("  A\n name ", 1, 1);

        saved.parameters().put("x", 1);
        saved.limits().put("x", 1);
        saved.rest().put("x", 1);

        assertThat(saved.name()).isEqualTo("A name");
        assertThat(List.of(saved.parameters(), saved.limits(), saved.rest())).allMatch(ObjectNode::isEmpty);
    }
}
