package org.netsonde.engine.protocol.xmlrpc.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can stand as {@code dateTime.iso8601}. Stateless. */
public final class DateTimes {

    /** As the specification has it, with what others write: hyphens, fractions of a second and a zone. */
    private static final Pattern FORM =
            Pattern.compile("([0-9]{4})-?([0-9]{2})-?([0-9]{2})T([0-9]{2}):?([0-9]{2}):?([0-9]{2})"
                    + "(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");

    private static final int MAX_LENGTH = 40;

    private DateTimes() {}

    /** Whether a text is a date that exists, and a time of day. */
    public static boolean isOne(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            int second = number(matcher, 6);
            // A leap second is a time of day, too.
            return LocalDateTime.of(
                                            number(matcher, 1),
                                            number(matcher, 2),
                                            number(matcher, 3),
                                            number(matcher, 4),
                                            number(matcher, 5),
                                            Math.min(second, 59))
                                    .getYear()
                            >= 0
                    && second <= 60;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
