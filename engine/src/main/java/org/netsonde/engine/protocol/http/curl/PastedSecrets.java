package org.netsonde.engine.protocol.http.curl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.security.Secret;

/**
 * What gives access in a command line, kept apart from the message and named after the host. Variables of the shell become the
 * names of secrets, as their values are not known here. Used by one thread.
 */
final class PastedSecrets {

    /** The beginning of the variables that hold the secrets of Netsonde, as {@code Secrets.variable} makes them. */
    private static final String PREFIX = "NETSONDE_SECRET_";

    private static final int MAX_NAME = 64;

    private final String host;
    private final Map<String, char[]> values = new LinkedHashMap<>();
    private final List<String> variables = new ArrayList<>();

    /**
     * Something that ends in a secret.
     *
     * @param before what stands before the secret, which anybody may see
     */
    record Kept(String before, Secret secret) {}

    /** Secrets for a host. */
    PastedSecrets(String host) {
        this.host = host.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /**
     * Keeps a text that is secret, with variables as {@link Word} marks them.
     *
     * @param kind what it is, such as {@code password}
     */
    Kept keep(String kind, String marked) {
        List<String> names = Word.variables(marked);
        if (names.isEmpty()) {
            return new Kept("", marked.isEmpty() ? new Secret() : new Secret(store(kind, marked)));
        }
        String end = '\0' + names.getFirst() + '\0';
        if (names.size() > 1 || !marked.endsWith(end) || names.getFirst().length() > MAX_NAME) {
            throw Words.problem("problem.curlVariable", "$" + names.getFirst());
        }
        String name = names.getFirst();
        String secret = name.startsWith(PREFIX) && name.length() > PREFIX.length()
                ? name.substring(PREFIX.length()).toLowerCase(Locale.ROOT)
                : name;
        if (!name.startsWith(PREFIX)) {
            variables.add(name);
        }
        return new Kept(marked.substring(0, marked.length() - end.length()), new Secret(secret));
    }

    private String store(String kind, String value) {
        String base = (host + "-" + kind).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        String name = base.substring(Math.max(0, base.length() - MAX_NAME));
        for (int i = 2; values.containsKey(name) && !new String(values.get(name)).equals(value); i++) {
            String end = "-" + i;
            name = base.substring(Math.max(0, base.length() - MAX_NAME + end.length())) + end;
        }
        values.put(name, value.toCharArray());
        return name;
    }

    /** What is to be kept in the user's store. */
    Map<String, char[]> values() {
        return values;
    }

    /** The variables whose values are to be stored under their names. */
    List<String> variables() {
        return variables;
    }
}
