package org.netsonde.engine.har;

import org.netsonde.engine.har.HarEntry.Message;
import org.netsonde.engine.http.HttpSecrets;

/** Masks what gives access to something in the messages of a HAR file, by the rules of {@link HttpSecrets}. */
final class HarSecrets {

    private HarSecrets() {}

    /** Whether what has this name gives access to something. */
    static boolean isSecret(String name) {
        return HttpSecrets.isSecret(name);
    }

    /** What is shown of a header field; of addresses in it what {@link #target} leaves. */
    static String field(String name, String value) {
        return HttpSecrets.field(name, value);
    }

    /** An address or a part of one, without the values of parameters that give access and without its user. */
    static String target(String address) {
        return HttpSecrets.target(address);
    }

    /** Words for people, such as the reason of a failure: in each line a mask for all that stands behind such a name. */
    static String words(String text) {
        return HttpSecrets.words(text);
    }

    /** What is shown of a body: JSON, whatever it is declared as, and forms with masks. Owned by the message. */
    static byte[] body(Message message) {
        return HttpSecrets.body(message.body(), isForm(message));
    }

    private static boolean isForm(Message message) {
        return HttpSecrets.isForm(message.type())
                || message.fields().stream()
                        .anyMatch(field ->
                                field.name().equalsIgnoreCase("content-type") && HttpSecrets.isForm(field.value()));
    }
}
