package org.netsonde.engine.security.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileNames;

/**
 * What users and lists may be called. Names of users are brought into one form first (Unicode's NFKC), so that one who types
 * with another keyboard or at full width is the same; then they are compared exactly, small and capital letters included. Names
 * of lists are names of files, and their capital letters do not matter. Stateless.
 */
final class AccountNames {

    private static final int MOST = 64;

    /** Of one that is looked up: longer ones cannot become a name, and are not brought into any form. */
    private static final int MOST_GIVEN = 256;

    /** No colon, which ends the name in HTTP's basic authentication (RFC 7617). */
    private static final Pattern ALLOWED = Pattern.compile("[^\\p{C}\\p{Z}:]([^\\p{C}:]*[^\\p{C}\\p{Z}:])?");

    private AccountNames() {}

    /**
     * The name of a new user in the form in which it is kept.
     *
     * @throws FailureException of kind INVALID_SETTINGS if nobody may be called so
     */
    static String checked(String name) {
        String form = given(name);
        if (form.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountName", MOST));
        }
        return form;
    }

    /** A name that somebody gives, in the form in which it would be kept; empty where nobody can be called so. */
    static String given(String name) {
        if (name.length() > MOST_GIVEN) {
            return "";
        }
        String form = Normalizer.normalize(name, Normalizer.Form.NFKC);
        boolean fits = form.codePointCount(0, form.length()) <= MOST;
        return fits && ALLOWED.matcher(form).matches() ? form : "";
    }

    /** What can be counted of a name that nobody can have: no more of it than there may be of others. */
    static String cut(String name) {
        return name.length() > MOST_GIVEN ? name.substring(0, MOST_GIVEN) : name;
    }

    /**
     * The name of a list as it is kept.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it cannot be that of a file
     */
    static String list(String name) {
        String form = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (!isList(form)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountListName", MOST));
        }
        return form;
    }

    /** Whether a list may be called so, in the form in which its name is kept. */
    static boolean isList(String form) {
        return form.codePointCount(0, form.length()) <= MOST
                && form.equals(form.toLowerCase(Locale.ROOT).strip())
                && !form.isEmpty()
                && !form.startsWith(".")
                && FileNames.isPortable(form + FileShelf.END);
    }
}
