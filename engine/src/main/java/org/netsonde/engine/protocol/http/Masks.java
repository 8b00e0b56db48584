package org.netsonde.engine.protocol.http;

import java.util.List;
import java.util.regex.Pattern;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.Parameter;

/**
 * Finds what {@link HttpCodec#remembered} and the traffic log have put in the place of secrets, so that no server gets it for
 * the secret itself. Stateless.
 */
final class Masks {

    private static final Pattern IN_ADDRESS = Pattern.compile("=" + HttpHeads.MASK + "|//" + HttpHeads.MASK + "@");
    private static final Pattern IN_FORM = Pattern.compile("=" + HttpHeads.MASK + "(?:&|$)");
    private static final String IN_JSON = '"' + HttpHeads.MASK + '"';

    private Masks() {}

    /**
     * Makes sure that nothing is masked in a message that is to be sent.
     *
     * @throws FailureException if something is
     */
    static void refuse(HttpMessage message) {
        if (isMasked(message)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "maskedSecret", HttpHeads.MASK));
        }
    }

    /** Whether something is masked in a message. */
    static boolean isMasked(HttpMessage message) {
        return IN_ADDRESS.matcher(message.url()).find() || isMasked(message.query()) || isMasked(message.content());
    }

    private static boolean isMasked(List<Parameter> parameters) {
        return parameters.stream().anyMatch(parameter -> parameter.value().equals(HttpHeads.MASK));
    }

    private static boolean isMasked(Content content) {
        return switch (content) {
            case Content.None none -> false;
            case Content.Text text ->
                text.text().contains(IN_JSON)
                        || (HttpSecrets.isForm(text.contentType())
                                && IN_FORM.matcher(text.text()).find());
            case Content.Json json -> json.json().source().contains(IN_JSON);
            case Content.Form form -> isMasked(form.fields());
            case Content.Multipart multipart ->
                multipart.parts().stream()
                        .anyMatch(part -> part.file().isEmpty() && part.value().equals(HttpHeads.MASK));
            case Content.File file -> false;
        };
    }
}
