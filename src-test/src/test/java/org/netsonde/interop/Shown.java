package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.fixtures.Bench;

/** What is shown of the only connection of an endpoint, in English. */
final class Shown {

    private final List<FactGroup> groups;

    private Shown(List<FactGroup> groups) {
        this.groups = groups;
    }

    static Shown of(Endpoint endpoint) {
        // One that a peer has left a moment ago may still be there.
        await().pollDelay(Duration.ZERO)
                .atMost(Bench.LIMIT)
                .untilAsserted(() -> assertThat(endpoint.connections().list(10)).hasSize(1));
        return new Shown(endpoint.connections().list(10).getFirst().facts().groups());
    }

    /** The ids of the groups, in their order. */
    List<String> groups() {
        return groups.stream().map(FactGroup::id).toList();
    }

    /** The values of a fact that is there several times. */
    List<String> all(String group, String fact) {
        return groups.stream()
                .filter(some -> some.id().equals(group))
                .flatMap(some -> some.facts().stream())
                .filter(some -> some.name().key().equals("fact." + fact))
                .map(some -> some.value().text(Locale.ENGLISH))
                .toList();
    }

    /** The value of a fact. */
    String fact(String group, String fact) {
        assertThat(all(group, fact)).as("%s of %s", fact, group).hasSize(1);
        return all(group, fact).getFirst();
    }

    /** The value of a fact about the encryption. */
    String tls(String fact) {
        return fact("tls", fact);
    }

    /** How the first fact of that name about the encryption is to be taken. */
    Fact.Tone tone(String fact) {
        return groups.stream()
                .filter(some -> some.id().equals("tls"))
                .flatMap(some -> some.facts().stream())
                .filter(some -> some.name().key().equals("fact." + fact))
                .map(Fact::tone)
                .findFirst()
                .orElseThrow();
    }

    /** What was checked about the peer. */
    List<String> checked() {
        return all("tls", "checked");
    }
}
