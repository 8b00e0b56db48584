package org.netsonde.engine.protocol.http.curl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;

/** What of a command line has no place in a message, gathered for a few sentences. Used by one thread. */
final class Leftovers {

    private static final int SHOWN = 100;

    private final Set<String> settings = new LinkedHashSet<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final Set<String> ownFields = new LinkedHashSet<>();
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<Phrase> more = new LinkedHashSet<>();

    /** An option that is a setting of the client. */
    void setting(String option) {
        settings.add(shown(option));
    }

    /** Something that is not to be had here. */
    void leftOut(String what) {
        leftOut.add(shown(what));
    }

    /** A header field that the client sets by itself. */
    void ownField(String name) {
        ownFields.add(shown(name));
    }

    /** A sentence of its own. */
    void add(String key, Object... arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = shown(String.valueOf(arguments[i]));
        }
        more.add(Phrase.of(key, texts));
    }

    /** A text without the marks of variables, of which a sentence tells. */
    String plain(String marked) {
        Word.variables(marked).forEach(name -> variables.add("$" + name));
        return Word.plain(marked);
    }

    /** The sentences. */
    List<Phrase> phrases() {
        List<Phrase> phrases = new ArrayList<>(more);
        addList(phrases, "remark.curlVariables", variables);
        addList(phrases, "remark.curlSettings", settings);
        addList(phrases, "remark.curlOwnFields", ownFields);
        addList(phrases, "remark.curlLeftOut", leftOut);
        return phrases;
    }

    private static void addList(List<Phrase> phrases, String key, Set<String> names) {
        if (!names.isEmpty()) {
            phrases.add(Phrase.of(key, shown(String.join(", ", names))));
        }
    }

    private static String shown(String text) {
        String head = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return Escapes.encode(head.getBytes(StandardCharsets.UTF_8));
    }
}
