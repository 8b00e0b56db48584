package org.netsonde.app.certificate;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javafx.scene.control.TextFormatter;
import org.netsonde.engine.security.PemFiles;

/** Takes private keys out of what is pasted, so that they are never shown, and refuses what is far too long. Stateless. */
final class KeyFilter implements UnaryOperator<TextFormatter.Change> {

    /**
     * Ends before what begins next, or with the text, where its own end is missing. There may be anything in between, such as
     * the hyphens of a header (RFC 1421). As each match begins where the last one ended, the time grows with the length only.
     */
    private static final Pattern KEY = Pattern.compile("(-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY-----)[\\s\\S]*?"
            + "(?:-----END [A-Z0-9 ]{0,20}PRIVATE KEY-----|(?=\\R?-----BEGIN )|\\z)");

    @Override
    public TextFormatter.Change apply(TextFormatter.Change change) {
        if (change.isAdded()) {
            String text = change.getText();
            String kept = without(text.length() > PemFiles.MAX_BYTES ? text.substring(0, PemFiles.MAX_BYTES) : text);
            if (!kept.equals(text)) {
                change.setText(kept);
                int end = change.getRangeStart() + kept.length();
                change.setCaretPosition(end);
                change.setAnchor(end);
            }
        }
        return change;
    }

    /** The text, of whose private keys only the first and last lines are left. */
    static String without(String text) {
        return KEY.matcher(text).replaceAll(found -> {
            String begin = found.group(1);
            return begin + "\n" + begin.replace("BEGIN", "END");
        });
    }
}
