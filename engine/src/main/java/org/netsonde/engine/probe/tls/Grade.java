package org.netsonde.engine.probe.tls;

import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.Phrase;

/**
 * A mark for a server, in the manner of SSL Labs' SSL Server Rating Guide (version 2009r).
 *
 * @param letter the mark
 * @param besides the mark that it would have if its certificate were trusted and for its name; the same where it is
 * @param protocols how good its versions are, from 0 to 100
 * @param exchange how good its exchange of keys is
 * @param ciphers how good its ciphers are
 * @param reasons why it is not better; none where nothing is left to wish
 */
public record Grade(Letter letter, Letter besides, int protocols, int exchange, int ciphers, List<Phrase> reasons) {

    /** The marks, the best first. */
    public enum Letter {
        A_PLUS("A+"),
        A("A"),
        A_MINUS("A-"),
        B("B"),
        C("C"),
        D("D"),
        E("E"),
        F("F"),
        /** The certificate is for another name. */
        M("M"),
        /** The certificate is not trusted. */
        T("T");

        private final String label;

        Letter(String label) {
            this.label = label;
        }

        /** As it is shown. */
        public String label() {
            return label;
        }

        /** The worse of two. */
        Letter orWorse(Letter other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** How good it is. */
        public Severity severity() {
            return switch (this) {
                case A_PLUS, A, A_MINUS -> Severity.GOOD;
                case B, C -> Severity.WEAK;
                case D, E, F, M, T -> Severity.BAD;
            };
        }

        /**
         * The mark that is written so, as a least one: those that tell of certificates are none, since nothing is below them.
         *
         * @throws FailureException of kind INVALID_SETTINGS if there is none
         */
        public static Letter parse(String text) {
            List<Letter> letters = java.util.Arrays.stream(values())
                    .filter(letter -> letter.compareTo(F) <= 0)
                    .toList();
            List<String> labels = letters.stream().map(Letter::label).toList();
            for (Letter letter : letters) {
                if (letter.label.equalsIgnoreCase(text.strip())) {
                    return letter;
                }
            }
            String nearest = NearestName.of(text, labels);
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectGrade", text, nearest == null ? "B" : nearest));
        }
    }

    public Grade {
        reasons = List.copyOf(reasons);
    }
}
