package org.netsonde.app.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the back ends that run behind the settings that they were made of. Stateless. */
final class Names {

    private Names() {}

    /** The name of the back end that an entry stands for. */
    static String of(ObjectNode entry, List<OptionSpec> options) {
        String target = text(entry, options, "target");
        if (!target.isEmpty()) {
            return target;
        }
        String port = text(entry, options, "port");
        String host = text(entry, options, "host");
        return port.matches("\\d{1,5}") ? Addresses.text(host, Integer.parseInt(port)) : host + ":" + port;
    }

    /** The value of an option of an entry, or its default, as text. */
    static String text(ObjectNode entry, List<OptionSpec> options, String name) {
        JsonNode given = entry.get(name);
        Optional<JsonNode> value = given != null && !given.isNull()
                ? Optional.of(given)
                : options.stream()
                        .filter(option -> option.name().equals(name))
                        .findFirst()
                        .map(OptionSpec::defaultValue);
        return value.map(node -> node.isValueNode() ? node.asString() : node.toString())
                .orElse("");
    }

    /**
     * The back ends by where their entries stand; two of the same name are taken in their order. An entry that has not been
     * taken up is missing.
     */
    static Map<Integer, BackEnd> match(List<String> names, List<BackEnd> running) {
        Map<Integer, BackEnd> found = new HashMap<>();
        boolean[] taken = new boolean[running.size()];
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < running.size(); j++) {
                if (!taken[j] && running.get(j).name().equals(names.get(i))) {
                    taken[j] = true;
                    found.put(i, running.get(j));
                    break;
                }
            }
        }
        return found;
    }
}
