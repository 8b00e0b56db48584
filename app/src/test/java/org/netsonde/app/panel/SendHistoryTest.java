package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SendHistoryTest {

    private static ObjectNode message(String text) {
        return JsonNodeFactory.instance.objectNode().put("data", text);
    }

    @Test
    void goesBackToTheOldestAndForwardToWhatWasBeingTyped() {
        SendHistory history = new SendHistory();
        history.add(message("one"));
        history.add(message("two"));

        assertThat(history.back(message("draft"))).contains(message("two"));
        assertThat(history.back(message("two"))).contains(message("one"));
        assertThat(history.back(message("one"))).isEmpty();
        assertThat(history.forward()).contains(message("two"));
        assertThat(history.forward()).contains(message("draft"));
        assertThat(history.forward()).isEmpty();
    }

    @Test
    void sameMessageIsKeptOnce() {
        SendHistory history = new SendHistory();
        history.add(message("one"));
        history.add(message("two"));
        history.add(message("one"));

        assertThat(history.back(message(""))).contains(message("one"));
        assertThat(history.back(message("one"))).contains(message("two"));
        assertThat(history.back(message("two"))).isEmpty();
    }
}
