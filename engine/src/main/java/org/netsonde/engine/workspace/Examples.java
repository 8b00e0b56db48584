package org.netsonde.engine.workspace;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * The examples that there are, in the order of menus. One more is a file in {@code examples}, its id in {@link #builtin}
 * and its title and summary in the message bundles.
 *
 * @param all the examples
 */
public record Examples(List<Example> all) {

    public Examples {
        all = List.copyOf(all);
    }

    /** Those that come with Netsonde. */
    public static Examples builtin() {
        return new Examples(Stream.of(
                        "tcp-echo", //
                        "udp",
                        "select",
                        "chat",
                        "commands",
                        "rules",
                        "websocket-commands",
                        "websocket-broadcast",
                        "tls",
                        "frames",
                        "http",
                        "http-cache",
                        "accounts",
                        "xmlrpc",
                        "relay",
                        "broken-wire")
                .map(Example::new)
                .toList());
    }

    /**
     * The example of that id.
     *
     * @throws FailureException if there is none; it names those that there are
     */
    public Example get(String id) {
        return all.stream()
                .filter(example -> example.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FailureException(Failure.of(Failure.Kind.FILE, "unknownExample", id, ids())));
    }

    private String ids() {
        return all.stream().map(Example::id).collect(Collectors.joining(", "));
    }
}
